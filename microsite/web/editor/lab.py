"""The settings of the lab: its name and what else stands on every page."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from microsite.activity import record
from microsite.db import begin_writing, db
from microsite.models import Lab
from microsite.web.editor.guard import only_for_admins
from microsite.web.editor.lab_form import LabForm
from microsite.web.i18n import gettext as _
from microsite.web.i18n import html_lang, language_name, languages

blueprint = only_for_admins(Blueprint("lab", __name__))


@blueprint.get("/")
def edit() -> str:
    """The form."""
    lab = _held()
    return _form(LabForm.of(lab, languages()), lab)


@blueprint.post("/")
def update() -> Any:
    """Keep the form; 409 with both versions if somebody else has saved meanwhile."""
    begin_writing(db.session())
    lab, sent = _held(), LabForm.sent(request.form, languages())
    if errors := sent.errors(languages()):
        # The version it was begun from stays: what others saved meanwhile must still show.
        return _form(sent, lab, errors, version=request.form.get("version", "")), 422
    held = LabForm.of(lab, languages())
    if not sent.differing(held):
        return redirect(url_for("lab.edit"), code=303)
    if request.form.get("version") != _version(lab):
        return _form(sent, lab, theirs=sent.differing(held)), 409
    if lab is None:
        lab = Lab(version=0)
        db.session.add(lab)
    sent.write(lab, languages())
    lab.version += 1
    record(db.session(), "changed-lab", "", current_user.id)
    db.session.commit()
    flash(_("Saved. It is on every page now."))
    return redirect(url_for("lab.edit"), code=303)


def _held() -> Lab | None:
    return db.session.scalar(select(Lab).order_by(Lab.id).limit(1))


def _version(lab: Lab | None) -> str:
    return str(lab.version) if lab else "0"


def _form(
    form: LabForm,
    lab: Lab | None,
    errors: dict[str, str] | None = None,
    *,
    theirs: dict[str, str] | None = None,
    version: str | None = None,
) -> str:
    return render_template(
        "editor/lab.html",
        form=form.fields,
        errors=errors or {},
        theirs=theirs or {},
        conflict=theirs is not None,
        version=_version(lab) if version is None else version,
        langs=[(lang, html_lang(lang), language_name(lang)) for lang in languages()],
    )
