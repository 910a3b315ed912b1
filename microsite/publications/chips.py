"""The filters that are active, each with the state without it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from microsite.filters import ARGUMENTS, Facet, Filters
from microsite.localized import Localized
from microsite.publications.index import Index
from microsite.publications.selection import Selection


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the state without it; `kind` is its argument's name, or `span`."""

    kind: str
    label: Localized | str
    filters: Filters


@dataclass(frozen=True, slots=True)
class WayOut:
    """An active filter without which there would be something to list, and how much."""

    chip: Chip
    count: int


def ways_out(selection: Selection, given: Sequence[Facet] = ()) -> list[WayOut]:
    """Where nothing is found: each filter that alone is to blame, what gives most first."""
    found = [
        WayOut(chip, selection.changed(chip.filters).total)
        for chip in chips(selection.index, selection.filters, given)
    ]
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def chips(index: Index, filters: Filters, given: Sequence[Facet] = ()) -> list[Chip]:
    """The active filters in the order of the address, without those of the facets `given`."""
    return list(_chips(index, filters, given))


def _chips(index: Index, filters: Filters, given: Sequence[Facet]) -> Iterator[Chip]:
    for facet, kind in ARGUMENTS.items():
        if facet in given:
            continue
        for value in getattr(filters, facet):
            label = str(value) if facet == "years" else index.labels[facet][value].text
            yield Chip(kind, label, filters.toggled(facet, value))
        if facet == "years" and filters.has_span:
            ends = ("" if year is None else str(year) for year in (filters.since, filters.until))
            yield Chip("span", "–".join(ends), filters.without_span())
    if filters.q:
        yield Chip("q", filters.q, filters.with_q(""))
