"""Headings: their levels, their anchors, and the list of contents."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from microsite.markdown.sheet import Heading, Sheet, sheet_of

LONGEST = 60

_BETWEEN = re.compile(r"[^\w]+|_+")
_CONTENTS = {"[toc]", "[[toc]]", "[目录]"}


def mark(state: StateCore) -> None:
    """Give each heading its level under the page's own title, and an id found nowhere else."""
    sheet = sheet_of(state.env)
    opened = [token for token in state.tokens if token.type == "heading_open"]
    shift = 1 if any(token.tag == "h1" for token in opened) else 0
    used: dict[str, int] = {}
    for token, following in _pairs(state.tokens):
        if token.type == "heading_close":
            token.tag = _deeper(token.tag, shift)
        if token.type != "heading_open":
            continue
        token.tag = _deeper(token.tag, shift)
        text = plain(following.children or [])
        # The prefix keeps a heading from taking the id of a part of the page around the text.
        name = f"{sheet.options.prefix}h-{_unique(slug(text), used)}"
        token.attrSet("id", name)
        sheet.headings.append(Heading(int(token.tag[1]), name, text))


def find_contents(state: StateCore) -> None:
    """Turn a paragraph `[toc]` into the list of contents."""
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "inline" and token.content.strip().lower() in _CONTENTS:
            opened = tokens[-1] if tokens else None
            if opened and opened.type == "paragraph_open":
                tokens[-1] = Token("contents", "", 0)
                continue
        if token.type == "paragraph_close" and tokens and tokens[-1].type == "contents":
            continue
        tokens.append(token)
    state.tokens = tokens


def contents_list(sheet: Sheet) -> str:
    """The headings as links in lists within lists; nothing for a text without headings."""
    if not sheet.headings:
        return ""
    parts = [f'<nav class="b-contents" aria-label="{html.escape(sheet.options.words.contents)}">']
    levels: list[int] = []
    for heading in sheet.headings:
        while levels and levels[-1] > heading.level:
            levels.pop()
            parts.append("</li></ol>")
        if levels and levels[-1] == heading.level:
            parts.append("</li>")
        else:
            levels.append(heading.level)
            parts.append("<ol>")
        parts.append(f'<li><a href="#{html.escape(heading.id)}">{html.escape(heading.text)}</a>')
    parts.append("</li></ol>" * len(levels))
    return "".join([*parts, "</nav>"])


def slug(text: str) -> str:
    """The part of an address that says `text`: letters and digits of any script, hyphens."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _BETWEEN.sub("-", folded).strip("-")[:LONGEST].rstrip("-") or "section"


def plain(children: Sequence[Token]) -> str:
    """The text of a line of Markdown, without its marks."""
    return "".join(
        " " if child.type in ("softbreak", "hardbreak") else child.content
        for child in children
        if child.type in ("text", "code_inline", "math_inline", "softbreak", "hardbreak")
    ).strip()


def _deeper(tag: str, shift: int) -> str:
    return f"h{min(int(tag[1]) + shift, 6)}"


def _unique(name: str, used: dict[str, int]) -> str:
    # How often each was asked for, so that a thousand headings of one name take no search each.
    count = used[name] = used.get(name, 0) + 1
    if count == 1:
        return name
    candidate = f"{name}-{count}"
    return _unique(candidate, used) if candidate in used else _taken(candidate, used)


def _taken(name: str, used: dict[str, int]) -> str:
    used[name] = 1
    return name


def _pairs(tokens: Sequence[Token]) -> Iterator[tuple[Token, Token]]:
    return zip(tokens, [*tokens[1:], Token("", "", 0)], strict=False)
