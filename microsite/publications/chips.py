"""The filters that are active, each with the state without it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from microsite.filters import ARGUMENTS, Facet, Filters
from microsite.localized import Localized
from microsite.publications.index import Index
from microsite.publications.selection import Selection

# More than this is no help.
MOST_WAYS = 6


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the state without it; `kind` is its argument's name, or `span`.

    `value` is the facet's; a search and a span have none.
    """

    kind: str
    label: Localized | str
    filters: Filters
    value: str | int = ""


@dataclass(frozen=True, slots=True)
class WayOut:
    """Active filters without which there would be something to list, and how much."""

    chips: tuple[Chip, ...]
    filters: Filters
    count: int


def ways_out(selection: Selection, given: Sequence[Facet] = ()) -> list[WayOut]:
    """Where nothing is found: the filters that are to blame, what gives most first.

    One of them alone if that helps, else all of one facet, else those of two facets.
    """
    active = chips(selection.index, selection.filters, given)
    by_kind: dict[str, tuple[Chip, ...]] = {}
    for chip in active:
        kind = "year" if chip.kind == "span" else chip.kind
        by_kind[kind] = (*by_kind.get(kind, ()), chip)
    facets = list(by_kind.values())
    for tried in (
        [(chip,) for chip in active],
        [chosen for chosen in facets if len(chosen) > 1],
        [(*one, *other) for one, other in combinations(facets, 2)],
    ):
        found = [way for chosen in tried if (way := _without(selection, chosen)).count]
        if found:
            return sorted(found, key=lambda way: -way.count)[:MOST_WAYS]
    return []


def _without(selection: Selection, chosen: tuple[Chip, ...]) -> WayOut:
    filters = selection.filters
    for chip in chosen:
        filters = _dropped(filters, chip)
    return WayOut(chosen, filters, selection.changed(filters).total)


def _dropped(filters: Filters, chip: Chip) -> Filters:
    if chip.kind == "q":
        return filters.with_q("")
    if chip.kind == "span":
        return filters.without_span()
    facet = next(facet for facet, kind in ARGUMENTS.items() if kind == chip.kind)
    return filters.toggled(facet, chip.value)


def chips(index: Index, filters: Filters, given: Sequence[Facet] = ()) -> list[Chip]:
    """The active filters in the order of the address, without those of the facets `given`."""
    return list(_chips(index, filters, given))


def _chips(index: Index, filters: Filters, given: Sequence[Facet]) -> Iterator[Chip]:
    for facet, kind in ARGUMENTS.items():
        if facet in given:
            continue
        for value in getattr(filters, facet):
            label = str(value) if facet == "years" else index.labels[facet][value].text
            yield Chip(kind, label, filters.toggled(facet, value), value)
        if facet == "years" and filters.has_span:
            ends = ("" if year is None else str(year) for year in (filters.since, filters.until))
            yield Chip("span", "–".join(ends), filters.without_span())
    if filters.q:
        yield Chip("q", filters.q, filters.with_q(""))
