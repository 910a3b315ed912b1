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
from microsite.models.publication import ODD_KEY

# SQLite and BibTeX both know only the capitals of ASCII. There is an index of just this.
_ANY_CASE = Publication.citation_key.collate("NOCASE")
# So many rows are asked for at a time: SQLite allows 32,766 variables in a statement.
CHUNK = 100

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
    """The key without regard to the capitals that SQLite and BibTeX know."""
    return key.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def in_chunks(items: Iterable[Item], size: int | None = None) -> Iterator[list[Item]]:
    """The items by the hundred, or by `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size or CHUNK)):
        yield chunk


def _unwritable(connection: Connection) -> Iterator[tuple[int, str]]:
    # The condition is that of an index, so that SQLite reads the few that are in it and no others.
    query = select(Publication.id, Publication.citation_key).where(ODD_KEY)
    for number, key in connection.execute(query.execution_options(yield_per=CHUNK)):
        if not is_writable_key(key):
            yield number, key


def _repeated(connection: Connection) -> Iterator[tuple[int, str]]:
    """All but the first of those whose keys differ only in capitals."""
    several = select(Publication.citation_key).group_by(_ANY_CASE).having(func.count() > 1)
    query = select(Publication.id, Publication.citation_key).order_by(Publication.id)
    seen = set()
    for number, key in connection.execute(query.where(_ANY_CASE.in_(several))):
        low = lowered(key)
        if low in seen:
            yield number, key
        seen.add(low)


def _present(connection: Connection, keys: Iterable[str]) -> Iterator[str]:
    for chunk in in_chunks(keys):
        found = connection.scalars(select(Publication.citation_key).where(_ANY_CASE.in_(chunk)))
        yield from map(lowered, found)
