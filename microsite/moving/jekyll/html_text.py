"""HTML as it was saved from other sites, to Markdown with the site's blocks."""

import re
from collections.abc import Callable, Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from microsite.moving.jekyll import formulas, problems
from microsite.moving.jekyll.anchors import linked_headings
from microsite.moving.jekyll.elements import (
    KEPT,
    Place,
    clear,
    code,
    contents,
    is_block,
    is_contents,
    wrap_link,
)
from microsite.moving.jekyll.escaping import paragraph, text, wrapped
from microsite.moving.jekyll.tables import table

DEEPEST = 50


def markdown(html: str, place: Place) -> str:
    """The Markdown of a piece of HTML."""
    soup = BeautifulSoup(html, "html.parser")
    clear(soup, place.tell)
    for lost in formulas.restore(soup):
        place.tell("katex", problems.LOST_FORMULA)
        lost.replace_with(lost.get_text(" "))
    return _Writer(place, linked_headings(soup)).blocks(soup, 0)


class _Writer:
    def __init__(self, place: Place, headings: dict[str, str]) -> None:
        self.place = place
        self.headings = headings

    def blocks(self, tag: Tag, depth: int) -> str:
        """What stands in an element, as blocks with empty lines between them."""
        if depth > DEEPEST:
            return paragraph(text(tag.get_text(" ")))
        found: list[str] = []
        run: list[PageElement] = []
        for child in tag.children:
            if isinstance(child, Tag) and is_block(child):
                found += [paragraph(self.inline(run, depth)), self.block(child, depth + 1)]
                run = []
            else:
                run.append(child)
        found.append(paragraph(self.inline(run, depth)))
        return "\n\n".join(block for block in found if block.strip())

    def block(self, tag: Tag, depth: int) -> str:
        """One element as a block."""
        if is_contents(tag):
            return contents(tag)
        if depth > DEEPEST:
            return paragraph(text(tag.get_text(" ")))
        write = _WRITERS.get(tag.name)
        return write(self, tag, depth) if write else self.blocks(tag, depth)

    def heading(self, tag: Tag, depth: int) -> str:
        """A heading; a strong one is none the more a heading."""
        for strong in tag.find_all(["strong", "b"]):
            strong.unwrap()
        said = " ".join(paragraph(self.inline(tag.children, depth)).replace("\\\n", " ").split())
        return f"{'#' * int(tag.name[1])} {said}" if said else ""

    def quotation(self, tag: Tag, depth: int) -> str:
        """A quotation."""
        lines = self.blocks(tag, depth).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines) if any(lines) else ""

    def listed(self, tag: Tag, depth: int) -> str:
        """A list; each item is set in by the width of its mark."""
        start = str(tag.get("start", "1"))
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        items: list[str] = []
        for child in tag.children:
            if not isinstance(child, Tag):
                # Words between the items are part of the one before them.
                stray = paragraph(self.inline([child], depth))
                if stray and items:
                    items[-1] += f" {stray}"
                continue
            said = self.blocks(child, depth) if child.name == "li" else self.block(child, depth + 1)
            if not said:
                continue
            mark = f"{number}. " if tag.name == "ol" else "- "
            number += 1
            lines = said.split("\n")
            inset = [f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:]]
            items.append("\n".join([mark + lines[0], *inset]))
        return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)

    def code(self, tag: Tag, depth: int) -> str:
        """Code as it stands, with its language where a class says it."""
        for numbers in tag.select(".pre-numbering, .hljs-button, .lineno, .gutter"):
            numbers.decompose()
        inner = tag.find("code")
        classes = " ".join(
            name for one in (tag, inner) if one for name in one.get_attribute_list("class") if name
        )
        named = re.search(r"(?:language|lang|highlight-source)-([\w+#-]+)", classes)
        said = tag.get_text().strip("\n")
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", said)), 3)
        return f"{fence}{named[1] if named else ''}\n{said}\n{fence}"

    def rule(self, tag: Tag, depth: int) -> str:
        """A line across."""
        return "* * *"

    def figure(self, tag: Tag, depth: int) -> str:
        """A figure: its pictures with the caption in the block."""
        caption = tag.find("figcaption")
        images = tag.find_all("img")
        if caption is None or len(images) != 1:
            return self.blocks(tag, depth)
        said = self.blocks(caption.extract(), depth)
        shown = self.picture(images[0])
        named = re.search(r"\(picture:(\w+)", shown)
        return f":::figure picture={named[1]}\n{said}\n:::" if named else f"{shown}\n\n{said}"

    def grid(self, tag: Tag, depth: int) -> str:
        """A table as Markdown has them, or as its cells' text."""
        rows = [
            [paragraph(self.inline(cell.children, depth)) for cell in row.find_all(["th", "td"])]
            for row in tag.find_all("tr")
        ]
        caption = tag.find("caption")
        said = paragraph(self.inline(caption.children, depth)) if caption else ""
        return f"{said}\n\n{table(rows)}".strip()

    def terms(self, tag: Tag, depth: int) -> str:
        """A list of terms with what they mean."""
        parts = []
        for child in tag.find_all(["dt", "dd"]):
            said = self.blocks(child, depth)
            lines = said.replace("\n", "\n  ") if child.name == "dd" else said.replace("\n", " ")
            parts.append(f": {lines}\n" if child.name == "dd" else lines)
        return "\n".join(parts).strip()

    def folded(self, tag: Tag, depth: int) -> str:
        """What opens at a click."""
        summary = tag.find("summary")
        said = paragraph(self.inline(summary.extract().children, depth)) if summary else ""
        return f"<details><summary>{said}</summary>\n\n{self.blocks(tag, depth)}\n\n</details>"

    def inline(self, nodes: Iterable[PageElement], depth: int) -> str:
        """What stands within a line."""
        if depth > DEEPEST:
            return ""
        return "".join(self._inline(node, depth + 1) for node in nodes)

    def _inline(self, node: PageElement, depth: int) -> str:
        if isinstance(node, NavigableString):
            return text(str(node))
        if not isinstance(node, Tag):
            return ""
        name = node.name
        if name == "br":
            return "\\\n"
        if name == "img":
            return self.picture(node)
        if name == "formula":
            said = node.get_text()
            return f"$${said}$$" if node.get("display") else f"${said}$"
        if name == "code":
            return code(node.get_text())
        inner = self.inline(node.children, depth)
        if name == "a":
            return self._link(node, inner)
        if name in ("strong", "b") and not node.find_parent(["strong", "b"]):
            return wrapped(inner, "**", "strong")
        if name in ("em", "i") and not node.find_parent(["em", "i"]):
            return wrapped(inner, "*", "em")
        return f"<{name}>{inner}</{name}>" if name in KEPT and inner.strip() else inner

    def _link(self, node: Tag, inner: str) -> str:
        href = str(node.get("href", "")).strip()
        if not href or not inner.strip(" \ue102"):
            return inner
        if href.startswith("#"):
            href = f"#{self.headings.get(href[1:], href[1:])}"
        else:
            href = self.place.link(href)
        return wrap_link(inner, href) if href else inner

    def picture(self, node: Tag) -> str:
        """A picture as Markdown."""
        source = str(node.get("src") or node.get("data-src") or "").strip()
        alt, title = (re.sub(r"\s+", " ", str(node.get(name, ""))) for name in ("alt", "title"))
        return self.place.picture(source, alt.strip(), title.strip()) if source else ""


_WRITERS: dict[str, Callable[[_Writer, Tag, int], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Writer.heading),
    "blockquote": _Writer.quotation,
    "ul": _Writer.listed,
    "ol": _Writer.listed,
    "pre": _Writer.code,
    "hr": _Writer.rule,
    "figure": _Writer.figure,
    "table": _Writer.grid,
    "dl": _Writer.terms,
    "details": _Writer.folded,
    "formula": lambda _writer, tag, _depth: f"$$\n{tag.get_text()}\n$$",
}
