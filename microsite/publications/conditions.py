"""What a publication must be to be listed, in which order, and with what."""

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload, selectinload

from microsite import search
from microsite.filters import Facet, Filters, written_types
from microsite.models import Authorship, Direction, Person, Publication
from microsite.models.publication import publication_directions

SHOWN = Publication.hidden.is_(False)
NEWEST_FIRST = (Publication.year.desc(), Publication.month.desc(), Publication.id.desc())
# What a list shows of each publication, in as many queries however long it is.
WITH_PARTS = (
    selectinload(Publication.directions),
    selectinload(Publication.authorships).options(joinedload(Authorship.person)),
)


def condition(filters: Filters, leaving_out: Facet | None = None) -> ColumnElement[bool]:
    """What `filters` ask for; a facet's own counts leave its own choice out."""
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
        conditions.append(Publication.entry_type.in_(written_types(filters.types)))
    if filters.people:
        wrote = select(Authorship.publication_id).join(Person)
        conditions.append(Publication.id.in_(wrote.where(Person.slug.in_(filters.people))))
    found = search.matching(filters.q)
    if found is not None:
        conditions.append(found)
    return and_(*conditions)
