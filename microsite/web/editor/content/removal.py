"""Deleting a thing after asking, and having it back."""

from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy import select

from microsite import editing
from microsite.db import begin_writing, db
from microsite.localized import Localized
from microsite.models import Person
from microsite.web.editor.content.blueprint import blueprint, editor_id, item_of, kind_named
from microsite.web.i18n import gettext as _


@blueprint.get("/<name>/<int:item_id>/delete")
def ask_delete(name: str, item_id: int) -> str:
    """Ask, and say what goes with it."""
    kind = kind_named(name)
    return _asked(kind, item_id)


@blueprint.post("/<name>/<int:item_id>/delete")
def delete(name: str, item_id: int) -> Any:
    """Delete it; the list tells so, with the way back."""
    kind = kind_named(name)
    begin_writing(db.session())
    item = item_of(kind, item_id)
    if request.form.get("version", "") != editing.version_of(item):
        said = _("Somebody changed it since you looked. Look at it again before you delete it.")
        return _asked(kind, item_id, said), 409
    editing.delete(db.session(), kind, item, editor_id())
    db.session.commit()
    return redirect(url_for("content.index", name=name, gone=item_id), code=303)


@blueprint.post("/<name>/<int:item_id>/undelete")
def undelete(name: str, item_id: int) -> Any:
    """Have it back with all that led to it; one that was made part of another is parted again."""
    kind = kind_named(name)
    begin_writing(db.session())
    try:
        parted = editing.undelete_whole(db.session(), kind, item_id, editor_id())
    except (editing.NotDeletedError, editing.LostError) as error:
        db.session.rollback()
        lost = "1" if isinstance(error, editing.LostError) else None
        return redirect(url_for("content.index", name=name, lost=lost), code=303)
    db.session.commit()
    # What was changed since it was made part of another stays as it is, and is told.
    done = "back" if parted is None else "parted-kept" if parted.kept else "parted"
    return redirect(url_for("content.edit", name=name, item_id=item_id, done=done), code=303)


def _people_with(role: str) -> list[Person]:
    return list(
        db.session.scalars(select(Person).where(Person.role == role).order_by(Person.position))
    )


def _asked(kind: editing.Kind, item_id: int, error: str = "") -> str:
    item = item_of(kind, item_id)
    fields = editing.snapshot(db.session(), kind, item)
    return render_template(
        "editor/content/delete.html",
        kind=kind,
        item_id=item_id,
        name=Localized(fields.get(kind.title)),
        label=editing.label_of(db.session(), kind, fields),
        version=editing.version_of(item),
        leading=editing.leading_to(db.session(), kind, item_id),
        people=_people_with(str(fields.get("slug"))) if kind.name == "role" else [],
        error=error,
    )
