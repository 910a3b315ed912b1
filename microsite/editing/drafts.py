"""What is typed and not saved yet, kept for the editor who typed it."""

import re

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from microsite.editing.kinds import Kind
from microsite.models import Draft
from microsite.models.base import now

Typed = dict[str, list[str]]
"""A form's fields as they stood: several values for a name that came several times."""

# The field with the number of a form: two that are open at once are told apart by it.
FORM = "form"


def keep_draft(
    session: Session, kind: Kind, item_id: int, editor_id: int, version: str, typed: Typed
) -> None:
    """Keep what was typed: an editor's one draft for a thing, or one of each form for a new one."""
    row = {
        "editor_id": editor_id,
        "kind": kind.name,
        "item_id": _place(item_id, form_of(typed)),
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


def draft_of(
    session: Session, kind: Kind, item_id: int, editor_id: int, form: str = ""
) -> Draft | None:
    """The editor's draft for a thing, if any; for a new one (0) that of a form, or the latest."""
    if item_id:
        return session.scalar(select(Draft).where(*_whose(kind, item_id, editor_id)))
    new = (Draft.kind == kind.name, Draft.item_id <= 0, Draft.editor_id == editor_id)
    of_form = Draft.item_id == _place(0, form)
    query = select(Draft).where(*new).order_by(of_form.desc(), Draft.at.desc()).limit(1)
    return session.scalar(query)


def drop_draft(session: Session, kind: Kind, item_id: int, editor_id: int, form: str = "") -> None:
    """The draft is not wanted any more; for a new thing (0) that of a form."""
    session.execute(delete(Draft).where(*_whose(kind, _place(item_id, form), editor_id)))


def drop_saved(session: Session, kind: Kind, item_id: int, editor_id: int, typed: Typed) -> None:
    """What was typed is saved: a draft of it goes, one that another form keeps stays."""
    form = form_of(typed)
    place = _place(item_id, form)
    draft = session.scalar(select(Draft).where(*_whose(kind, place, editor_id)))
    if draft is None:
        return
    if form_of(draft.data) == form or _without(draft.data) == _without(typed):
        session.delete(draft)


def drafts_of(session: Session, editor_id: int) -> list[Draft]:
    """All drafts of an editor, the latest first."""
    query = select(Draft).where(Draft.editor_id == editor_id).order_by(Draft.at.desc())
    return list(session.scalars(query))


def form_of(typed: Typed) -> str:
    """The number of the form in which this was typed; empty for none."""
    return (typed.get(FORM) or [""])[0]


def _place(item_id: int, form: str) -> int:
    """Where a draft lies: at its thing, else below zero by the number of its form."""
    is_numbered = not item_id and re.fullmatch(r"[0-9]{1,15}", form)
    return -int(form) if is_numbered else item_id


def _without(typed: Typed) -> Typed:
    return {name: values for name, values in typed.items() if name != FORM}


def _whose(kind: Kind, item_id: int, editor_id: int) -> tuple[ColumnElement[bool], ...]:
    return Draft.kind == kind.name, Draft.item_id == item_id, Draft.editor_id == editor_id
