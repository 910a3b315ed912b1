"""The editors' list of publications: the filters of the research page, and what only editors ask.

It is read off the database, hidden ones included; the index in memory has but what is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from sqlalchemy import ColumnElement, and_, func, not_, select
from sqlalchemy.orm import Session

from microsite import search
from microsite.filters import Filters
from microsite.models import Authorship, Highlight, Publication
from microsite.models.publication import (
    publication_directions,
    publication_projects,
)
from microsite.publications.conditions import NEWEST_FIRST, has_term, of_facets

SIZE = 50
ARGUMENT = "only"

_highlighted = select(Highlight.publication_id).where(Highlight.publication_id.is_not(None))
_linked = select(Authorship.publication_id).where(Authorship.person_id.is_not(None))
# What can be asked for with `only`, several together narrow.
STATES: dict[str, ColumnElement[bool]] = {
    "hidden": Publication.hidden.is_(True),
    "shown": Publication.hidden.is_(False),
    "highlighted": Publication.id.in_(_highlighted),
    "edited": func.json_array_length(Publication.edited_fields) > 0,
    "without-direction": Publication.id.not_in(select(publication_directions.c.publication_id)),
    "without-project": Publication.id.not_in(select(publication_projects.c.publication_id)),
    "without-person": Publication.id.not_in(_linked),
    "without-pdf": and_(Publication.pdf_id.is_(None), not_(has_term("has", ["pdf"]))),
    "without-abstract": Publication.abstract == "",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an editor asks for: the filters of the research page, and states that narrow."""

    filters: Filters
    states: tuple[str, ...] = ()

    @classmethod
    def from_args(cls, args: Mapping[str, Sequence[str]]) -> Self:
        """Read query arguments; what cannot be read is left out. Never raises."""
        asked = set(args.get(ARGUMENT, ())[: len(STATES)])
        return cls(Filters.from_args(args), tuple(name for name in STATES if name in asked))

    def to_args(self) -> dict[str, list[str]]:
        """The canonical query arguments."""
        args = replace(self.filters, more="").to_args()
        return {**args, ARGUMENT: list(self.states)} if self.states else args

    @property
    def active(self) -> bool:
        """Whether anything is asked for at all."""
        return self.filters.active or bool(self.states)

    def at(self, page: int) -> Self:
        """The same, on another page."""
        return replace(self, filters=self.filters.at(page))

    def without(self, name: str, value: str) -> Self:
        """The same without one value of one argument."""
        args = {key: list(values) for key, values in self.at(1).to_args().items()}
        args[name] = [one for one in args.get(name, []) if one != value]
        return self.from_args(args)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the editors' list: the ids on it, its number from 1, and how many there are."""

    ids: list[int]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // SIZE))

    @property
    def first(self) -> int:
        """The ordinal of the first one on this page; 0 on an empty one."""
        return (self.page - 1) * SIZE + 1 if self.ids else 0

    @property
    def last(self) -> int:
        """The ordinal of the last one on this page."""
        return (self.page - 1) * SIZE + len(self.ids)


def sheet(session: Session, wanted: Wanted) -> Sheet:
    """A page of what is asked for, in two queries."""
    condition = _condition(wanted)
    total = session.scalar(select(func.count(Publication.id)).where(condition)) or 0
    pages = max(1, -(-total // SIZE))
    page = min(wanted.filters.page, pages)
    query = select(Publication.id).where(condition).order_by(*_order(wanted))
    ids = session.scalars(query.limit(SIZE).offset((page - 1) * SIZE)).all()
    return Sheet(list(ids), page, total)


def all_ids(session: Session, wanted: Wanted) -> list[int]:
    """The ids of all that is asked for."""
    query = select(Publication.id).where(_condition(wanted)).order_by(Publication.id)
    return list(session.scalars(query))


def _condition(wanted: Wanted) -> ColumnElement[bool]:
    found = search.matching(wanted.filters.q)
    conditions = [*of_facets(wanted.filters), *(STATES[name] for name in wanted.states)]
    if found is not None:
        conditions.append(found)
    # Without any, a condition that all meet.
    return and_(Publication.id > 0, *conditions)


def _order(wanted: Wanted) -> tuple[ColumnElement[object], ...]:
    sort = wanted.filters.sort
    if sort == "title":
        return (Publication.folded_title.asc(), Publication.id.asc())  # type: ignore[return-value]
    if sort == "oldest":
        return (Publication.year.is_(None), Publication.year.asc(), Publication.id.asc())  # type: ignore[return-value]
    return NEWEST_FIRST  # type: ignore[return-value]
