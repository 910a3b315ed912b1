"""The histogram of years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from microsite.filters import Filters
from microsite.models import Direction, Publication
from microsite.models.base import now
from microsite.models.publication import publication_directions
from microsite.publications.conditions import condition


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the histogram; `parts` is a (hue, count) for each direction, in their order."""

    year: int
    count: int
    selected: bool
    parts: tuple[tuple[int | None, int], ...]
    filters: Filters


def histogram(session: Session, directions: Sequence[Direction]) -> list[Bar]:
    """The bars of all publications."""
    return bars(Filters(), year_counts(session, Filters(), directions))


YearCounts = dict[int | None, dict[int | None, int]]


def year_counts(session: Session, filters: Filters, directions: Sequence[Direction]) -> YearCounts:
    """Year to hue (of a publication's first direction) to count, whatever years are chosen."""
    first = (
        select(func.min(Direction.position))
        .join(publication_directions, Direction.id == publication_directions.c.direction_id)
        .where(publication_directions.c.publication_id == Publication.id)
        .correlate(Publication)
        .scalar_subquery()
    )
    query = (
        select(Publication.year, first.label("position"), func.count())
        .where(condition(filters, leaving_out="years"))
        .group_by(Publication.year, "position")
    )
    hues = {direction.position: direction.hue for direction in directions}
    counts: YearCounts = {}
    for year, position, count in session.execute(query):
        parts = counts.setdefault(year, dict.fromkeys([*hues.values(), None], 0))
        parts[hues.get(position)] += count
    return counts


def chosen_years(filters: Filters, years: YearCounts) -> dict[int | None, int]:
    """How many publications of each year the filters let through."""
    return {
        year: sum(parts.values())
        for year, parts in years.items()
        if not filters.years or year in filters.years
    }


def bars(filters: Filters, years: YearCounts) -> list[Bar]:
    """A bar for each year from the first to the last, those without publications too."""
    known = [year for year in years if year is not None]
    if not known:
        return []
    # A year nobody can have published in (a typing error) must not stretch or empty the picture.
    possible = [year for year in known if year <= now().year + 1] or known
    last = max(possible)
    return [
        _bar(filters, year, years.get(year, {}))
        for year in range(max(min(possible), last - 60), last + 1)
    ]


def year_values(filters: Filters, years: YearCounts) -> list[Bar]:
    """Every year that has a publication, the newest first: no mistake in one hides another."""
    known = sorted((year for year in years if year is not None), reverse=True)
    return [_bar(filters, year, years[year]) for year in known]


def _bar(filters: Filters, year: int, parts: Mapping[int | None, int]) -> Bar:
    return Bar(
        year=year,
        count=sum(parts.values()),
        selected=filters.has("years", year),
        parts=tuple((hue, n) for hue, n in parts.items() if n),
        filters=filters.toggled("years", year),
    )
