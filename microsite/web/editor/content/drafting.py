"""What is typed is kept while it is typed, for the editor alone."""

from typing import Any

from flask import redirect, request, url_for

from microsite import editing
from microsite.db import begin_writing, db
from microsite.editing.drafts import FORM
from microsite.models.base import now
from microsite.web import times
from microsite.web.editor.content.blueprint import blueprint, editor_id, find, kind_named
from microsite.web.editor.content.typed import form_of
from microsite.web.i18n import gettext as _


@blueprint.post("/<name>/<int:item_id>/draft")
def keep_draft(name: str, item_id: int) -> str:
    """Keep the form as it stands (0: of a thing still to be made)."""
    kind = kind_named(name)
    begin_writing(db.session())
    version = request.form.get("version", "")
    if item_id < 2**63:
        typed = form_of(request.form)
        editing.keep_draft(db.session(), kind, item_id, editor_id(), version, typed)
    item = find(kind, item_id) if item_id else None
    stale = item is not None and editing.version_of(item) != version
    db.session.commit()
    said: str = _("Draft kept at %(time)s.", time=times.clock(now()))
    if stale:
        said += " " + _("Somebody has saved it meanwhile: when you save, you will see both.")
    return said


@blueprint.post("/<name>/<int:item_id>/draft/discard")
def discard(name: str, item_id: int) -> Any:
    """Forget what was typed."""
    kind = kind_named(name)
    begin_writing(db.session())
    if item_id < 2**63:
        number = request.form.get(FORM, "")
        editing.drop_draft(db.session(), kind, item_id, editor_id(), number)
    db.session.commit()
    there = find(kind, item_id) is not None
    url = (
        url_for("content.edit", name=name, item_id=item_id)
        if there
        else url_for("content.new", name=name)
        if item_id == 0
        else url_for("content.index", name=name)
    )
    return redirect(url, code=303)
