"""One's own account: name, language, address, password, sessions."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from microsite import accounts
from microsite.activity import record
from microsite.db import begin_writing, db
from microsite.models import Editor
from microsite.settings import read_email
from microsite.web import auth
from microsite.web.editor.one_time import LONGEST_NAME
from microsite.web.editor.passwords import wrong_with
from microsite.web.i18n import gettext as _
from microsite.web.i18n import language_name, languages, remember

blueprint = Blueprint("account", __name__)


@blueprint.get("/")
def show() -> str:
    """The forms."""
    return _page(_myself())


@blueprint.post("/")
def update() -> Any:
    """Change the name and the language."""
    begin_writing(db.session())
    editor = _myself()
    name, lang = " ".join(request.form.get("name", "").split()), request.form.get("lang", "")
    errors = {}
    if len(name) > LONGEST_NAME:
        errors["name"] = _("At most %(num)d characters.", num=LONGEST_NAME)
    if lang and lang not in languages():
        errors["lang"] = _("Choose one of the site's languages.")
    if errors:
        return _page(editor, {"name": name}, errors), 422
    editor.name, editor.lang = name, lang
    db.session.commit()
    response = redirect(url_for("account.show"), code=303)
    return remember(response, lang) if lang else response


@blueprint.post("/credentials")
@auth.limiter.limit(lambda: current_app.config["SIGN_IN_RATE"])
def change_credentials() -> Any:
    """Change the address or the password, or both; the present password is asked for."""
    form, errors = request.form, _errors(_myself())
    hashed = auth.hash_password(form["password"]) if form.get("password") and not errors else ""
    begin_writing(db.session())
    editor = _myself()
    if not errors:
        try:
            accounts.change_address(db.session(), editor, read_email(form["email"].strip()))
        except accounts.TakenError:
            errors["email"] = _("Another account has this address.")
    if errors:
        given = form.get("email", "")
        db.session.rollback()
        return _page(_myself(), {"email": given}, errors), 422
    if hashed:
        accounts.set_password(db.session(), editor, hashed)
        record(db.session(), "set-password", "", editor.id)
    db.session.commit()
    # The new password ends every session but this one.
    auth.sign_in(editor)
    flash(_("Changed. From now on sign in with these."))
    return redirect(url_for("account.show"), code=303)


@blueprint.post("/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """End all sessions, this one too."""
    begin_writing(db.session())
    accounts.end_sessions(db.session(), _myself())
    db.session.commit()
    auth.sign_out()
    return redirect(url_for("session.new"), code=303)


def _errors(editor: Editor) -> dict[str, str]:
    form, errors = request.form, {}
    if not auth.matches(editor, form.get("current", "")):
        errors["current"] = _("This is not your password.")
    try:
        read_email(form.get("email", "").strip())
    except ValueError:
        errors["email"] = _("This is no mail address.")
    if form.get("password") or form.get("again"):
        errors.update(wrong_with(form))
    return errors


def _myself() -> Editor:
    return db.session.get_one(Editor, current_user.id)


def _page(
    editor: Editor, given: dict[str, str] | None = None, errors: dict[str, str] | None = None
) -> str:
    return render_template(
        "editor/account.html",
        editor=editor,
        given={"name": editor.name, "email": editor.email, **(given or {})},
        errors=errors or {},
        choices=[(lang, language_name(lang)) for lang in languages()],
    )
