"""The histogram of years."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from microsite.filters import Filters
from microsite.models.base import now
from microsite.publications.index import Index
from microsite.publications.postings import Mask
from microsite.publications.selection import Selection

# Years that the facet shows at first.
SHORT = 6
YearCounts = dict[int | None, dict[int | None, int]]
"""Year to hue (of a publication's first direction) to count."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the histogram; `parts` is a (hue, count) for each direction, in their order.

    `count` is how many publications the year has, `after` how many are listed after a click on
    it, which adds to other years that are chosen. `selected` says whether the year itself is
    chosen, `chosen` also whether a span has it.
    """

    year: int
    count: int
    after: int
    selected: bool
    chosen: bool
    parts: tuple[tuple[int | None, int], ...]
    before: Filters

    @property
    def filters(self) -> Filters:
        """The state after a click on it."""
        return self.before.toggled("years", self.year)


@dataclass(frozen=True, slots=True)
class YearValues:
    """The years as a facet: those shown, the first and last of all, and how many are not shown."""

    values: list[Bar]
    first: int | None
    last: int | None
    left: int
    is_long: bool
    before: Filters

    @property
    def more(self) -> Filters:
        """The state in which all are shown, or the first ones again."""
        return self.before.showing("" if self.is_long else "year")


def histogram(index: Index) -> list[Bar]:
    """The bars of all publications."""
    everything = Selection(index, Filters(), None)
    return bars(everything, year_counts(index, everything.mask))


def year_counts(index: Index, mask: Mask) -> YearCounts:
    """The publications under the mask by year and hue."""
    hues = [*(label.hue for label in index.labels["directions"].values()), None]
    years, first = index.years[mask], index.first_directions[mask]
    if not len(years):
        return {}
    present, places = np.unique(years, return_inverse=True)
    counts = np.bincount(places * len(hues) + first, minlength=len(present) * len(hues))
    counted: YearCounts = {}
    for year, row in zip(present.tolist(), counts.reshape(-1, len(hues)).tolist(), strict=True):
        parts = counted.setdefault(None if year == Index.NO_YEAR else year, {})
        for hue, count in zip(hues, row, strict=True):
            parts[hue] = parts.get(hue, 0) + count
    return counted


def chosen_years(filters: Filters, years: YearCounts) -> dict[int | None, int]:
    """How many publications of each year the filters let through."""
    is_limited = filters.is_limited("years")
    return {
        year: sum(parts.values())
        for year, parts in years.items()
        if not is_limited or _is_chosen(filters, year)
    }


def bars(selection: Selection, years: YearCounts) -> list[Bar]:
    """A bar for each year from the first to the last, those without publications too."""
    known = [year for year in years if year is not None]
    if not known:
        return []
    # A year nobody can have published in (a typing error) must not stretch or empty the picture.
    possible = [year for year in known if year <= now().year + 1] or known
    last = max(possible)
    return [
        _bar(selection, year, years.get(year, {}))
        for year in range(max(min(possible), last - 60), last + 1)
    ]


def year_values(selection: Selection, years: YearCounts) -> YearValues:
    """Every year that has a publication, the newest first: no mistake in one hides another."""
    filters = selection.filters
    known = sorted((year for year in years if year is not None), reverse=True)
    is_long = filters.more == "year"
    shown = (
        known if is_long else [*known[:SHORT], *(y for y in known[SHORT:] if y in filters.years)]
    )
    left = len(known) - len(shown)
    return YearValues(
        values=[_bar(selection, year, years[year]) for year in shown],
        first=known[-1] if known else None,
        last=known[0] if known else None,
        left=left,
        is_long=is_long,
        before=filters,
    )


def _is_chosen(filters: Filters, year: int | None) -> bool:
    return year in filters.years or filters.in_span(year)


def _bar(selection: Selection, year: int, parts: Mapping[int | None, int]) -> Bar:
    filters, count = selection.filters, sum(parts.values())
    is_chosen = _is_chosen(filters, year)
    listed = selection.total if filters.is_limited("years") else 0
    return Bar(
        year=year,
        count=count,
        after=listed + (0 if is_chosen else count),
        selected=filters.has("years", year),
        chosen=is_chosen,
        parts=tuple((hue, n) for hue, n in parts.items() if n),
        before=filters,
    )
