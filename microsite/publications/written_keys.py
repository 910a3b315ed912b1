"""The citation keys that an export cannot write to the letter, and what it writes instead.

BibTeX reads no blank, comma or brace in a key, and takes keys that differ only in capitals for
one. What is written depends on all publications, so that it is the same in every export.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, func, select

from microsite.bibtex.write import is_writable_key, writable_key
from microsite.models import Publication

# SQLite and BibTeX both know only the capitals of ASCII.
_LOWERED = func.lower(Publication.citation_key)
# So many rows are asked for at a time: SQLite allows 32,766 variables in a statement.
CHUNK = 500

Item = TypeVar("Item")


def written_keys(connection: Connection) -> dict[int, str]:
    """The keys by publication id; those written as they are are left out."""
    renamed = sorted({*_unwritable(connection), *_repeated(connection)})
    taken = set(_present(connection, {lowered(writable_key(key)) for _, key in renamed}))
    keys: dict[int, str] = {}
    for number, key in renamed:
        free = writable_key(key)
        if lowered(free) in taken:
            free = f"{free}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        taken.add(lowered(free))
        keys[number] = free
    return keys


def lowered(key: str) -> str:
    """The key as SQLite's `lower` gives it."""
    return key.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def in_chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items by the hundred."""
    rest = iter(items)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _unwritable(connection: Connection) -> Iterator[tuple[int, str]]:
    query = select(Publication.id, Publication.citation_key)
    for number, key in connection.execute(query.execution_options(yield_per=CHUNK)):
        if not is_writable_key(key):
            yield number, key


def _repeated(connection: Connection) -> Iterator[tuple[int, str]]:
    """All but the first of those whose keys differ only in capitals."""
    several = select(_LOWERED).group_by(_LOWERED).having(func.count() > 1)
    query = (
        select(Publication.id, Publication.citation_key, _LOWERED)
        .where(_LOWERED.in_(several))
        .order_by(Publication.id)
    )
    seen = set()
    for number, key, low in connection.execute(query):
        if low in seen:
            yield number, key
        seen.add(low)


def _present(connection: Connection, keys: Iterable[str]) -> Iterator[str]:
    for chunk in in_chunks(keys):
        yield from connection.scalars(select(_LOWERED).where(_LOWERED.in_(chunk)))
