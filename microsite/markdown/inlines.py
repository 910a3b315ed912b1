"""What stands within a line of text: links, pictures, HTML and formulas, each checked."""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import unquote

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from microsite.markdown.addresses import address
from microsite.markdown.arguments import picture_name
from microsite.markdown.headings import plain
from microsite.markdown.sheet import Sheet, sheet_of


def check(state: StateCore) -> None:
    """Take out links that may not be, and note on each token its line."""
    sheet = sheet_of(state.env)
    anchors = {heading.id: heading.id for heading in sheet.headings}
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_checked(token, sheet, anchors))


def _checked(inline: Token, sheet: Sheet, anchors: dict[str, str]) -> Iterator[Token]:
    line = (inline.map or [0])[0] + 1
    # The links that are left out, by whether their ends must go too.
    dropped: list[bool] = []
    for child in inline.children or ():
        child.meta["line"] = line
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "html_inline":
            line += child.content.count("\n")
        if child.type == "link_open":
            url = _target(str(child.attrs.get("href", "")), line, sheet, anchors)
            dropped.append(url is None)
            if url is None:
                continue
            child.attrs["href"] = url
        elif child.type == "link_close" and dropped and dropped.pop():
            continue
        yield child


def _target(written: str, line: int, sheet: Sheet, anchors: dict[str, str]) -> str | None:
    """The address of a link; `#name` leads to the heading of that name."""
    if written.startswith("#"):
        named = f"{sheet.options.prefix}h-{unquote(written[1:]).casefold()}"
        return f"#{anchors.get(named, written[1:])}"
    return address(written, line, sheet)


def image(child: Token, sheet: Sheet, use: str) -> str:
    """A picture of this site; for one of another site a link and a problem."""
    alt = plain(child.children or []) or child.content
    written = str(child.attrs.get("src", ""))
    return picture(written, alt, str(child.attrs.get("title", "")), _line(child), use, sheet)


def picture(written: str, alt: str, caption: str, line: int, use: str, sheet: Sheet) -> str:
    """As `image`, from what was written of it."""
    if written.lower().startswith(("http:", "https:", "//")):
        sheet.wrong("foreign-picture", line)
        url = address(written, line, sheet)
        return f'<a href="{escape(url or "")}">{escape(alt or written)}</a>'
    name = picture_name(written, line, sheet)
    if name is None:
        return escape(alt)
    return sheet.picture(line, name, use, alt, caption)


def images(tokens: Sequence[Token]) -> list[Token]:
    """All pictures of these tokens, in their order."""
    return [
        child
        for token in tokens
        if token.type == "inline"
        for child in token.children or ()
        if child.type == "image"
    ]


def _line(child: Token) -> int:
    line: int = child.meta.get("line", 1)
    return line
