"""A page of the list with all that stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from microsite import search
from microsite.filters import Facet, Filters
from microsite.models import Publication
from microsite.publications.chips import Chip, WayOut, chips, ways_out
from microsite.publications.conditions import NEWEST_FIRST, SHOWN, WITH_PARTS
from microsite.publications.facets import FacetValue, FacetValues, direction_values, facet_values
from microsite.publications.index import Index
from microsite.publications.postings import Ranks
from microsite.publications.selection import Selection
from microsite.publications.years import (
    Bar,
    YearValues,
    bars,
    chosen_years,
    year_counts,
    year_values,
)

PAGE_SIZE = 25
# The facets beside the list, in their order there.
ASIDE: tuple[Facet, ...] = (
    "types",
    "people",
    "authors",
    "venues",
    "projects",
    "keywords",
    "extras",
    "languages",
)

Group = tuple[int | None, int, list[int]]
"""A year, how many publications it has in the whole list, and the ids of those on this page."""


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the research page shows for one state of the filters.

    `groups` are by year; one group without a year where the order is not that of the years.
    `goes_on` says that the first year of this page is the last one of the page before.
    """

    filters: Filters
    ids: list[int]
    groups: list[Group]
    total: int
    overall: int
    direction_values: list[FacetValue]
    facets: list[FacetValues]
    years: YearValues
    bars: list[Bar]
    chips: list[Chip]
    ways_out: list[WayOut]
    goes_on: bool = False

    @property
    def page(self) -> int:
        """The page shown, from 1."""
        return self.filters.page

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return _pages(self.total)

    @property
    def first(self) -> int:
        """The ordinal of the first one on this page; 0 on an empty one."""
        return (self.page - 1) * PAGE_SIZE + 1 if self.ids else 0

    @property
    def last(self) -> int:
        """The ordinal of the last one on this page."""
        return (self.page - 1) * PAGE_SIZE + len(self.ids)

    @property
    def previous(self) -> Filters | None:
        """The page before, if there is one."""
        return self.filters.at(self.page - 1) if self.page > 1 else None

    @property
    def next(self) -> Filters | None:
        """The page after, if there is one."""
        return self.filters.at(self.page + 1) if self.page < self.pages else None

    @property
    def next_size(self) -> int:
        """How many the page after has."""
        return min(PAGE_SIZE, self.total - self.page * PAGE_SIZE)

    @property
    def is_by_year(self) -> bool:
        """Whether the list goes year by year."""
        return self.filters.sort in ("newest", "oldest")

    @property
    def busiest(self) -> Bar | None:
        """The largest bar, of equal ones the last; None where every bar is empty."""
        largest = max(reversed(self.bars), key=lambda bar: bar.count, default=None)
        return largest if largest and largest.count else None

    def facet(self, name: Facet) -> FacetValues:
        """The values of one facet."""
        return next(values for values in self.facets if values.facet == name)


def listing(
    session: Session, index: Index, filters: Filters, given: Sequence[Facet] = ()
) -> Listing:
    """The publications that `filters` ask for: one query for a search, else none.

    What is chosen in the facets `given` belongs to the place of the list, a person's page: nobody
    takes it away there, and what it asks for is all there is.
    """
    filters = index.limited(filters)
    ranked = filters.sort == "relevance"
    # Most lists search for nothing, and then no connection is opened.
    found = search.found(session.connection(), filters.q, ranked=ranked) if filters.q else None
    selection = Selection(index, filters, found)
    filters = filters.at(min(filters.page, _pages(selection.total)))
    years = year_counts(index, selection.without("years"))
    start = (filters.page - 1) * PAGE_SIZE
    ranks = selection.ranks()[max(start - 1, 0) : start + PAGE_SIZE]
    before, ranks = (ranks[:1], ranks[1:]) if start else (ranks[:0], ranks)
    return Listing(
        filters=filters,
        ids=index.ranking.ids[ranks].tolist(),
        groups=_groups(index, ranks, filters, chosen_years(filters, years)),
        total=selection.total,
        overall=_overall(index, filters, given),
        direction_values=direction_values(selection),
        facets=[facet_values(selection, facet) for facet in ASIDE if facet not in given],
        years=year_values(selection, years),
        bars=bars(selection, years),
        chips=chips(index, filters, given),
        ways_out=[] if selection.total else ways_out(selection, given),
        goes_on=bool(index.years[before].tolist() == index.years[ranks[:1]].tolist()),
    )


def publications_of(session: Session, ids: Sequence[int]) -> list[Publication]:
    """Publications with what a list of them shows, in the order of their ids.

    One that was deleted after its id was read is left out.
    """
    query = select(Publication).where(Publication.id.in_(ids)).options(*WITH_PARTS)
    found = {publication.id: publication for publication in session.scalars(query)}
    return [found[number] for number in ids if number in found]


def newest(
    session: Session, *conditions: ColumnElement[bool], most: int | None = None
) -> list[Publication]:
    """Publications with what a list of them shows, the newest first."""
    query = (
        select(Publication).where(SHOWN, *conditions).options(*WITH_PARTS).order_by(*NEWEST_FIRST)
    )
    return list(session.scalars(query.limit(most)))


def _overall(index: Index, filters: Filters, given: Sequence[Facet]) -> int:
    if not given:
        return len(index)
    place = Filters(**{facet: getattr(filters, facet) for facet in given})
    return Selection(index, place, None).total


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


def _groups(
    index: Index, ranks: Ranks, filters: Filters, counts: dict[int | None, int]
) -> list[Group]:
    ids = index.ranking.ids[ranks].tolist()
    if filters.sort not in ("newest", "oldest"):
        return [(None, sum(counts.values()), ids)] if ids else []
    dated = zip(index.years[ranks].tolist(), ids, strict=True)
    groups: list[Group] = []
    for written, group in groupby(dated, key=lambda pair: pair[0]):
        year = None if written == Index.NO_YEAR else written
        groups.append((year, counts.get(year, 0), [number for _, number in group]))
    return groups
