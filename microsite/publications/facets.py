"""The facets beside a list, and the filters that are active."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from microsite.filters import Filters, canonical_type
from microsite.localized import Localized
from microsite.models import Direction, Publication
from microsite.models.publication import publication_directions
from microsite.publications.conditions import condition


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
class Chip:
    """An active filter and the state without it."""

    kind: str
    label: Localized | str
    filters: Filters


def direction_values(
    session: Session, filters: Filters, directions: Sequence[Direction]
) -> list[FacetValue]:
    """Every direction with how many a click on it gives."""
    query = (
        select(publication_directions.c.direction_id, func.count())
        .join(Publication, Publication.id == publication_directions.c.publication_id)
        .where(condition(filters, leaving_out="directions"))
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


def type_values(session: Session, filters: Filters) -> list[FacetValue]:
    """Every entry type that is left, the most frequent first."""
    query = (
        select(Publication.entry_type, func.count())
        .where(condition(filters, leaving_out="types"))
        .group_by(Publication.entry_type)
    )
    counts = Counter(dict.fromkeys(filters.types, 0))
    for name, count in session.execute(query):
        counts[canonical_type(name)] += count
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


def chips(filters: Filters, directions: Sequence[Direction]) -> list[Chip]:
    """The active filters, each with the state without it."""
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
