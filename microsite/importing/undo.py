"""Taking an upload back: what it added goes, what it changed is again what it was."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from microsite.importing.journal import put_back
from microsite.importing.relinking import in_chunks, relink_publications
from microsite.importing.terms import forget_newest
from microsite.importing.writing import write_derived
from microsite.models import BibUpload, EntryDecision, Publication, PublicationChange

# What it added and nobody touched since: an editor's change or another upload moves `updated_at`.
_UNTOUCHED = """upload_id = :upload AND updated_at = created_at
    AND id NOT IN (SELECT publication_id FROM highlights WHERE publication_id IS NOT NULL)"""

# How SQLite holds a time.
_AS_KEPT = "%Y-%m-%d %H:%M:%S.%f"


@dataclass
class Undone:
    """How many publications were removed and restored, and those that had to stay, and why.

    `kept` has the citation key, the title, why (`changed-later` by an upload, or `edited`), and
    the number of that upload.
    """

    removed: int = 0
    restored: int = 0
    kept: list[dict[str, Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, to be kept with the upload."""
        return dict(vars(self))


def undo(session: Session, upload: BibUpload) -> Undone:
    """Restore what was before an upload, but for publications that were changed since."""
    undone = Undone()
    of = {"upload": upload.id}
    changes = _restorable(session, upload, undone)
    count = text(f"SELECT count(*) FROM publications WHERE {_UNTOUCHED}")  # noqa: S608
    undone.removed = session.scalar(count, of) or 0
    # What was added goes first: its authors may have the numbers of those that come back.
    session.execute(text(f"DELETE FROM publications WHERE {_UNTOUCHED}"), of)  # noqa: S608
    session.execute(delete(EntryDecision).where(EntryDecision.upload_id == upload.id))
    put_back(session, [change.before for change in changes])
    # The team, and what was decided about its names, are those of today.
    look_again(session, [change.publication_id for change in changes])
    done = [{"number": change.id} for change in changes]
    if done:
        session.execute(text("DELETE FROM publication_changes WHERE id = :number"), done)
    left = select(Publication.id, Publication.citation_key, Publication.title).where(
        Publication.upload_id == upload.id
    )
    for number, key, title in session.execute(left):
        undone.kept.append(_kept(session, upload, number, key, title))
    return undone


def look_again(session: Session, ids: list[int]) -> None:
    """Link the authors of these publications, and set anew what searches and lists use."""
    relink_publications(session, ids)
    for publications in in_chunks(session, ids):
        write_derived(session, publications)
        session.expire_all()
    forget_newest(session)


def _restorable(session: Session, upload: BibUpload, undone: Undone) -> list[PublicationChange]:
    """The changes that can be taken back; the others are told in `undone`."""
    found = []
    changes = session.scalars(
        select(PublicationChange)
        .where(PublicationChange.upload_id == upload.id)
        .order_by(PublicationChange.id)
    )
    there = _now(session, upload)
    for change in changes.all():
        now = there.get(change.publication_id)
        row = change.before["row"]
        # A number may have gone to another publication since.
        if now is None or f"{now.created_at:{_AS_KEPT}}" != row["created_at"]:
            key, title = row["citation_key"], row["title"]
            undone.kept.append({"key": key, "title": title, "why": "removed", "by": None})
        elif now.updated_at != change.changed_at:
            number = change.publication_id
            undone.kept.append(_kept(session, upload, number, now.citation_key, now.title))
        else:
            found.append(change)
    undone.restored = len(found)
    return found


def _now(session: Session, upload: BibUpload) -> dict[int, Any]:
    """What the publications that an upload changed are called now, and when they changed last."""
    query = (
        select(
            Publication.id,
            Publication.citation_key,
            Publication.title,
            Publication.created_at,
            Publication.updated_at,
        )
        .join(PublicationChange, PublicationChange.publication_id == Publication.id)
        .where(PublicationChange.upload_id == upload.id)
    )
    return {row.id: row for row in session.execute(query)}


def _kept(session: Session, upload: BibUpload, number: int, key: str, title: str) -> dict[str, Any]:
    by = session.scalar(
        select(PublicationChange.upload_id)
        .where(PublicationChange.publication_id == number, PublicationChange.upload_id != upload.id)
        .order_by(PublicationChange.id.desc())
        .limit(1)
    )
    return {"key": key, "title": title, "why": "changed-later" if by else "edited", "by": by}
