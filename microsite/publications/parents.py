"""The publications that others draw on with `crossref` and `xdata`, for an export."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, Text, func, or_, select, type_coerce

from microsite.models import Publication
from microsite.publications.written_keys import in_chunks, lowered

Fields = Sequence[Sequence[str]]

# `author = {xdata=key-author-1}`, an item of a list (biblatex manual, 3.13.6).
_ITEM = re.compile(r"xdata\s*=\s*([^\s,{}]+)-[A-Za-z]+(?:-\d+)?(?=\s|$)", re.IGNORECASE)
_FIELDS = type_coerce(Publication.fields, Text)
# A chain that is longer than this is a circle.
_LONGEST = 20


def parents_of(connection: Connection, wanted: ColumnElement[bool]) -> list[int]:
    """The ids of all that the wanted publications draw on, wanted or not, parents of parents too.

    Each comes after those that draw on it, as BibTeX must meet them.
    """
    refers = or_(func.instr(_FIELDS, '"crossref"') > 0, func.instr(_FIELDS, "xdata") > 0)
    query = select(Publication.fields).where(wanted, refers).execution_options(yield_per=500)
    keys: set[str] = set()
    for fields in connection.scalars(query):
        keys.update(references(fields))
    levels: dict[int, int] = {}
    for level in range(_LONGEST):
        found = dict(_by_key(connection, keys))
        levels |= dict.fromkeys(found, level)
        keys = {key for fields in found.values() for key in references(fields)}
        if not keys:
            break
    return sorted(levels, key=lambda number: (levels[number], -number))


def references(fields: Fields) -> Iterator[str]:
    """The keys of the entries that one with these fields takes fields from."""
    for name, value in fields:
        if name == "crossref" and value.strip():
            yield value.strip()
        elif name == "xdata":
            yield from (key.strip() for key in value.split(",") if key.strip())
        elif "xdata" in value:
            yield from _ITEM.findall(value)


def _by_key(connection: Connection, keys: set[str]) -> Iterator[tuple[int, Fields]]:
    """Those with one of the keys: to the letter, else in other capitals, else as an alias."""
    columns = select(Publication.id, Publication.citation_key, Publication.fields)
    left = set(keys)
    for chunk in in_chunks(sorted(keys)):
        for number, key, fields in connection.execute(
            columns.where(Publication.citation_key.in_(chunk))
        ):
            left.discard(key)
            yield number, fields
    if not left:
        return
    low = {lowered(key): key for key in left}
    for chunk in in_chunks(sorted(low)):
        query = columns.where(func.lower(Publication.citation_key).in_(chunk))
        for number, key, fields in connection.execute(query):
            left.discard(low[lowered(key)])
            yield number, fields
    if left:
        yield from _by_alias(connection, left)


def _by_alias(connection: Connection, keys: set[str]) -> Iterator[tuple[int, Fields]]:
    query = select(Publication.id, Publication.fields).where(func.instr(_FIELDS, '"ids"') > 0)
    for number, fields in connection.execute(query.execution_options(yield_per=500)):
        if keys & set(aliases(fields)):
            yield number, fields


def aliases(fields: Fields) -> Iterable[str]:
    """Other keys that an entry with these fields is known by."""
    return [key.strip() for name, value in fields if name == "ids" for key in value.split(",")]
