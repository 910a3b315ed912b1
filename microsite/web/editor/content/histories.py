"""What a thing said before: its revisions, what differs between two, and the way back."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for

from microsite import editing
from microsite.db import begin_writing, db
from microsite.editing import Kind
from microsite.models import Revision
from microsite.web.editor.content.blueprint import (
    blueprint,
    editor_id,
    find,
    item_of,
    kind_named,
)


@blueprint.get("/<name>/<int:item_id>/history")
def history(name: str, item_id: int) -> str:
    """All revisions, the newest first."""
    kind = kind_named(name)
    revisions = editing.history(db.session(), kind, item_id) if item_id < 2**63 else []
    if not revisions and find(kind, item_id) is None:
        abort(404)
    return render_template(
        "editor/content/history.html",
        kind=kind,
        item_id=item_id,
        revisions=revisions,
        alive=find(kind, item_id) is not None,
    )


@blueprint.get("/<name>/<int:item_id>/diff")
def diff(name: str, item_id: int) -> str:
    """What differs between two revisions: `?old=3&new=5`; without `new`, what it says now."""
    kind = kind_named(name)
    session = db.session()
    old = _revision(kind, item_id, request.args.get("old", ""))
    if old is None:
        abort(404)
    new = _revision(kind, item_id, request.args.get("new", ""))
    item = find(kind, item_id)
    last = new or editing.newest(session, kind, item_id)
    if new is None and item is not None:
        fields = editing.snapshot(session, kind, item)
    else:
        fields = last.data["fields"] if last else {}
    before = old.data["fields"]
    return render_template(
        "editor/content/diff.html",
        kind=kind,
        item_id=item_id,
        old=old,
        new=new,
        alive=item is not None,
        version=editing.version_of(item) if item is not None else "",
        differences=editing.differences(kind, before, fields),
        names=editing.names_in(session, kind, before, fields),
    )


@blueprint.post("/<name>/<int:item_id>/restore")
def restore(name: str, item_id: int) -> Any:
    """Let it say again what it said in a revision; one that was deleted comes back first."""
    kind = kind_named(name)
    session = db.session()
    begin_writing(session)
    revision = _revision(kind, item_id, request.form.get("number", ""))
    if revision is None:
        abort(404)
    item = find(kind, item_id)
    if item is not None and request.form.get("version", "") != editing.version_of(item):
        # It says something else by now than what was looked at: the comparison tells.
        session.rollback()
        url = url_for("content.diff", name=name, item_id=item_id, old=revision.number)
        return redirect(url, code=303)
    try:
        if item is None:
            editing.undelete_whole(session, kind, item_id, editor_id())
            item = item_of(kind, item_id)
        editing.restore(session, kind, item, revision, editor_id())
    except (editing.LostError, editing.NotDeletedError):
        session.rollback()
        return redirect(url_for("content.index", name=name, lost=1), code=303)
    session.commit()
    return redirect(url_for("content.edit", name=name, item_id=item_id, done="restored"), code=303)


def _revision(kind: Kind, item_id: int, number: str) -> Revision | None:
    if item_id >= 2**63 or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return editing.revision(db.session(), kind, item_id, int(number))
