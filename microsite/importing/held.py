"""What the database holds already, as far as a plan needs it, and no sooner."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple, Protocol

from sqlalchemy import SQLColumnExpression, String, case, func, select, type_coerce
from sqlalchemy.orm import Session, selectinload, undefer

from microsite.importing import decisions
from microsite.models import Authorship, EntryDecision, Publication

# SQLite allows 32,766 variables in a statement; far fewer keep each one cheap.
CHUNK = 500


class Stamp(NamedTuple):
    """Enough of a publication to see that nothing changed; `version` changes whenever the row does.

    `fingerprint` is that of the entry it was last read from.
    """

    id: int
    citation_key: str
    fingerprint: str
    version: str


class Held(NamedTuple):
    """A publication as the matching sees it; `families` are those of its authors, one a line."""

    id: int
    folded_title: str
    doi: str | None
    eprint: str | None
    isbn: str | None
    year: int | None
    entry_type: str
    venue: str
    families: str


class Shown(NamedTuple):
    """A publication as it is compared and shown; `authors` are their names in one line."""

    id: int
    citation_key: str
    entry_type: str
    fields: list[list[str]]
    edited_fields: list[str]
    title: str
    venue: str
    year: int | None
    month: int | None
    authors: str


class Known(Protocol):
    """What is held and what was decided; `held` is asked for only where something changed."""

    @property
    def stamps(self) -> Sequence[Stamp]: ...  # noqa: D102
    @property
    def held(self) -> Sequence[Held]: ...  # noqa: D102
    @property
    def decisions(self) -> decisions.Decisions: ...  # noqa: D102


class Library:
    """All publications, read from the database when they are first asked for, once each."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def stamps(self) -> Sequence[Stamp]:
        """The stamps of all publications."""
        return held_publications(self._session)

    @cached_property
    def held(self) -> Sequence[Held]:
        """What identifies each publication."""
        return held_details(self._session)

    @cached_property
    def decisions(self) -> decisions.Decisions:
        """What was decided about entries that were unclear."""
        return decisions.load(self._session)

    def shown(self, ids: Iterable[int]) -> Mapping[int, Shown]:
        """The publications with these ids, to be compared or shown."""
        return shown_publications(self._session, ids)


def version(session: Session) -> tuple[object, ...]:
    """What differs as soon as a publication or a decision comes, goes or changes."""
    publications = select(
        func.count(), func.max(Publication.id), func.max(Publication.updated_at)
    ).select_from(Publication)
    decided = select(func.count(), func.max(EntryDecision.id)).select_from(EntryDecision)
    return (*session.execute(publications).one(), *session.execute(decided).one())


def held_publications(session: Session) -> list[Stamp]:
    """The stamps of all publications, in one query."""
    # The time as the database keeps it: it is only ever compared.
    version = type_coerce(Publication.updated_at, String)
    query = select(Publication.id, Publication.citation_key, Publication.fingerprint, version)
    return list(map(Stamp._make, session.execute(query)))


def held_details(session: Session) -> list[Held]:
    """What identifies each publication, in two queries."""
    family = case((Authorship.family == "", Authorship.literal), else_=Authorship.family)
    families = _in_one_line(session, family, "\n")
    query = select(
        Publication.id,
        Publication.folded_title,
        Publication.doi,
        Publication.eprint,
        Publication.isbn,
        Publication.year,
        Publication.entry_type,
        Publication.venue,
    )
    return [Held(*row, families.get(row[0], "")) for row in session.execute(query)]


def shown_publications(session: Session, ids: Iterable[int]) -> dict[int, Shown]:
    """The publications with these ids, as plain rows: of many, objects would take their time."""
    columns = [getattr(Publication, name) for name in Shown._fields[:-1]]
    found: dict[int, Shown] = {}
    for chunk in _chunks(iter(sorted(set(ids)))):
        names = _in_one_line(session, Authorship.name, ", ", chunk)
        query = select(*columns).where(Publication.id.in_(chunk))
        for row in session.execute(query):
            found[row[0]] = Shown._make((*row, names.get(row[0], "")))
    return found


def whole_publications(session: Session, ids: Iterable[int]) -> dict[int, Publication]:
    """The publications with these ids, fields, authors and directions included."""
    found: dict[int, Publication] = {}
    remaining = iter(sorted(set(ids)))
    for chunk in _chunks(remaining):
        query = (
            select(Publication)
            .where(Publication.id.in_(chunk))
            .options(
                undefer(Publication.fields),
                selectinload(Publication.authorships),
                selectinload(Publication.directions),
            )
        )
        found |= {publication.id: publication for publication in session.scalars(query)}
    return found


def _in_one_line(
    session: Session, said: SQLColumnExpression[str], sign: str, ids: Sequence[int] | None = None
) -> dict[int, str]:
    """What is said of the authors of each of these publications, or of all, in their order."""
    # Grouped along the index on publication and position, so the first author comes first.
    query = select(Authorship.publication_id, func.aggregate_strings(said, sign)).group_by(
        Authorship.publication_id
    )
    if ids is not None:
        query = query.where(Authorship.publication_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(query)}


def _chunks(ids: Iterator[int]) -> Iterator[list[int]]:
    while chunk := list(islice(ids, CHUNK)):
        yield chunk
