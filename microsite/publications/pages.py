"""A page of the list with all that stands around it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from microsite.filters import Filters
from microsite.models import Direction, Publication
from microsite.publications.conditions import NEWEST_FIRST, SHOWN, WITH_PARTS, condition
from microsite.publications.facets import Chip, FacetValue, chips, direction_values, type_values
from microsite.publications.years import Bar, bars, chosen_years, year_counts, year_values

PAGE_SIZE = 25

Group = tuple[int | None, int, list[Publication]]


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the research page shows for one state of the filters."""

    filters: Filters
    publications: list[Publication]
    groups: list[Group]
    total: int
    overall: int
    direction_values: list[FacetValue]
    type_values: list[FacetValue]
    year_values: list[Bar]
    bars: list[Bar]
    chips: list[Chip]

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
        return (self.page - 1) * PAGE_SIZE + 1 if self.publications else 0

    @property
    def last(self) -> int:
        """The ordinal of the last one on this page."""
        return (self.page - 1) * PAGE_SIZE + len(self.publications)

    @property
    def previous(self) -> Filters | None:
        """The page before, if there is one."""
        return self.filters.at(self.page - 1) if self.page > 1 else None

    @property
    def next(self) -> Filters | None:
        """The page after, if there is one."""
        return self.filters.at(self.page + 1) if self.page < self.pages else None

    @property
    def most(self) -> int:
        """The count of the largest bar."""
        return max((bar.count for bar in self.bars), default=0)


def listing(session: Session, filters: Filters, directions: Sequence[Direction]) -> Listing:
    """The publications that `filters` ask for, in a constant number of queries."""
    filters = _limited(filters, directions)
    years = year_counts(session, filters, directions)
    matching_years = chosen_years(filters, years)
    total = sum(matching_years.values())
    filters = filters.at(min(filters.page, _pages(total)))
    publications = _page(session, filters)
    return Listing(
        filters=filters,
        publications=publications,
        groups=[
            (year, matching_years.get(year, 0), list(group))
            for year, group in groupby(publications, key=lambda publication: publication.year)
        ],
        total=total,
        overall=session.scalar(select(func.count()).select_from(Publication).where(SHOWN)) or 0,
        direction_values=direction_values(session, filters, directions),
        type_values=type_values(session, filters),
        year_values=year_values(filters, years),
        bars=bars(filters, years),
        chips=chips(filters, directions),
    )


def newest(
    session: Session, *conditions: ColumnElement[bool], most: int | None = None
) -> list[Publication]:
    """Publications with what a list of them shows, the newest first."""
    query = (
        select(Publication).where(SHOWN, *conditions).options(*WITH_PARTS).order_by(*NEWEST_FIRST)
    )
    return list(session.scalars(query.limit(most)))


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


def _limited(filters: Filters, directions: Iterable[Direction]) -> Filters:
    known = {direction.slug for direction in directions}
    return replace(filters, directions=tuple(s for s in filters.directions if s in known))


def _page(session: Session, filters: Filters) -> list[Publication]:
    query = select(Publication).where(condition(filters)).options(*WITH_PARTS)
    query = query.order_by(*NEWEST_FIRST).limit(PAGE_SIZE).offset((filters.page - 1) * PAGE_SIZE)
    return list(session.scalars(query))
