"""Publications as BibTeX: a piece of the file at a time, however many there are.

A publication that others draw on with `crossref` or `xdata` comes with them, after them, even if
it is hidden or was not asked for: neither BibTeX nor biber could read them without it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import cast

from sqlalchemy import ColumnElement, Connection, and_, select, true

from microsite.bibtex.write import write
from microsite.filters import Filters
from microsite.models import Publication
from microsite.publications.conditions import SHOWN, condition
from microsite.publications.entries import numbers
from microsite.publications.parents import Fields, parents_of
from microsite.publications.written_keys import in_chunks, written_keys

_COLUMNS = select(
    Publication.id,
    Publication.entry_type,
    Publication.citation_key,
    Publication.fields,
    Publication.hidden,
)
# What no entry takes from another and a hidden one need not tell.
_OWN = frozenset({"abstract", "annote", "file", "groups", "keywords", "owner", "timestamp"})


def export(
    connection: Connection, filters: Filters, *, with_hidden: bool, lang: str = ""
) -> Iterator[str]:
    """The text of a .bib file with what `filters` ask for, in the listing's order in `lang`.

    Yields pieces of a hundred entries, all of one state of the database: of the transaction
    that the connection is in, which the caller ends. The page of `filters` does not count.
    """
    wanted = _wanted(filters, with_hidden=with_hidden)
    keys = written_keys(connection)
    parents = parents_of(connection, wanted)
    last = frozenset(parents)
    found = numbers(connection, wanted, filters, lang)
    for chunk in in_chunks(number for number in found if number not in last):
        yield _text(connection, chunk, keys, last, with_hidden=with_hidden)
    for chunk in in_chunks(parents):
        yield _text(connection, chunk, keys, last, with_hidden=with_hidden)


def _wanted(filters: Filters, *, with_hidden: bool) -> ColumnElement[bool]:
    if not with_hidden:
        return condition(filters)
    if not filters.active:
        return true()
    parts = [cast(ColumnElement[bool], part) for part in condition(filters).get_children()]
    return and_(true(), *(part for part in parts if part is not SHOWN))


def _text(
    connection: Connection,
    chunk: Sequence[int],
    keys: Mapping[int, str],
    parents: Collection[int],
    *,
    with_hidden: bool,
) -> str:
    """The entries of the publications with these ids, in this order, each with a blank line."""
    rows = {row.id: row for row in connection.execute(_COLUMNS.where(Publication.id.in_(chunk)))}
    entries = []
    for row in map(rows.__getitem__, chunk):
        fields = row.fields
        if row.hidden and not with_hidden and row.entry_type != "xdata":
            fields = [field for field in fields if field[0] not in _OWN]
        if row.id in keys and row.id in parents:
            fields = [*fields, *_alias(row.citation_key, fields)]
        entries.append(write(row.entry_type, keys.get(row.id, row.citation_key), fields))
    return "\n".join([*entries, ""])


def _alias(key: str, fields: Fields) -> list[list[str]]:
    """The key that others know an entry by, where it is written with another."""
    known = any(name == "ids" for name, _ in fields)
    return [] if known or "," in key else [["ids", key]]
