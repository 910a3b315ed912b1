"""What is wrong with a page, where, and how it is told."""

from collections.abc import Iterable
from typing import NamedTuple


class Finding(NamedTuple):
    """One fault; `at` is the theme and width at which it was seen."""

    page: str
    lang: str
    url: str
    rule: str
    what: str
    element: str
    at: str = ""


def told(findings: Iterable[Finding]) -> str:
    """A line for each fault, the places where it was seen put together."""
    places: dict[Finding, list[str]] = {}
    for one in findings:
        places.setdefault(one._replace(at=""), []).append(one.at)
    lines = []
    for one, seen in places.items():
        where = f" ({', '.join(dict.fromkeys(filter(None, seen)))})" if any(seen) else ""
        lines.append(f"{one.page} [{one.lang}] {one.url}{where}\n    {one.rule}: {one.what}")
        if one.element:
            lines.append(f"    {one.element}")
    return "\n".join(lines)
