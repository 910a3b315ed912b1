"""The headings of a text that is HTML already, each with an id that a contents list can lead to."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(r"<h([2-4])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (2 to 4), the id of its element, its text without markup."""

    level: int
    id: str
    text: str


def outlined(page: str) -> tuple[str, list[Heading]]:
    """The HTML with an id on each heading, and its headings in order. Ids that are there stay."""
    taken = set(_ID.findall(page))
    found: list[Heading] = []

    def marked(match: re.Match[str]) -> str:
        level, attributes, inside = int(match[1]), match[2], match[3]
        text = html.unescape(_TAG.sub("", inside)).strip()
        own = _ID.search(attributes)
        name = own[1] if own else next(one for one in _names(text) if one not in taken)
        taken.add(name)
        found.append(Heading(level, name, text))
        kept = attributes if own else f'{attributes} id="{name}"'
        return f"<h{level}{kept}>{inside}</h{level}>"

    return _HEADING.sub(marked, page), found


def _names(text: str) -> Iterator[str]:
    """Ids a heading may have: its words, then with a number behind them."""
    # Prefixed, so that no heading can take the id of a part of the page.
    base = "text-" + ("-".join(re.findall(r"\w+", text.casefold())) or "part")
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
