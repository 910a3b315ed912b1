"""What the database of a site holds, value by value, and whether it is whole."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flask import Flask

from microsite.db import database_file

Rows = list[tuple[object, ...]]

# The uploads are a history, which undo goes on with; the index is checked against its table.
HISTORY = frozenset({"bib_uploads", "publication_changes", "alembic_version"})


def dump(app: Flask) -> dict[str, Rows]:
    """Every table of contents with the values as SQLite holds them."""
    with _opened(database_file(app)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)
            for (name,) in names.fetchall()
            if name not in HISTORY
        }


def faults(database: Path) -> list[str]:
    """What is wrong with a database file; nothing, if all is well."""
    with _opened(database) as connection:
        checked = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        found = [f"pages: {said}" for said in checked if said != "ok"]
        found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        try:
            connection.execute(
                "INSERT INTO publications_fts(publications_fts, rank) VALUES ('integrity-check', 1)"
            )
        except sqlite3.DatabaseError as error:
            found.append(f"search index: {error}")
        (triggers,) = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        ).fetchone()
        if triggers != 3:
            found.append(f"{triggers} of the index's 3 triggers are there")
    return found


def publications(database: Path) -> int:
    """How many there are."""
    with _opened(database) as connection:
        (count,) = connection.execute("SELECT count(*) FROM publications").fetchone()
    return int(count)


@contextmanager
def _opened(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        yield connection
