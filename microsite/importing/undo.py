"""Taking an upload back: what it added goes, what it changed is again what it was."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from microsite.importing.journal import put_back
from microsite.importing.writing import write_derived
from microsite.models import BibUpload, EntryDecision, Publication, PublicationChange

# What it added and nobody touched since: an editor's change or another upload moves `updated_at`.
_UNTOUCHED = """upload_id = :upload AND updated_at = created_at
    AND id NOT IN (SELECT publication_id FROM highlights WHERE publication_id IS NOT NULL)"""


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
    _restore(session, upload, undone)
    count = text(f"SELECT count(*) FROM publications WHERE {_UNTOUCHED}")  # noqa: S608
    undone.removed = session.scalar(count, of) or 0
    session.execute(text(f"DELETE FROM publications WHERE {_UNTOUCHED}"), of)  # noqa: S608
    session.execute(delete(EntryDecision).where(EntryDecision.upload_id == upload.id))
    left = select(Publication.id, Publication.citation_key, Publication.title).where(
        Publication.upload_id == upload.id
    )
    for number, key, title in session.execute(left):
        undone.kept.append(_kept(session, upload, number, key, title))
    return undone


def _restore(session: Session, upload: BibUpload, undone: Undone) -> None:
    restored: list[int] = []
    changes = list(
        session.scalars(
            select(PublicationChange)
            .where(PublicationChange.upload_id == upload.id)
            .order_by(PublicationChange.id)
        )
    )
    for change in changes:
        now = session.execute(
            select(Publication.citation_key, Publication.title, Publication.updated_at).where(
                Publication.id == change.publication_id
            )
        ).one_or_none()
        if now is None:
            row = change.before["row"]
            key, title = row["citation_key"], row["title"]
            undone.kept.append({"key": key, "title": title, "why": "removed", "by": None})
        elif now.updated_at != change.changed_at:
            number = change.publication_id
            undone.kept.append(_kept(session, upload, number, now.citation_key, now.title))
        else:
            put_back(session, change.before)
            restored.append(change.publication_id)
            session.delete(change)
            undone.restored += 1
    session.flush()
    again = select(Publication).where(Publication.id.in_(restored))
    write_derived(session, session.scalars(again.execution_options(populate_existing=True)))


def _kept(session: Session, upload: BibUpload, number: int, key: str, title: str) -> dict[str, Any]:
    by = session.scalar(
        select(PublicationChange.upload_id)
        .where(PublicationChange.publication_id == number, PublicationChange.upload_id != upload.id)
        .order_by(PublicationChange.id.desc())
        .limit(1)
    )
    return {"key": key, "title": title, "why": "changed-later" if by else "edited", "by": by}
