"""Taking back what was done to many, and having deleted publications back."""

from typing import Any

from flask import redirect, request, url_for

from microsite import editing
from microsite.db import begin_writing, db
from microsite.web.addresses import safe_path
from microsite.web.editor.publications.blueprint import (
    LARGEST_ID,
    blueprint,
    editor_id,
    list_url,
    moment_of,
    wanted_of,
)


@blueprint.post("/undo")
def undo() -> Any:
    """Take back all that was done at one moment, as far as nobody changed it since."""
    begin_writing(db.session())
    wanted = wanted_of(request.form.get("filter", ""))
    at = moment_of(request.form.get("at", ""))
    back = editing.take_back(db.session(), at, editor_id()) if at else editing.TakenBack()
    db.session.commit()
    told = f"{back.restored}-{back.kept}"
    otherwise = list_url(wanted, undone=told)
    return redirect(safe_path(request.form.get("next"), otherwise), code=303)


@blueprint.post("/<int:item_id>/undelete")
def undelete(item_id: int) -> Any:
    """Have one back."""
    begin_writing(db.session())
    kind = editing.PUBLICATION
    try:
        if item_id < LARGEST_ID:
            editing.undelete(db.session(), kind, item_id, editor_id())
    except editing.NotDeletedError:
        db.session.rollback()
        return redirect(url_for("publications.index"), code=303)
    db.session.commit()
    return redirect(url_for("content.edit", name=kind.name, item_id=item_id, done="back"), code=303)


@blueprint.post("/<int:item_id>/highlight")
def highlight(item_id: int) -> Any:
    """Let the home page show it, or not any more."""
    begin_writing(db.session())
    verb: Any = "highlight" if request.form.get("do") == "highlight" else "unhighlight"
    ids = [item_id] if item_id < LARGEST_ID else []
    editing.carry_out(db.session(), ids, editing.Action(verb), editor_id())
    db.session.commit()
    return redirect(url_for("publications.edit", item_id=item_id), code=303)
