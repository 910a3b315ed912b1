"""What a publication must be to be listed, in which order, and with what."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from microsite import search
from microsite.filters import ARGUMENTS, Facet, Filters, written_types
from microsite.models import Authorship, Direction, Person, Project, Publication, Term
from microsite.models.publication import (
    publication_directions,
    publication_projects,
    publication_terms,
)

SHOWN = Publication.hidden.is_(False)
NEWEST_FIRST = (Publication.year.desc(), Publication.month.desc(), Publication.id.desc())
# Newest first backwards, but what has no year comes last here too.
_UNDATED = Publication.year.is_(None)
OLDEST_FIRST = (
    _UNDATED,
    Publication.year,
    case((_UNDATED, -func.coalesce(Publication.month, 0)), else_=Publication.month),
    case((_UNDATED, -Publication.id), else_=Publication.id),
)
# What a list shows of each publication, in as many queries however long it is.
WITH_PARTS = (
    selectinload(Publication.directions),
    selectinload(Publication.authorships).options(joinedload(Authorship.person)),
)
# The facets whose values are terms, and the kind of these.
TERMS: dict[Facet, str] = {
    "venues": "venue",
    "authors": "author",
    "keywords": "keyword",
    "languages": "language",
    "extras": "has",
}
# What can be asked for with "has", in the order of its facet.
EXTRAS = ("pdf", "code", "video", "award")


def condition(filters: Filters) -> ColumnElement[bool]:
    """What `filters` ask for, for a list of any length that is read off the database.

    A page and its counts come from `microsite.publications.index`, which says the same.
    """
    conditions = [SHOWN, *of_facets(filters)]
    found = search.matching(filters.q)
    if found is not None:
        conditions.append(found)
    return and_(*conditions)


def of_facets(filters: Filters) -> list[ColumnElement[bool]]:
    """What is chosen in the facets, hidden publications included."""
    return [_of_facet(filters, facet) for facet in ARGUMENTS if filters.is_limited(facet)]


def _of_facet(filters: Filters, facet: Facet) -> ColumnElement[bool]:
    chosen = getattr(filters, facet)
    if facet == "years":
        return or_(Publication.year.in_(chosen), _in_span(filters))
    if facet == "types":
        return Publication.entry_type.in_(written_types(chosen))
    if facet == "directions":
        held = select(publication_directions.c.publication_id).join(Direction)
        return Publication.id.in_(held.where(Direction.slug.in_(chosen)))
    if facet == "projects":
        held = select(publication_projects.c.publication_id).join(Project)
        return Publication.id.in_(held.where(Project.slug.in_(chosen)))
    if facet == "people":
        wrote = select(Authorship.publication_id).join(Person)
        return Publication.id.in_(wrote.where(Person.slug.in_(chosen)))
    return has_term(TERMS[facet], chosen)


def has_term(kind: str, values: Sequence[str]) -> ColumnElement[bool]:
    """Whether a publication has one of the terms of this kind."""
    listed = literal(",").concat(publication_terms.c.term_ids).concat(",")
    term = literal(",").concat(Term.id).concat(",")
    said = select(publication_terms.c.publication_id).join(Term, func.instr(listed, term) > 0)
    return Publication.id.in_(said.where(Term.kind == kind, Term.value.in_(values)))


def _in_span(filters: Filters) -> ColumnElement[bool]:
    ends = []
    if filters.since is not None:
        ends.append(Publication.year >= filters.since)
    if filters.until is not None:
        ends.append(Publication.year <= filters.until)
    return and_(*ends) if ends else Publication.id.is_(None)
