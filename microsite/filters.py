"""Filters: the state of the research page, and its URL arguments."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

Facet = Literal["directions", "years", "types"]

# Entry types that BibTeX, biblatex and common tools name differently (biblatex manual, 2.1.2).
SAME_TYPE = {
    "conference": "inproceedings",
    "electronic": "online",
    "inbook": "incollection",
    "techreport": "report",
    "www": "online",
}

MOST_VALUES = 50
MOST_CHARACTERS = 400
LAST_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for. Several values of one facet are alternatives, several facets narrow."""

    directions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    q: str = ""
    page: int = 1
    people: tuple[str, ...] = ()

    @classmethod
    def from_args(cls, args: Mapping[str, Sequence[str]]) -> Self:
        """Read query arguments; what cannot be read falls to its default. Never raises."""
        return cls(
            directions=_known(args.get("direction", ()), r"[a-z0-9][a-z0-9-]{0,63}"),
            years=tuple(
                sorted({int(year) for year in _known(args.get("year", ()), r"-?[0-9]{1,4}")})
            ),
            types=tuple(
                sorted({canonical_type(name) for name in _known(args.get("type", ()), r"\w{1,40}")})
            ),
            q=" ".join(_first(args, "q")[:MOST_CHARACTERS].split()),
            page=_page(_first(args, "page")),
            people=_known(args.get("person", ()), r"[a-z0-9][a-z0-9-]{0,63}"),
        )

    def to_args(self) -> dict[str, list[str]]:
        """The canonical query arguments: fixed order, no defaults."""
        args = {
            "direction": list(self.directions),
            "year": [str(year) for year in self.years],
            "type": list(self.types),
            "person": list(self.people),
            "q": [self.q] if self.q else [],
            "page": [str(self.page)] if self.page > 1 else [],
        }
        return {name: values for name, values in args.items() if values}

    @property
    def active(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self.directions or self.years or self.types or self.people or self.q)

    def has(self, facet: Facet, value: str | int) -> bool:
        """Whether `value` is chosen in `facet`."""
        return value in getattr(self, facet)

    def toggled(self, facet: Facet, value: str | int) -> Self:
        """The state after a click on `value`: added or removed, back on the first page."""
        chosen = getattr(self, facet)
        values = set(chosen) ^ {value}
        return self._with(facet, tuple(sorted(values)))

    def without(self, facet: Facet) -> Self:
        """The state with nothing chosen in `facet`."""
        return self._with(facet, ())

    def _with(self, facet: Facet, values: tuple[Any, ...]) -> Self:
        changed: dict[str, Any] = {facet: values, "page": 1}
        return replace(self, **changed)

    def with_q(self, q: str) -> Self:
        """The state with another search."""
        return replace(self, q=q, page=1)

    def at(self, page: int) -> Self:
        """The same, on another page."""
        return replace(self, page=page)


def canonical_type(entry_type: str) -> str:
    """The one name under which a type and those like it are listed."""
    return SAME_TYPE.get(entry_type, entry_type)


def written_types(canonical: Iterable[str]) -> set[str]:
    """All entry types that are listed under these names."""
    names = set(canonical)
    return names | {written for written, name in SAME_TYPE.items() if name in names}


def _known(values: Sequence[str], pattern: str) -> tuple[str, ...]:
    found = {value for value in values[:MOST_VALUES] if re.fullmatch(pattern, value)}
    return tuple(sorted(found))


def _first(args: Mapping[str, Sequence[str]], name: str) -> str:
    values = args.get(name, ())
    return values[0].replace("\x00", " ") if values else ""


def _page(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text):
        return 1
    return min(max(int(text), 1), LAST_PAGE)
