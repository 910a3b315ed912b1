"""Style sheets of drawings, as attributes: what drawing programs write, and no more of CSS."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from microsite.pictures.svg_lists import PROPERTIES

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_MOST_RULES = 500


class Rule(NamedTuple):
    """A plain selector (`.a`, `path` or `#b`) and what it sets."""

    selector: str
    sets: dict[str, str]


def rules(sheet: str) -> list[Rule]:
    """The rules with plain selectors, in their order; all others are left out."""
    return list(_rules(_COMMENT.sub("", sheet)))[:_MOST_RULES]


def declarations(text: str) -> dict[str, str]:
    """Properties on the list, with their values."""
    pairs = (part.partition(":") for part in text.split(";"))
    found = {
        name.strip().lower(): value.removesuffix("!important").strip() for name, _, value in pairs
    }
    return {name: value for name, value in found.items() if name in PROPERTIES and value}


def matching(element: Element, name: str, styles: list[Rule]) -> dict[str, str]:
    """What the rules set for an element: names first, then classes, then ids."""
    found: dict[str, str] = {}
    classes = {f".{one}" for one in element.get("class", "").split()}
    own = f"#{element.get('id')}"
    for fits in ({name}, classes, {own}):
        for rule in styles:
            if rule.selector in fits:
                found.update(rule.sets)
    return found


def _rules(sheet: str) -> Iterator[Rule]:
    for selectors, body in _RULE.findall(sheet):
        sets = declarations(body)
        for selector in selectors.split(","):
            if sets and re.fullmatch(r"[.#]?[\w-]+", selector.strip()):
                yield Rule(selector.strip(), sets)
