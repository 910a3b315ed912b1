"""What publications were before an upload changed them, to the last column."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from microsite.models import Authorship, Publication, PublicationChange
from microsite.models.publication import publication_directions

# As SQLite holds the values, not as the models read them: what is put back is the same bytes.
_ROW = text("SELECT * FROM publications WHERE id = :id")
_AUTHORS = text("SELECT * FROM authorships WHERE publication_id = :id ORDER BY position")
_DIRECTIONS = text(
    "SELECT direction_id FROM publication_directions WHERE publication_id = :id"
    " ORDER BY direction_id"
)


class Journal:
    """Keeps each publication as it is before its first change by this upload."""

    def __init__(self, session: Session, upload_id: int | None, moment: datetime) -> None:
        self._session = session
        self._upload_id = upload_id
        self._moment = moment
        self._noted: dict[int, dict[str, Any]] = {}

    def note(self, publication_id: int) -> None:
        """Keep what the database holds of a publication now."""
        if self._upload_id is not None and publication_id not in self._noted:
            self._noted[publication_id] = snapshot(self._session, publication_id)

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


def snapshot(session: Session, publication_id: int) -> dict[str, Any]:
    """The row of a publication, those of its authors, and the ids of its directions."""
    of = {"id": publication_id}
    return {
        "row": dict(session.execute(_ROW, of).mappings().one()),
        "authors": [dict(row) for row in session.execute(_AUTHORS, of).mappings()],
        "directions": list(session.scalars(_DIRECTIONS, of)),
    }


def put_back(session: Session, before: dict[str, Any]) -> None:
    """Make a publication again what `snapshot` found; what was deleted since stays away."""
    row = before["row"]
    of = {"id": row["id"]}
    names = [name for name in row if name in Publication.__table__.columns and name != "id"]
    values = ", ".join(f"{name} = :{name}" for name in names)
    session.execute(text(f"UPDATE publications SET {values} WHERE id = :id"), row)  # noqa: S608
    session.execute(text("DELETE FROM authorships WHERE publication_id = :id"), of)
    people = set(session.scalars(text("SELECT id FROM people")))
    for author in before["authors"]:
        person_id = author["person_id"] if author["person_id"] in people else None
        session.execute(_insert_author(session, author), {**author, "person_id": person_id})
    session.execute(text("DELETE FROM publication_directions WHERE publication_id = :id"), of)
    there = set(session.scalars(text("SELECT id FROM directions")))
    chosen = [one for one in before["directions"] if one in there]
    if chosen:
        links = [{"publication_id": row["id"], "direction_id": one} for one in chosen]
        session.execute(insert(publication_directions), links)


def _insert_author(session: Session, author: dict[str, Any]) -> Any:
    # Its own number again, unless another author has got that meanwhile.
    is_taken = session.scalar(select(Authorship.id).where(Authorship.id == author["id"]))
    names = [name for name in _known(author) if name != "id" or not is_taken]
    marks = ", ".join(f":{name}" for name in names)
    return text(f"INSERT INTO authorships ({', '.join(names)}) VALUES ({marks})")  # noqa: S608


def _known(author: dict[str, Any]) -> Iterator[str]:
    columns: Sequence[str] = Authorship.__table__.columns.keys()
    return (name for name in author if name in columns)
