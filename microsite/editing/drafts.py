"""What is typed and not saved yet, kept for the editor who typed it."""

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from microsite.editing.kinds import Kind
from microsite.models import Draft
from microsite.models.base import now

Typed = dict[str, list[str]]
"""A form's fields as they stood: several values for a name that came several times."""


def keep_draft(
    session: Session, kind: Kind, item_id: int, editor_id: int, version: str, typed: Typed
) -> None:
    """Keep what was typed; of each editor there is one draft for a thing (0: a new one)."""
    row = {
        "editor_id": editor_id,
        "kind": kind.name,
        "item_id": item_id,
        "version": version,
        "data": typed,
        "at": now(),
    }
    changed = {name: row[name] for name in ("version", "data", "at")}
    # Two requests of one editor may come at once.
    session.execute(
        insert(Draft)
        .values(row)
        .on_conflict_do_update(index_elements=["editor_id", "kind", "item_id"], set_=changed)
    )


def draft_of(session: Session, kind: Kind, item_id: int, editor_id: int) -> Draft | None:
    """The editor's draft for a thing, if there is one."""
    return session.scalar(select(Draft).where(*_whose(kind, item_id, editor_id)))


def drop_draft(session: Session, kind: Kind, item_id: int, editor_id: int) -> None:
    """The draft is saved or not wanted any more."""
    session.execute(delete(Draft).where(*_whose(kind, item_id, editor_id)))


def drafts_of(session: Session, editor_id: int) -> list[Draft]:
    """All drafts of an editor, the latest first."""
    query = select(Draft).where(Draft.editor_id == editor_id).order_by(Draft.at.desc())
    return list(session.scalars(query))


def _whose(kind: Kind, item_id: int, editor_id: int) -> tuple[ColumnElement[bool], ...]:
    return Draft.kind == kind.name, Draft.item_id == item_id, Draft.editor_id == editor_id
