"""The settings of the lab: its name, what else stands on every page, and how the site looks."""

from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from microsite.activity import record
from microsite.art.accent import DEFAULT
from microsite.db import begin_writing, db
from microsite.localized import Localized
from microsite.models import Lab, Picture
from microsite.web import htmx
from microsite.web.editor.guard import only_for_admins
from microsite.web.editor.lab_form import NO_LOOK, LabForm
from microsite.web.editor.pictures.blueprint import by_number
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
    if errors := _errors(sent):
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


@blueprint.post("/look")
def look() -> Any:
    """What the site would look like with what is in the form, of which nothing is kept."""
    sent = LabForm.sent(request.form, languages())
    context = _context(sent, _held(), _errors(sent), version=request.form.get("version", ""))
    return htmx.render("editor/lab.html", "look", None, **context)


@blueprint.get("/look")
def looked() -> Any:
    """The address of a preview without a script, loaded again: of it nothing is kept."""
    return redirect(url_for("lab.edit"))


class Look(NamedTuple):
    """What the preview shows: an accent (#rrggbb, or nothing), a face, a logo and a name."""

    accent: str
    face: str
    logo: Picture | None
    name: Localized


def _look(form: LabForm, errors: dict[str, str]) -> Look:
    """What cannot be is shown as it would be without it."""
    fields = form.fields | {name: NO_LOOK[name] for name in errors if name in NO_LOOK}
    name = Localized({lang: fields[f"name-{lang}"] for lang in languages()})
    return Look(fields["accent"], fields["face"], by_number(fields["logo_id"]), name)


def _errors(sent: LabForm) -> dict[str, str]:
    found = sent.errors(languages())
    if sent.fields["logo_id"] and by_number(sent.fields["logo_id"]) is None:
        found["logo_id"] = _("This picture is no more. Choose another one.")
    return found


def _held() -> Lab | None:
    return db.session.scalar(select(Lab).order_by(Lab.id).limit(1))


def _version(lab: Lab | None) -> str:
    return str(lab.version) if lab else "0"


def _form(*args: Any, **values: Any) -> str:
    return render_template("editor/lab.html", **_context(*args, **values))


def _context(
    form: LabForm,
    lab: Lab | None,
    errors: dict[str, str] | None = None,
    *,
    theirs: dict[str, str] | None = None,
    version: str | None = None,
) -> dict[str, Any]:
    theirs_logo = by_number((theirs or {}).get("logo_id", ""))
    return {
        "form": form.fields,
        "errors": errors or {},
        "theirs": theirs or {},
        "theirs_logo": theirs_logo.filename if theirs_logo else "",
        "conflict": theirs is not None,
        "version": _version(lab) if version is None else version,
        "langs": [(lang, html_lang(lang), language_name(lang)) for lang in languages()],
        "shown": _look(form, errors or {}),
        "own_accent": DEFAULT.light,
    }
