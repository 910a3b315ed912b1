"""What publications were before an upload changed them, to the last column."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, insert, text
from sqlalchemy.orm import Session

from microsite.importing.held import CHUNK
from microsite.models import Authorship, Publication, PublicationChange
from microsite.models.publication import publication_directions

# As SQLite holds the values, not as the models read them: what is put back is the same bytes.
_ROWS = "SELECT * FROM publications WHERE id IN :ids ORDER BY id"
_AUTHORS = (
    "SELECT * FROM authorships WHERE publication_id IN :ids ORDER BY publication_id, position"
)
_REFERENCES = {"upload_id": "bib_uploads", "cover_id": "pictures", "pdf_id": "stored_files"}
_AUTHOR_IDS = "SELECT id FROM authorships WHERE id IN :ids"
_DIRECTIONS = (
    "SELECT publication_id, direction_id FROM publication_directions"
    " WHERE publication_id IN :ids ORDER BY publication_id, direction_id"
)


class Journal:
    """Keeps publications as they are before this upload changes them."""

    def __init__(self, session: Session, upload_id: int | None, moment: datetime) -> None:
        self._session = session
        self._upload_id = upload_id
        self._moment = moment
        self._noted: dict[int, dict[str, Any]] = {}

    def note(self, publication_ids: Iterable[int]) -> None:
        """Keep what the database holds of these publications now."""
        if self._upload_id is not None:
            self._noted |= snapshots(self._session, publication_ids)

    def flush(self) -> None:
        """Write what was kept."""
        if self._noted:
            rows = [
                {
                    "upload_id": self._upload_id,
                    "publication_id": publication_id,
                    "before": before,
                    "changed_at": self._moment,
                }
                for publication_id, before in self._noted.items()
            ]
            self._session.execute(insert(PublicationChange), rows)
            self._noted.clear()


def snapshots(session: Session, publication_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The row of each publication, those of its authors, and the ids of its directions."""
    found: dict[int, dict[str, Any]] = {}
    ids = sorted(set(publication_ids))
    for first in range(0, len(ids), CHUNK):
        chunk = ids[first : first + CHUNK]
        for row in _read(session, _ROWS, chunk):
            found[row["id"]] = {"row": row, "authors": [], "directions": []}
        for author in _read(session, _AUTHORS, chunk):
            found[author["publication_id"]]["authors"].append(author)
        for link in _read(session, _DIRECTIONS, chunk):
            found[link["publication_id"]]["directions"].append(link["direction_id"])
    return found


def put_back(session: Session, befores: Sequence[Mapping[str, Any]]) -> None:
    """Make publications again what `snapshots` found. Directions deleted since stay away."""
    ids = [{"id": before["row"]["id"]} for before in befores]
    # All authors go first, so that none has the number that another is to have again.
    for table in ("authorships", "publication_directions"):
        _many(session, f"DELETE FROM {table} WHERE publication_id = :id", ids)  # noqa: S608
    uploads = set(session.scalars(text("SELECT id FROM bib_uploads")))
    rows_before = [
        before["row"]
        if before["row"]["upload_id"] in uploads
        else {**before["row"], "upload_id": None}
        for before in befores
    ]
    for names, rows in _alike(rows_before, Publication.__table__.columns.keys()):
        values = ", ".join(f"{name} = :{name}" for name in names if name != "id")
        _many(session, f"UPDATE publications SET {values} WHERE id = :id", rows)  # noqa: S608
    _put_back_authors(session, [author for before in befores for author in before["authors"]])
    there = set(session.scalars(text("SELECT id FROM directions")))
    links = [
        {"publication_id": before["row"]["id"], "direction_id": direction_id}
        for before in befores
        for direction_id in before["directions"]
        if direction_id in there
    ]
    if links:
        session.execute(insert(publication_directions), links)


def bring_back(session: Session, befores: Sequence[Mapping[str, Any]]) -> list[int]:
    """Publications that were deleted, as `snapshots` found them; the ids of those that came.

    A number that another has by now stays with that one, and a citation key gets one behind it.
    """
    there = set(session.scalars(text("SELECT id FROM publications")))
    keys = set(session.scalars(text("SELECT citation_key FROM publications")))
    coming = []
    for before in befores:
        row = dict(before["row"])
        if row["id"] in there:
            continue
        row["citation_key"] = free_key(row["citation_key"], keys)
        keys.add(row["citation_key"])
        for name, table in _REFERENCES.items():
            held = text(f"SELECT 1 FROM {table} WHERE id = :id")  # noqa: S608
            if row[name] is not None and session.execute(held, {"id": row[name]}).first() is None:
                row[name] = None
        coming.append({**before, "row": row})
    for names, rows in _alike([one["row"] for one in coming], Publication.__table__.columns.keys()):
        marks = ", ".join(f":{name}" for name in names)
        statement = f"INSERT INTO publications ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
        _many(session, statement, rows)
    put_back(session, coming)
    return [one["row"]["id"] for one in coming]


def free_key(key: str, taken: Collection[str]) -> str:
    """The key, with a number behind it if it is taken."""
    found, number = key, 2
    while found in taken:
        found, number = f"{key}-{number}", number + 1
    return found


def _put_back_authors(session: Session, authors: list[dict[str, Any]]) -> None:
    people = set(session.scalars(text("SELECT id FROM people")))
    taken: set[int] = set()
    for first in range(0, len(authors), CHUNK):
        ids = [author["id"] for author in authors[first : first + CHUNK]]
        taken |= {row["id"] for row in _read(session, _AUTHOR_IDS, ids)}
    rows = []
    for author in authors:
        row = dict(author)
        if row["person_id"] not in people:
            row["person_id"] = None
        # Its own number again, unless another author has got that meanwhile.
        if row["id"] in taken:
            del row["id"]
        rows.append(row)
    for names, alike in _alike(rows, Authorship.__table__.columns.keys()):
        marks = ", ".join(f":{name}" for name in names)
        statement = f"INSERT INTO authorships ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
        _many(session, statement, alike)


def _alike(
    rows: Iterable[Mapping[str, Any]], columns: Iterable[str]
) -> list[tuple[tuple[str, ...], list[dict[str, Any]]]]:
    """Rows by the columns they have: an older journal may lack some, or have some more."""
    known = set(columns)

    def names(row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(name for name in row if name in known)

    found = sorted(rows, key=names)
    return [(shape, [dict(row) for row in alike]) for shape, alike in groupby(found, key=names)]


def _read(session: Session, statement: str, ids: Sequence[int]) -> list[dict[str, Any]]:
    query = text(statement).bindparams(bindparam("ids", expanding=True))
    return [dict(row) for row in session.execute(query, {"ids": ids}).mappings()]


def _many(session: Session, statement: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(text(statement), rows)
