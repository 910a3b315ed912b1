"""HTML as it was saved from other sites, to Markdown with the site's blocks."""

import re
from collections.abc import Callable, Collection, Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from microsite.moving.jekyll import formulas, problems
from microsite.moving.jekyll.anchors import linked_headings
from microsite.moving.jekyll.elements import (
    Place,
    clear,
    contents,
    empty,
    holding_blocks,
    is_contents,
)
from microsite.moving.jekyll.escaping import paragraph
from microsite.moving.jekyll.html_inline import Inline
from microsite.moving.jekyll.soup import DEEPEST, parsed
from microsite.moving.jekyll.tables import table

_NUMBERS = {"pre-numbering", "hljs-button", "lineno", "gutter"}


def markdown(html: str, place: Place) -> str:
    """The Markdown of a piece of HTML."""
    soup = parsed(html)
    if soup.is_deep:
        place.tell(html.strip()[:60], problems.DEEP, most=DEEPEST)
    clear(soup, place.tell)
    for lost in formulas.restore(soup):
        if lost.decomposed:
            continue
        place.tell("katex", problems.LOST_FORMULA)
        said = lost.get_text(" ")
        empty(lost)
        lost.append(NavigableString(said))
    line = Inline(place, linked_headings(soup))
    return _Writer(line, holding_blocks(soup)).blocks(soup)


class _Writer:
    """Writes blocks: the elements, by `id`, that stand on lines of their own."""

    def __init__(self, line: Inline, holding: set[int]) -> None:
        self.line = line
        self.holding = holding

    def blocks(self, tag: Tag) -> str:
        """What stands in an element, as blocks with empty lines between them."""
        found: list[str] = []
        run: list[PageElement] = []
        for child in tag.children:
            if isinstance(child, Tag) and id(child) in self.holding:
                found += [paragraph(self.line.of(run)), self.block(child)]
                run = []
            else:
                run.append(child)
        found.append(paragraph(self.line.of(run)))
        return "\n\n".join(block for block in found if block.strip())

    def block(self, tag: Tag) -> str:
        """One element as a block."""
        if is_contents(tag):
            return contents(tag)
        write = _WRITERS.get(tag.name)
        return write(self, tag) if write else self.blocks(tag)

    def heading(self, tag: Tag) -> str:
        """A heading; a strong one is none the more a heading."""
        for strong in tag.find_all(["strong", "b"]):
            strong.name = "span"
        said = " ".join(paragraph(self.line.of(tag.children)).replace("\\\n", " ").split())
        return f"{'#' * int(tag.name[1])} {said}" if said else ""

    def quotation(self, tag: Tag) -> str:
        """A quotation."""
        lines = self.blocks(tag).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines) if any(lines) else ""

    def listed(self, tag: Tag) -> str:
        """A list; each item is set in by the width of its mark."""
        start = str(tag.get("start", "1"))
        number = int(start) if start.isdecimal() and len(start) < 9 else 1
        items: list[str] = []
        for child in tag.children:
            if not isinstance(child, Tag):
                # Words between the items are part of the one before them.
                stray = paragraph(self.line.of([child]))
                if stray and items:
                    items[-1] += f" {stray}"
                elif stray:
                    items.append(stray)
                continue
            said = self.blocks(child) if child.name == "li" else self.block(child)
            if not said:
                continue
            mark = f"{number}. " if tag.name == "ol" else "- "
            number += 1
            lines = said.split("\n")
            inset = [f"{' ' * len(mark)}{line}".rstrip() for line in lines[1:]]
            items.append("\n".join([mark + lines[0], *inset]))
        return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(items)

    def code(self, tag: Tag) -> str:
        """Code as it stands, with its language where a class says it."""
        for one in tag.find_all(True):
            if not one.decomposed and not _NUMBERS.isdisjoint(one.get_attribute_list("class")):
                empty(one)
        inner = tag.find("code")
        classes = " ".join(
            name for one in (tag, inner) if one for name in one.get_attribute_list("class") if name
        )
        named = re.search(r"(?:language|lang|highlight-source)-([\w+#-]+)", classes)
        said = tag.get_text().strip("\n")
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", said)), 3)
        return f"{fence}{named[1] if named else ''}\n{said}\n{fence}"

    def rule(self, tag: Tag) -> str:
        """A line across."""
        return "* * *"

    def figure(self, tag: Tag) -> str:
        """A figure: its pictures with the caption in the block."""
        caption = tag.find("figcaption")
        images = tag.find_all("img")
        if caption is None or len(images) != 1:
            return self.blocks(tag)
        said = self.blocks(caption.extract())
        shown = self.line.picture(images[0])
        named = re.search(r"\(picture:(\w+)", shown)
        return f":::figure picture={named[1]}\n{said}\n:::" if named else f"{shown}\n\n{said}"

    def grid(self, tag: Tag) -> str:
        """A table as Markdown has them, or as its cells' text."""
        rows = [
            [paragraph(self.line.of(cell.children)) for cell in _own(row, {"th", "td"}, "table")]
            for row in _own(tag, {"tr"}, "table")
        ]
        caption = tag.find("caption")
        said = paragraph(self.line.of(caption.children)) if caption else ""
        return f"{said}\n\n{table(rows)}".strip()

    def terms(self, tag: Tag) -> str:
        """A list of terms with what they mean."""
        parts = []
        for child in _own(tag, {"dt", "dd"}, "dl"):
            said = self.blocks(child)
            lines = said.replace("\n", "\n  ") if child.name == "dd" else said.replace("\n", " ")
            parts.append(f": {lines}\n" if child.name == "dd" else lines)
        return "\n".join(parts).strip()

    def folded(self, tag: Tag) -> str:
        """What opens at a click."""
        summary = tag.find("summary")
        said = paragraph(self.line.of(summary.extract().children)) if summary else ""
        return f"<details><summary>{said}</summary>\n\n{self.blocks(tag)}\n\n</details>"


def _own(tag: Tag, names: Collection[str], around: str) -> Iterator[Tag]:
    """The parts of an element that are none of another such one in it, nor of one another."""
    for child in tag.find_all(recursive=False):
        if child.name in names:
            yield child
        elif child.name != around:
            yield from _own(child, names, around)


_WRITERS: dict[str, Callable[[_Writer, Tag], str]] = {
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
    "formula": lambda _writer, tag: f"$$\n{tag.get_text()}\n$$",
}
