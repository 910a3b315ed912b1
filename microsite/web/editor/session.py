"""Signing in and out, and the gate before all other editor pages."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from microsite.db import db
from microsite.web import auth
from microsite.web.addresses import is_editors, safe_path
from microsite.web.i18n import gettext as _

blueprint = Blueprint("session", __name__)


def only_signed_in() -> Any:
    """Send whoever asks for an editor's page without having signed in to the sign-in page.

    It goes by the path and not by blueprint, so that no page can be added without it.
    """
    if not is_editors(request.path) or request.blueprint == blueprint.name:
        return None
    if current_user.is_authenticated:
        return None
    if request.htmx:  # type: ignore[attr-defined]
        # The sign-in page does not belong into a part of another page.
        abort(401)
    return auth.login_manager.unauthorized()


@blueprint.get("/sign-in")
def new() -> str | Response:
    """The sign-in form."""
    wanted = safe_path(request.args.get("next"), url_for("editor.index"))
    if current_user.is_authenticated:
        return redirect(wanted)
    return render_template("editor/sign_in.html", email="", next=wanted, error=None)


@blueprint.post("/sign-in")
@auth.limiter.limit(lambda: current_app.config["SIGN_IN_RATE"])
def create() -> Any:
    """Sign in, and go where one wanted to go."""
    wanted = safe_path(request.form.get("next"), url_for("editor.index"))
    email = request.form.get("email", "")
    editor = auth.find_editor(db.session(), email, request.form.get("password", ""))
    if editor is None:
        error = _("This address and password do not belong together.")
        page = render_template("editor/sign_in.html", email=email, next=wanted, error=error)
        return page, 422
    auth.sign_in(editor)
    return redirect(wanted, code=303)


@blueprint.post("/sign-out")
def delete() -> Response:
    """Sign out."""
    auth.sign_out()
    return redirect(url_for("home.index"), code=303)
