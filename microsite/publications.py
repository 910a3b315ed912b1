"""The listing of publications: a page of them, how many there are, and the facets with counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from microsite import search
from microsite.filters import Facet, Filters
from microsite.localized import Localized
from microsite.models import Authorship, Direction, Publication
from microsite.models.publication import publication_directions

PAGE_SIZE = 25
SHOWN = Publication.hidden.is_(False)
NEWEST_FIRST = (Publication.year.desc(), Publication.month.desc(), Publication.id.desc())

Group = tuple[int | None, int, list[Publication]]


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: what a click on it gives, and how many publications that would be."""

    value: str
    label: Localized | str
    hue: int | None
    count: int
    selected: bool
    filters: Filters


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the histogram; `parts` is a (hue, count) for each direction, in their order."""

    year: int
    count: int
    selected: bool
    parts: tuple[tuple[int | None, int], ...]
    filters: Filters


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the state without it."""

    kind: str
    label: Localized | str
    filters: Filters


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
    bars: list[Bar]
    chips: list[Chip]

    @property
    def page(self) -> int:
        """The page shown, from 1."""
        return self.filters.page

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))

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
    years = _year_counts(session, filters, directions)
    matching_years = _chosen_years(filters, years)
    total = sum(matching_years.values())
    filters = filters.at(min(filters.page, max(1, -(-total // PAGE_SIZE))))
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
        direction_values=_direction_values(session, filters, directions),
        type_values=_type_values(session, filters),
        bars=_bars(filters, years),
        chips=_chips(filters, directions),
    )


def newest(
    session: Session, *conditions: ColumnElement[bool], most: int | None = None
) -> list[Publication]:
    """Publications with what a list of them shows, the newest first."""
    query = (
        select(Publication).where(SHOWN, *conditions).options(*WITH_PARTS).order_by(*NEWEST_FIRST)
    )
    return list(session.scalars(query.limit(most)))


def histogram(session: Session, directions: Sequence[Direction]) -> list[Bar]:
    """The bars of all publications."""
    return _bars(Filters(), _year_counts(session, Filters(), directions))


def _limited(filters: Filters, directions: Iterable[Direction]) -> Filters:
    known = {direction.slug for direction in directions}
    for slug in filters.directions:
        if slug not in known:
            filters = filters.toggled("directions", slug)
    return filters


# What a list shows of each publication, in as many queries however long it is.
WITH_PARTS = (
    selectinload(Publication.directions),
    selectinload(Publication.authorships).options(joinedload(Authorship.person)),
)


def _page(session: Session, filters: Filters) -> list[Publication]:
    query = select(Publication).where(_condition(filters)).options(*WITH_PARTS)
    query = query.order_by(*NEWEST_FIRST).limit(PAGE_SIZE).offset((filters.page - 1) * PAGE_SIZE)
    return list(session.scalars(query))


def _condition(filters: Filters, leaving_out: Facet | None = None) -> ColumnElement[bool]:
    """What a publication must be; a facet's own counts leave its own choice out."""
    conditions: list[ColumnElement[bool]] = [SHOWN]
    if filters.directions and leaving_out != "directions":
        chosen = (
            select(publication_directions.c.publication_id)
            .join(Direction, Direction.id == publication_directions.c.direction_id)
            .where(Direction.slug.in_(filters.directions))
        )
        conditions.append(Publication.id.in_(chosen))
    if filters.years and leaving_out != "years":
        conditions.append(Publication.year.in_(filters.years))
    if filters.types and leaving_out != "types":
        conditions.append(Publication.entry_type.in_(filters.types))
    found = search.matching(filters.q)
    if found is not None:
        conditions.append(found)
    return and_(*conditions)


YearCounts = dict[int | None, dict[int | None, int]]


def _year_counts(session: Session, filters: Filters, directions: Sequence[Direction]) -> YearCounts:
    """Year to hue (of a publication's first direction) to count, whatever years are chosen."""
    first = (
        select(
            publication_directions.c.publication_id, func.min(Direction.position).label("position")
        )
        .join(Direction, Direction.id == publication_directions.c.direction_id)
        .group_by(publication_directions.c.publication_id)
        .subquery()
    )
    query = (
        select(Publication.year, first.c.position, func.count())
        .outerjoin(first, first.c.publication_id == Publication.id)
        .where(_condition(filters, leaving_out="years"))
        .group_by(Publication.year, first.c.position)
    )
    hues = {direction.position: direction.hue for direction in directions}
    counts: YearCounts = {}
    for year, position, count in session.execute(query):
        parts = counts.setdefault(year, dict.fromkeys([*hues.values(), None], 0))
        parts[hues.get(position)] += count
    return counts


def _chosen_years(filters: Filters, years: YearCounts) -> dict[int | None, int]:
    return {
        year: sum(parts.values())
        for year, parts in years.items()
        if not filters.years or year in filters.years
    }


def _bars(filters: Filters, years: YearCounts) -> list[Bar]:
    known = [year for year in years if year is not None]
    if not known:
        return []
    return [
        Bar(
            year=year,
            count=sum(years.get(year, {}).values()),
            selected=filters.has("years", year),
            parts=tuple((hue, n) for hue, n in years.get(year, {}).items() if n),
            filters=filters.toggled("years", year),
        )
        # A year nobody can have published in (a typing error) must not stretch the picture.
        for year in range(max(min(known), max(known) - 60), max(known) + 1)
    ]


def _direction_values(
    session: Session, filters: Filters, directions: Sequence[Direction]
) -> list[FacetValue]:
    query = (
        select(publication_directions.c.direction_id, func.count())
        .join(Publication, Publication.id == publication_directions.c.publication_id)
        .where(_condition(filters, leaving_out="directions"))
        .group_by(publication_directions.c.direction_id)
    )
    counts: dict[int, int] = dict(session.execute(query).all())
    return [
        FacetValue(
            value=direction.slug,
            label=direction.name,
            hue=direction.hue,
            count=counts.get(direction.id, 0),
            selected=filters.has("directions", direction.slug),
            filters=filters.toggled("directions", direction.slug),
        )
        for direction in directions
    ]


def _type_values(session: Session, filters: Filters) -> list[FacetValue]:
    query = (
        select(Publication.entry_type, func.count())
        .where(_condition(filters, leaving_out="types"))
        .group_by(Publication.entry_type)
    )
    counts: dict[str, int] = dict(session.execute(query).all())
    counts |= {name: 0 for name in filters.types if name not in counts}
    return [
        FacetValue(
            value=name,
            label=name,
            hue=None,
            count=count,
            selected=filters.has("types", name),
            filters=filters.toggled("types", name),
        )
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _chips(filters: Filters, directions: Sequence[Direction]) -> list[Chip]:
    names = {direction.slug: direction.name for direction in directions}
    chips = [
        Chip("direction", names[slug], filters.toggled("directions", slug))
        for slug in filters.directions
    ]
    chips += [Chip("year", str(year), filters.toggled("years", year)) for year in filters.years]
    chips += [Chip("type", name, filters.toggled("types", name)) for name in filters.types]
    if filters.q:
        chips.append(Chip("q", filters.q, filters.with_q("")))
    return chips
