"""Pieces of HTML and TeX in the Markdown that Jekyll reads."""

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString

_ALONE = {"br", "hr", "!--"}


def is_html(text: str) -> bool:
    """Whether a text is HTML throughout: it begins with a tag, and little stands beside tags."""
    if not re.match(r"\s*<(?!https?:|mailto:)[a-z!]", text, re.IGNORECASE):
        return False
    soup = BeautifulSoup(text, "html.parser")
    beside = sum(len(str(one).strip()) for one in soup.children if type(one) is NavigableString)
    return beside * 20 < len(soup.get_text())


def end_of(text: str, found: re.Match[str]) -> int:
    """Where the element ends that begins here: at its end tag, else with its paragraph."""
    name = found[1].lower()
    if name == "!--":
        end = text.find("-->", found.end())
        return end + 3 if end >= 0 else len(text)
    if name in _ALONE:
        line = text.find("\n", found.end())
        return line if line >= 0 else len(text)
    depth = 0
    for tag in re.compile(rf"<(/?){name}\b[^>]*?(/?)>", re.IGNORECASE).finditer(
        text, found.start()
    ):
        depth += -1 if tag[1] else (0 if tag[2] else 1)
        if depth <= 0:
            return tag.end()
    end = text.find("\n\n", found.end())
    return end if end >= 0 else len(text)


def dedented(text: str) -> str:
    """Text that Liquid set in as a whole is no code."""
    lines = [line for line in text.split("\n") if line.strip()]
    least = min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
    return re.sub(rf"(?m)^ {{{least}}}", "", text) if least else text


def dollars(found: re.Match[str]) -> str:
    """A formula between TeX's own marks as one between dollars."""
    return f"${found[1].strip()}$" if found[1] else f"\n$$\n{found[2].strip()}\n$$\n"
