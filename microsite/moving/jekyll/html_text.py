"""HTML as it was saved from other sites, to Markdown with the site's blocks."""

import re
from collections.abc import Callable, Iterable
from typing import Protocol

from bs4 import BeautifulSoup, Comment, Doctype, Tag
from bs4.element import NavigableString, PageElement

from microsite.moving.jekyll import formulas, problems
from microsite.moving.jekyll.anchors import linked_headings
from microsite.moving.jekyll.escaping import paragraph, text, wrapped
from microsite.moving.jekyll.tables import table

DEEPEST = 50
_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre section summary table tbody
td tfoot th thead tr ul
"""
_SILENT_NAMES = """
head link style meta title svg noscript template base button input label canvas map
"""
_TOLD_NAMES = "script iframe video audio object embed applet form frameset select textarea"
_KEPT_NAMES = "sub sup kbd mark u ins del s small abbr cite q ruby rt rp var samp"
_BLOCKS, _SILENT = set(_BLOCK_NAMES.split()), set(_SILENT_NAMES.split())
_TOLD, _KEPT = set(_TOLD_NAMES.split()), set(_KEPT_NAMES.split())
_CONTENTS = re.compile(r"(^|[-_ ])(toc|table-of-contents|tableofcontents)($|[-_ ])", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Place(Protocol):
    """Where the HTML stands: it knows its pictures and links, and is told what is lost."""

    def picture(self, source: str, alt: str, title: str) -> str:
        """A picture as Markdown: its own, or a link to one of another site; or nothing."""

    def link(self, href: str) -> str:
        """Where a link of the old site leads to here."""

    def tell(self, fragment: str, template: str, **params: object) -> None:
        """Note a problem where this piece of the source is."""


def markdown(html: str, place: Place) -> str:
    """The Markdown of a piece of HTML."""
    soup = BeautifulSoup(html, "html.parser")
    _clear(soup, place)
    for lost in formulas.restore(soup):
        place.tell("katex", problems.LOST_FORMULA)
        lost.replace_with(lost.get_text(" "))
    return _Writer(place, linked_headings(soup)).blocks(soup, 0)


def _clear(soup: BeautifulSoup, place: Place) -> None:
    """Take out what shows nothing, and what cannot be carried."""
    for comment in soup.find_all(string=lambda found: isinstance(found, Comment | Doctype)):
        comment.extract()
    for tag in soup.find_all(True):
        if tag.decomposed:
            continue
        is_formula = tag.name == "script" and "math/tex" in str(tag.get("type"))
        if tag.name in _TOLD and not is_formula:
            place.tell(f"<{tag.name}", problems.DROPPED_ELEMENT, name=tag.name)
            if tag.name in ("form", "object", "video", "audio"):
                tag.unwrap()
            else:
                tag.decompose()
        elif tag.name in _SILENT or _HIDDEN.search(str(tag.get("style", ""))):
            tag.decompose()


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
            if isinstance(child, Tag) and _is_block(child):
                found += [paragraph(self.inline(run, depth)), self.block(child, depth + 1)]
                run = []
            else:
                run.append(child)
        found.append(paragraph(self.inline(run, depth)))
        return "\n\n".join(block for block in found if block.strip())

    def block(self, tag: Tag, depth: int) -> str:
        """One element as a block."""
        if _is_contents(tag):
            return _contents(tag)
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
        items = []
        for child in tag.find_all(recursive=False):
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
            return _code(node.get_text())
        inner = self.inline(node.children, depth)
        if name == "a":
            return self._link(node, inner)
        if name in ("strong", "b") and not node.find_parent(["strong", "b"]):
            return wrapped(inner, "**", "strong")
        if name in ("em", "i") and not node.find_parent(["em", "i"]):
            return wrapped(inner, "*", "em")
        return f"<{name}>{inner}</{name}>" if name in _KEPT and inner.strip() else inner

    def _link(self, node: Tag, inner: str) -> str:
        href = str(node.get("href", "")).strip()
        if not href or not inner.strip(" \ue102"):
            return inner
        if href.startswith("#"):
            href = f"#{self.headings.get(href[1:], href[1:])}"
        else:
            href = self.place.link(href)
        return _wrap_link(inner, href) if href else inner

    def picture(self, node: Tag) -> str:
        """A picture as Markdown."""
        source = str(node.get("src") or node.get("data-src") or "").strip()
        alt, title = (re.sub(r"\s+", " ", str(node.get(name, ""))) for name in ("alt", "title"))
        return self.place.picture(source, alt.strip(), title.strip()) if source else ""


def _wrap_link(inner: str, href: str) -> str:
    bare = inner.strip(" \ue102")
    before, _, after = inner.partition(bare)
    safe = re.sub(r"[\s<>()\\]", lambda sign: f"%{ord(sign[0]):02X}", href)
    return f"{before}[{bare}]({safe}){after}"


def _code(said: str) -> str:
    said = " ".join(said.split())
    fence = "`" * (max((len(run) for run in re.findall("`+", said)), default=0) + 1)
    pad = " " if said.startswith("`") or said.endswith("`") else ""
    return f"{fence}{pad}{said}{pad}{fence}" if said else ""


def _is_block(tag: Tag) -> bool:
    if tag.name in _BLOCKS or (tag.name == "formula" and tag.get("display")):
        return True
    # A link or a span around blocks is no part of a line.
    return tag.name not in _KEPT and tag.find(_BLOCKS) is not None


def _is_contents(tag: Tag) -> bool:
    named = " ".join(str(one) for one in (*tag.get_attribute_list("class"), tag.get("id")) if one)
    return tag.name in ("div", "nav", "ul", "aside") and bool(_CONTENTS.search(named))


def _contents(tag: Tag) -> str:
    title = tag.find(["h1", "h2", "h3", "h4", "h5", "h6", "p"])
    said = paragraph(text(title.get_text(" ", strip=True))) if title else ""
    return f"**{said}**\n\n[toc]" if said else "[toc]"


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
