"""Filters: the state of the research page, and its URL arguments."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from microsite.folding import key

Facet = Literal[
    "directions",
    "years",
    "types",
    "venues",
    "people",
    "authors",
    "projects",
    "keywords",
    "languages",
    "extras",
]
Sort = Literal["newest", "oldest", "title", "relevance"]

# Each facet's argument, in the order of the canonical address.
ARGUMENTS: dict[Facet, str] = {
    "directions": "direction",
    "years": "year",
    "types": "type",
    "venues": "venue",
    "people": "person",
    "authors": "author",
    "projects": "project",
    "keywords": "keyword",
    "languages": "language",
    "extras": "has",
}
SORTS: tuple[Sort, ...] = ("newest", "oldest", "title", "relevance")

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
_SLUG = r"[a-z0-9][a-z0-9-]{0,63}"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for. Several values of one facet are alternatives, several facets narrow.

    `since` and `until` are the ends of a span of years, an alternative to the single `years`.
    `extras` is what a publication has: pdf, code, video, award. Venues, authors and keywords are
    in the form of `microsite.folding.key`. `more` is the argument of the facet that is shown at
    length.
    """

    directions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    types: tuple[str, ...] = ()
    q: str = ""
    page: int = 1
    since: int | None = None
    until: int | None = None
    venues: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    sort: Sort = "newest"
    more: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, Sequence[str]]) -> Self:
        """Read query arguments; what cannot be read falls to its default. Never raises."""
        since, until = _year(_first(args, "from")), _year(_first(args, "to"))
        if since is not None and until is not None and since > until:
            since, until = until, since
        q = " ".join(_first(args, "q")[:MOST_CHARACTERS].split())
        chosen: dict[str, Any] = {
            facet: _read(args.get(name, ()), READERS[facet]) for facet, name in ARGUMENTS.items()
        }
        return cls(
            **chosen,
            since=since,
            until=until,
            q=q,
            sort=_sort(_first(args, "sort"), q),
            more=_more(_first(args, "more")),
            page=_page(_first(args, "page")),
        )

    def to_args(self) -> dict[str, list[str]]:
        """The canonical query arguments: fixed order, no defaults."""
        args: dict[str, list[str]] = {}
        for facet, name in ARGUMENTS.items():
            chosen = getattr(self, facet)
            if chosen:
                args[name] = [str(value) for value in chosen]
            if facet == "years":
                args |= {
                    end: [str(year)]
                    for end, year in (("from", self.since), ("to", self.until))
                    if year is not None
                }
        if self.q:
            args["q"] = [self.q]
        if self.sort != "newest":
            args["sort"] = [self.sort]
        if self.more:
            args["more"] = [self.more]
        if self.page > 1:
            args["page"] = [str(self.page)]
        return args

    @property
    def active(self) -> bool:
        """Whether anything is filtered at all."""
        return bool(self.q) or any(self.is_limited(facet) for facet in ARGUMENTS)

    @property
    def has_span(self) -> bool:
        """Whether a span of years is asked for."""
        return self.since is not None or self.until is not None

    def is_limited(self, facet: Facet) -> bool:
        """Whether anything is chosen in `facet`."""
        return bool(getattr(self, facet)) or (facet == "years" and self.has_span)

    def in_span(self, year: int | None) -> bool:
        """Whether there is a span of years that `year` is in."""
        if year is None or not self.has_span:
            return False
        return (self.since is None or year >= self.since) and (
            self.until is None or year <= self.until
        )

    def has(self, facet: Facet, value: str | int) -> bool:
        """Whether `value` is chosen in `facet`."""
        return value in getattr(self, facet)

    def toggled(self, facet: Facet, value: str | int) -> Self:
        """The state after a click on `value`: added or removed, back on the first page."""
        chosen = getattr(self, facet)
        values = set(chosen) ^ {value}
        return self.with_values(facet, sorted(values))

    def without(self, facet: Facet) -> Self:
        """The state with nothing chosen in `facet`."""
        left = self.with_values(facet, ())
        return left.without_span() if facet == "years" else left

    def without_span(self) -> Self:
        """The state without a span of years."""
        return replace(self, since=None, until=None, page=1)

    def with_values(self, facet: Facet, values: Iterable[str | int]) -> Self:
        """The state with these values of `facet` and no others."""
        changed: dict[str, Any] = {facet: tuple(values), "page": 1}
        return replace(self, **changed)

    def with_q(self, q: str) -> Self:
        """The state with another search; without one there is no relevance to sort by."""
        return replace(self, q=q, page=1, sort=_sort(self.sort, q))

    def sorted_by(self, sort: Sort) -> Self:
        """The state in another order."""
        return replace(self, sort=_sort(sort, self.q), page=1)

    def showing(self, more: str) -> Self:
        """The state with the facet of this argument shown at length; "" for none."""
        return replace(self, more=more)

    def whole(self) -> Self:
        """The same list, whatever part of it and of its facets is shown."""
        return replace(self, page=1, more="")

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


def _matching(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?[0-9]{1,4}", text) else None


def _type(text: str) -> str | None:
    return canonical_type(text) if re.fullmatch(r"\w{1,40}", text) else None


def _term(text: str) -> str | None:
    return key(text[:MOST_CHARACTERS]) or None


# How each facet's values are read; None for what cannot be one.
READERS: dict[Facet, Callable[[str], str | int | None]] = {
    "directions": _matching(_SLUG),
    "years": _year,
    "types": _type,
    "venues": _term,
    "people": _matching(_SLUG),
    "authors": _term,
    "projects": _matching(_SLUG),
    "keywords": _term,
    "languages": _matching(r"[a-z]{2,3}"),
    "extras": _matching(r"[a-z]{1,20}"),
}


def _read(values: Sequence[str], reader: Callable[[str], Any]) -> tuple[Any, ...]:
    return tuple(sorted({reader(value) for value in values[:MOST_VALUES]} - {None}))


def _first(args: Mapping[str, Sequence[str]], name: str) -> str:
    values = args.get(name, ())
    return values[0].replace("\x00", " ") if values else ""


def _sort(text: str, q: str) -> Sort:
    found: Sort = next((sort for sort in SORTS if sort == text), "newest")
    return found if q or found != "relevance" else "newest"


def _more(text: str) -> str:
    return text if text in ARGUMENTS.values() else ""


def _page(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,7}", text):
        return 1
    return min(max(int(text), 1), LAST_PAGE)
