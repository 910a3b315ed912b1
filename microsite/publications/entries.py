"""Publications as entries, with all that they inherit, a few at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from microsite import search
from microsite.bibtex import Entry
from microsite.bibtex.inherit import inherit
from microsite.filters import Filters
from microsite.models import Publication
from microsite.publications.conditions import NEWEST_FIRST, OLDEST_FIRST, SHOWN, condition
from microsite.publications.parents import ancestors
from microsite.publications.titles import ids_by_title
from microsite.publications.written_keys import in_chunks

# So few come at once: the first byte of an answer waits for them.
_FEW = 50
_COLUMNS = select(
    Publication.id,
    Publication.citation_key,
    Publication.entry_type,
    Publication.fields,
    Publication.title,
    Publication.created_at,
    Publication.updated_at,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A publication as its entry, and what only the site knows of it."""

    entry: Entry
    title: str
    created_at: datetime
    updated_at: datetime


def found(connection: Connection, filters: Filters, lang: str = "") -> Iterator[list[Found]]:
    """What `filters` ask for in the listing's order, whatever their page, some at a time.

    By title it goes as the titles are in `lang`. All of one state of the database: of the
    transaction that the connection is in, which the caller ends.
    """
    for chunk in in_chunks(numbers(connection, condition(filters), filters, lang), _FEW):
        query = _COLUMNS.where(Publication.id.in_(chunk))
        rows = {row.id: row for row in connection.execute(query)}
        yield _found(connection, [rows[number] for number in chunk])


def newly_come(connection: Connection, most: int) -> list[Found]:
    """Those that came to the site last, the last one first."""
    # The ids first: an index has them, and no row need be read to sort them.
    last = select(Publication.id).where(SHOWN).order_by(Publication.id.desc()).limit(most)
    query = _COLUMNS.where(Publication.id.in_(last)).order_by(Publication.id.desc())
    return _found(connection, connection.execute(query).all())


def changed_at(connection: Connection) -> datetime:
    """When a publication that is shown last changed; the epoch where there is none."""
    changed = connection.scalar(select(func.max(Publication.updated_at)).where(SHOWN))
    return changed or datetime.fromtimestamp(0, UTC)


def entry_of(connection: Connection, publication: Publication) -> Entry:
    """A publication as its entry, with all that it inherits."""
    own = _entry(publication)
    return _inheriting(connection, [own])[0]


def numbers(
    connection: Connection, wanted: ColumnElement[bool], filters: Filters, lang: str = ""
) -> Iterator[int]:
    """The ids of the wanted publications in the order that `filters` ask for."""
    order = OLDEST_FIRST if filters.sort == "oldest" else NEWEST_FIRST
    query = select(Publication.id).where(wanted).order_by(*order)
    ids = connection.scalars(query.execution_options(yield_per=1000))
    best: Sequence[int] | None = None
    if filters.sort == "relevance":
        best = search.found(connection, filters.q, ranked=True)
    elif filters.sort == "title":
        best = ids_by_title(connection, lang)
    if best is None:
        yield from ids
    else:
        known = set(ids)
        yield from (number for number in best if number in known)


def _found(connection: Connection, rows: Sequence[Any]) -> list[Found]:
    entries = _inheriting(connection, [_entry(row) for row in rows])
    return [
        Found(entry, row.title, row.created_at, row.updated_at)
        for entry, row in zip(entries, rows, strict=True)
    ]


def _inheriting(connection: Connection, own: list[Entry]) -> list[Entry]:
    older = ancestors(connection, (entry.fields for entry in own))
    if not older:
        return own
    entries, _ = inherit([*own, *map(_entry, older)])
    return entries[: len(own)]


def _entry(said: Any) -> Entry:
    """The entry of a publication, or of a row with its key, type and fields."""
    key = said.citation_key
    fields = tuple((name, value) for name, value in said.fields)
    return Entry(key, key, said.entry_type, fields, (), "", 0)
