"""Pieces of HTML and TeX in the Markdown that Jekyll reads."""

import re
from collections import defaultdict
from collections.abc import Iterator

from bs4.element import NavigableString

from microsite.moving.jekyll.soup import parsed

_ALONE = {"br", "hr"}
_BLOCK = re.compile(
    r"^ {0,3}<(address|article|aside|blockquote|center|div|dl|figure|footer|form|h[1-6]|header|"
    r"iframe|main|nav|ol|p|pre|script|section|style|table|ul|video|audio|br|hr|object|svg|!--)(?![\w-])",
    re.MULTILINE | re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^<>]*)>", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a text is HTML throughout: it begins with a tag, and little stands beside tags."""
    if not re.match(r"\s*<(?!https?:|mailto:)[a-z!]", text, re.IGNORECASE):
        return False
    soup = parsed(text)
    beside = sum(len(str(one).strip()) for one in soup.children if type(one) is NavigableString)
    return beside * 20 < len(soup.get_text())


def html_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where HTML stands between the Markdown, from and to; blocks side by side are one piece."""
    ends = _ends(text)
    start = end = 0
    for found in _BLOCK.finditer(text):
        if found.start() < end:
            continue
        if text[end : found.start()].strip() or not end:
            if end:
                yield start, end
            start = found.start()
        end = _end_of(text, found, ends)
    if end:
        yield start, end


def _end_of(text: str, found: re.Match[str], ends: dict[int, int]) -> int:
    """Where the element ends that begins here: at its end tag, else with its paragraph."""
    name = found[1].lower()
    if name == "!--":
        end = text.find("-->", found.end())
        return end + 3 if end >= 0 else len(text)
    if name in _ALONE:
        end = text.find("\n", found.end())
    elif found.start(1) - 1 in ends:
        return ends[found.start(1) - 1]
    else:
        end = text.find("\n\n", found.end())
    return end if end >= 0 else len(text)


def _ends(text: str) -> dict[int, int]:
    """The end of each element that has an end tag, by where it begins."""
    found: dict[int, int] = {}
    opened: dict[str, list[int]] = defaultdict(list)
    for tag in _TAG.finditer(text):
        beginnings = opened[tag[2].lower()]
        if tag[1]:
            if beginnings:
                found[beginnings.pop()] = tag.end()
        elif tag[3].endswith("/"):
            found[tag.start()] = tag.end()
        else:
            beginnings.append(tag.start())
    return found


def dedented(text: str) -> str:
    """Text that Liquid set in as a whole is no code."""
    lines = [line for line in text.split("\n") if line.strip()]
    least = min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
    return re.sub(rf"(?m)^ {{{least}}}", "", text) if least else text
