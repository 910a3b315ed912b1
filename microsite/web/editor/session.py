"""Signing in and out, and the gate before all other editor pages."""

from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_login import current_user
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from microsite import accounts
from microsite.activity import record
from microsite.db import begin_writing, db
from microsite.models import Editor
from microsite.web import auth, mail
from microsite.web.addresses import is_editors, safe_path
from microsite.web.afterwards import after_answer
from microsite.web.editor import lingering, one_time
from microsite.web.i18n import gettext as _
from microsite.web.i18n import languages, remember

blueprint = Blueprint("session", __name__)

# The blueprints that let people in.
OPEN = (blueprint.name, one_time.blueprint.name)


def only_signed_in() -> Any:
    """Send whoever asks for an editor's page without having signed in to the sign-in page.

    It goes by the path and not by blueprint, so that no page can be added without it.
    """
    if not is_editors(request.path) or request.blueprint in OPEN:
        return None
    if current_user.is_authenticated:
        return None
    if request.htmx:  # type: ignore[attr-defined]
        # The sign-in page does not belong into a part of another page.
        abort(401)
    if request.method == "GET":
        return auth.login_manager.unauthorized()
    # Whoever was signed out while writing goes on where the form is.
    here = urlsplit(request.referrer or "")
    url = url_for("session.new", next=here.path if is_editors(here.path) else None, lost=1)
    return lingering.taking(redirect(url, code=303))


@blueprint.get("/sign-in")
def new() -> str | Response:
    """The sign-in form."""
    wanted = safe_path(request.args.get("next"), url_for("editor.index"))
    if current_user.is_authenticated:
        return redirect(wanted)
    return _form("", wanted, lost="lost" in request.args)


@blueprint.post("/sign-in")
@auth.limiter.limit(lambda: current_app.config["SIGN_IN_RATE"])
def create() -> Any:
    """Sign in, and go where one wanted to go."""
    wanted = safe_path(request.form.get("next"), url_for("editor.index"))
    email = request.form.get("email", "")
    editor = accounts.by_email(db.session(), email)
    if not auth.matches(editor, request.form.get("password", "")) or editor is None:
        error = _("This address and password do not belong together.")
        answer = make_response(_form(email, wanted, error), 422)
        return _written_down(answer, "refused", editor)
    if editor.disabled_at is not None:
        error = _("This account is disabled. An admin of the site can enable it again.")
        answer = make_response(_form(email, wanted, error), 422)
        return _written_down(answer, "refused-disabled", editor)
    auth.sign_in(editor)
    response = redirect(wanted, code=303)
    if editor.lang in languages():
        remember(response, editor.lang)
    return _written_down(response, "signed-in", editor)


@blueprint.post("/sign-out")
def delete() -> Response:
    """Sign out."""
    auth.sign_out()
    return redirect(url_for("home.index"), code=303)


def _form(email: str, wanted: str, error: str | None = None, *, lost: bool = False) -> str:
    return render_template(
        "editor/sign_in.html",
        email=email,
        next=wanted,
        error=error,
        lost=lost,
        can_reset=mail.can_reset(),
    )


def _written_down(response: Response, action: str, editor: Editor | None) -> Response:
    """Have it written down, if it is about anybody, once the answer is out."""
    if editor is None:
        return response
    editor_id = editor.id

    def write(session: Session) -> None:
        begin_writing(session)
        record(session, action, "", editor_id)

    return after_answer(response, write)
