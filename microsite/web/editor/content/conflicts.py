"""Two editors at one thing: the second one sees both changes, and puts them together."""

from typing import Any

from flask import redirect, render_template, request, url_for

from microsite import editing
from microsite.db import begin_writing, db
from microsite.editing import Fields, Kind, Shape, StaleError
from microsite.editing.drafts import FORM, Typed
from microsite.web import i18n
from microsite.web.editor.content.blueprint import blueprint, editor_id, find, kind_named
from microsite.web.editor.content.checking import check, read_form, with_tags
from microsite.web.editor.content.entry_rows import NAMES, VALUES
from microsite.web.editor.content.options import options_for
from microsite.web.editor.content.pages import Form, form_for, name_of, render_form
from microsite.web.editor.content.typed import form_of, typed_of

# Fields that are picked from a list: nobody has written them.
CHOSEN = ("state", "status")


def page(
    form: Form, stale: StaleError, yours: Fields, choices: dict[str, str] | None = None
) -> tuple[str, int]:
    """What they wrote, what you wrote, and what both did: to be chosen and saved."""
    session, kind = db.session(), form.kind
    merged = editing.merge(kind, stale.base, stale.theirs, yours, choices)
    base = stale.base if stale.base is not None else stale.theirs
    last = editing.newest(session, kind, form.item_id)
    shown = render_template(
        "editor/content/conflict.html",
        kind=kind,
        item_id=form.item_id,
        name=name_of(form),
        theirs=editing.differences(kind, base, stale.theirs),
        yours=editing.differences(kind, base, {**base, **yours}),
        clashes=merged.clashes,
        names=editing.names_in(session, kind, base, stale.theirs, yours),
        typed=form.typed,
        version=form.version,
        seen=stale.version,
        last=last,
    )
    # Tags made for this change are made again when it is saved.
    session.rollback()
    return shown, 409


def gone(kind: Kind, item_id: int, typed: Typed | None = None) -> tuple[str, int]:
    """The thing is deleted: what was typed is kept as a draft and shown, and it can come back."""
    last = editing.newest(db.session(), kind, item_id) if item_id < 2**63 else None
    if last is not None and typed is not None:
        version = request.form.get("version", "")
        editing.keep_draft(db.session(), kind, item_id, editor_id(), version, typed)
        db.session.commit()
    draft = editing.draft_of(db.session(), kind, item_id, editor_id()) if last else None
    shown = render_template(
        "editor/content/gone.html",
        kind=kind,
        item_id=item_id,
        last=last,
        draft=draft,
        texts=_texts(kind, draft.data) if draft else [],
    )
    return shown, 410 if last else 404


@blueprint.post("/<name>/<int:item_id>/merge")
def merge(name: str, item_id: int) -> Any:
    """Save both changes put together, or open the form with them."""
    kind = kind_named(name)
    begin_writing(db.session())
    item = find(kind, item_id)
    typed = form_of(request.form)
    if item is None:
        return gone(kind, item_id, typed)
    form = form_for(kind, item, typed)
    current, form.version = form.version, request.form.get("version", "")
    yours = with_tags(kind, read_form(form))
    base = editing.at_version(db.session(), kind, item_id, form.version)
    stale = StaleError(base.data["fields"] if base else None, form.said, current)
    choices = _choices()
    merged = editing.merge(kind, stale.base, stale.theirs, yours, choices)
    if merged.clashes or request.form.get("seen") != current:
        return page(form, stale, yours, choices)
    form.version = current
    form.problems = check(form, merged.fields)
    if request.form.get("do") == "edit" or form.problems:
        return _opened(form, merged.fields)
    editing.save(db.session(), kind, item, merged.fields, editor_id(), current)
    editing.drop_saved(db.session(), kind, item_id, editor_id(), typed)
    db.session.commit()
    return redirect(url_for("content.edit", name=name, item_id=item_id, done="saved"), code=303)


def _opened(form: Form, fields: Fields) -> tuple[str, int]:
    """The form with what was put together; tags that are new are there by their names."""
    form.options = options_for(form.kind, form.said, form.options.publication)
    number = {FORM: form.all(FORM)}
    form.typed = typed_of(form.kind, fields, form.options) | number
    shown = render_form(form, done="merged")
    db.session.rollback()
    return shown, 422 if form.problems else 200


def _texts(kind: Kind, typed: Typed) -> list[tuple[str, str, str]]:
    """What somebody has written in a form: the label, the language and the text of each field."""
    found = [
        (field.label, lang, (typed.get(f"{field.name}-{lang}") or [""])[0])
        for field in kind.fields
        if field.shape in (Shape.LINE, Shape.PROSE)
        for lang in i18n.languages()
    ]
    found += [
        (field.label, "", (typed.get(field.name) or [""])[0])
        for field in kind.fields
        if field.shape in (Shape.TEXT, Shape.WORDS) and field.name not in CHOSEN
    ]
    pairs = zip(typed.get(NAMES, []), typed.get(VALUES, []), strict=False)
    found += [(name, "", text) for name, text in pairs]
    return [one for one in found if one[2].strip()]


def _choices() -> dict[str, str]:
    return {
        field.removeprefix("choice-"): value
        for field, value in request.form.items()
        if field.startswith("choice-")
    }
