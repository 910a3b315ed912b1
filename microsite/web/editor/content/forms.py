"""Making a thing, and changing it: the form, and what is sent with it."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask_wtf.csrf import CSRFError

from microsite import editing
from microsite.db import begin_writing, db
from microsite.web import errors
from microsite.web.editor.content import conflicts
from microsite.web.editor.content.blueprint import (
    blueprint,
    editor_id,
    find,
    kind_named,
)
from microsite.web.editor.content.checking import read_form, with_tags
from microsite.web.editor.content.pages import Form, form_for, new_form, render_form
from microsite.web.editor.content.typed import form_of


@blueprint.get("/<name>/new")
def new(name: str) -> str:
    """The empty form, or with what was typed into it before; `?slug` begins a page of a name."""
    form = new_form(kind_named(name))
    if form.kind.has("slug") and (slug := request.args.get("slug")):
        form.typed["slug"] = [slug[:100]]
    return _opened(form)


@blueprint.get("/<name>/<int:item_id>/")
def edit(name: str, item_id: int) -> Any:
    """The form of a thing; `?draft` opens it with what was typed and not saved."""
    kind = kind_named(name)
    item = find(kind, item_id)
    if item is not None:
        return _opened(form_for(kind, item))
    shown, code = conflicts.gone(kind, item_id)
    return (shown, code) if code == 410 else abort(404)


@blueprint.post("/<name>/new")
def create(name: str) -> Any:
    """Make the thing, or show what is wrong."""
    kind = kind_named(name)
    begin_writing(db.session())
    form = new_form(kind, form_of(request.form))
    if request.form.get("do") == "preview":
        return render_form(form)
    fields = read_form(form)
    if form.problems:
        return render_form(form), 422
    item = editing.create(db.session(), kind, with_tags(kind, fields), editor_id())
    return _done(form, editing.id_of(item))


@blueprint.post("/<name>/<int:item_id>/")
def update(name: str, item_id: int) -> Any:
    """Change the thing; if somebody changed it meanwhile, nothing is overwritten."""
    kind = kind_named(name)
    begin_writing(db.session())
    item = find(kind, item_id)
    typed = form_of(request.form)
    if item is None:
        return conflicts.gone(kind, item_id, typed)
    form = form_for(kind, item, typed)
    current, form.version = form.version, request.form.get("version", "")
    if request.form.get("do") == "preview":
        return render_form(form)
    # Who began from another version is to see that before anything else.
    fields = read_form(form)
    if form.problems and form.version == current:
        return render_form(form), 422
    fields = with_tags(kind, fields)
    try:
        editing.save(db.session(), kind, item, fields, editor_id(), form.version)
    except editing.StaleError as stale:
        return conflicts.page(form, stale, fields)
    return _done(form, item_id)


@blueprint.errorhandler(CSRFError)
def too_old(error: CSRFError) -> Any:
    """A form from before its editor signed in anew: shown as it was sent, to be sent once more."""
    values = request.view_args or {}
    if request.endpoint not in ("content.create", "content.update"):
        return errors.answer(error)
    kind = kind_named(values["name"])
    item = find(kind, values["item_id"]) if "item_id" in values else None
    typed = form_of(request.form)
    if item is None and "item_id" in values:
        return conflicts.gone(kind, values["item_id"], typed)
    form = new_form(kind, typed) if item is None else form_for(kind, item, typed)
    form.version = request.form.get("version", "")
    return render_form(form, done="unsent"), 400


def _opened(form: Form) -> str:
    number = request.args.get("draft", "")
    form.draft = editing.draft_of(db.session(), form.kind, form.item_id, editor_id(), number)
    drafted = "draft" in request.args and form.draft is not None
    if drafted and form.draft is not None:
        form.typed = form.draft.data
        form.version = form.draft.version
    return render_form(form, drafted=drafted, done=request.args.get("done", ""))


def _done(form: Form, item_id: int) -> Any:
    editing.drop_saved(db.session(), form.kind, form.item_id, editor_id(), form.typed)
    db.session.commit()
    url = url_for("content.edit", name=form.kind.name, item_id=item_id, done="saved")
    return redirect(url, code=303)
