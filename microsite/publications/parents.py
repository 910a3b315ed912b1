"""The publications that others draw on with `crossref` and `xdata`, for an export."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Row, select

from microsite.models import Publication
from microsite.models.publication import REFERS
from microsite.publications.written_keys import in_chunks, lowered

Fields = Sequence[Sequence[str]]
Parent = Row[int, str, str, list[list[str]]]
"""The id, citation key, type and fields of a publication that others draw on."""

# `author = {xdata=key-author-1}`, an item of a list (biblatex manual, 3.13.6).
_ITEM = re.compile(r"xdata\s*=\s*([^\s,{}]+)-[A-Za-z]+(?:-\d+)?(?=\s|$)", re.IGNORECASE)
_COLUMNS = select(
    Publication.id, Publication.citation_key, Publication.entry_type, Publication.fields
)
# A chain that is longer than this is a circle.
_LONGEST = 20


def parents_of(connection: Connection, wanted: ColumnElement[bool]) -> list[int]:
    """The ids of all that the wanted publications draw on, wanted or not, parents of parents too.

    Each comes after those that draw on it, as BibTeX must meet them.
    """
    # Asked for like this, SQLite reads the few that are in the index and no others.
    refers = Publication.id.in_(select(Publication.id).where(REFERS))
    query = select(Publication.fields).where(wanted, refers).execution_options(yield_per=500)
    keys: set[str] = set()
    for fields in connection.scalars(query):
        keys.update(references(fields))
    levels: dict[int, int] = {}
    for level, found in enumerate(_generations(connection, keys)):
        levels |= dict.fromkeys((row.id for row in found), level)
    return sorted(levels, key=lambda number: (levels[number], -number))


def ancestors(connection: Connection, fields: Iterable[Fields]) -> list[Parent]:
    """What entries with these fields draw on, and what that draws on."""
    keys = {key for each in fields for key in references(each)}
    found = {row.id: row for rows in _generations(connection, keys) for row in rows}
    return list(found.values())


def _generations(connection: Connection, keys: set[str]) -> Iterator[list[Parent]]:
    """Those with one of the keys, then what they draw on, and so on."""
    for _ in range(_LONGEST):
        if not keys:
            return
        found = list(_by_key(connection, keys))
        yield found
        keys = {key for row in found for key in references(row.fields)}


def references(fields: Fields) -> Iterator[str]:
    """The keys of the entries that one with these fields takes fields from."""
    for name, value in fields:
        if name == "crossref" and value.strip():
            yield value.strip()
        elif name == "xdata":
            yield from (key.strip() for key in value.split(",") if key.strip())
        elif "xdata" in value:
            yield from _ITEM.findall(value)


def _by_key(connection: Connection, keys: set[str]) -> Iterator[Parent]:
    """Those with one of the keys: to the letter, else in other capitals, else as an alias."""
    key = Publication.citation_key
    left = set(keys)
    for chunk in in_chunks(sorted(keys)):
        for row in connection.execute(_COLUMNS.where(key.in_(chunk))):
            left.discard(row.citation_key)
            yield row
    if not left:
        return
    low = {lowered(key): key for key in left}
    for chunk in in_chunks(sorted(low)):
        for row in connection.execute(_COLUMNS.where(key.collate("NOCASE").in_(chunk))):
            left.discard(low[lowered(row.citation_key)])
            yield row
    if left:
        yield from _by_alias(connection, left)


def _by_alias(connection: Connection, keys: set[str]) -> Iterator[Parent]:
    named = Publication.id.in_(select(Publication.id).where(REFERS))
    for row in connection.execute(_COLUMNS.where(named).execution_options(yield_per=500)):
        if keys & set(aliases(row.fields)):
            yield row


def aliases(fields: Fields) -> Iterable[str]:
    """Other keys that an entry with these fields is known by."""
    return [key.strip() for name, value in fields if name == "ids" for key in value.split(",")]
