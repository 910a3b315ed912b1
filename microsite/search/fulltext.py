"""The full-text index: an FTS5 table beside `publications`, kept by triggers.

It holds folded text only (see `microsite.folding`), in which each CJK character is a word of its
own, so that Chinese of any length is found.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, column, table, text

COLUMNS = ("folded_title", "folded_names", "folded_venue", "folded")
INDEX = table("publications_fts", column("rowid"), column("publications_fts"))
_NAMES = ", ".join(COLUMNS)
_OLD, _NEW = (", ".join(f"{row}.{name}" for name in COLUMNS) for row in ("old", "new"))

_ADD = f"INSERT INTO publications_fts(rowid, {_NAMES}) VALUES (new.id, {_NEW});"  # noqa: S608
_TAKE = f"""INSERT INTO publications_fts(publications_fts, rowid, {_NAMES})
    VALUES ('delete', old.id, {_OLD});"""  # noqa: S608
ON_INSERT = f"""CREATE TRIGGER IF NOT EXISTS publications_fts_insert AFTER INSERT ON publications
    BEGIN {_ADD} END"""
SCHEMA = (
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS publications_fts USING fts5(
        {_NAMES}, content='publications', content_rowid='id', tokenize='unicode61')""",
    ON_INSERT,
    f"""CREATE TRIGGER IF NOT EXISTS publications_fts_delete AFTER DELETE ON publications
        BEGIN {_TAKE} END""",
    f"""CREATE TRIGGER IF NOT EXISTS publications_fts_update AFTER UPDATE OF {_NAMES}
        ON publications BEGIN {_TAKE} {_ADD} END""",
)


@contextmanager
def indexed_together(connection: Connection, first_id: int) -> Iterator[None]:
    """Index the publications inserted meanwhile, whose ids start at `first_id`, in one statement.

    A trigger makes FTS5 close its books after each row, which takes three times as long. It is
    away for no one else: the change of the schema is part of the transaction.
    """
    connection.execute(text("DROP TRIGGER IF EXISTS publications_fts_insert"))
    yield
    connection.execute(
        text(
            f"INSERT INTO publications_fts(rowid, {_NAMES})"  # noqa: S608
            f" SELECT id, {_NAMES} FROM publications WHERE id >= :first"
        ),
        {"first": first_id},
    )
    connection.execute(text(ON_INSERT))


def is_installed(connection: Connection) -> bool:
    """Whether the index and all its triggers are there."""
    there = connection.scalar(
        text(
            "SELECT count(*) FROM sqlite_master WHERE name = 'publications_fts'"
            " OR (type = 'trigger' AND name LIKE 'publications_fts_%')"
        )
    )
    return bool(there == len(SCHEMA))


def install(connection: Connection) -> None:
    """Create the index and its triggers where they are missing, and fill it."""
    installed = is_installed(connection)
    for statement in SCHEMA:
        connection.execute(text(statement))
    # Where a trigger was missing, the index may have missed a change.
    if not installed:
        connection.execute(
            text("INSERT INTO publications_fts(publications_fts) VALUES ('rebuild')")
        )
