"""Links that let somebody in once, and the page that mails one to who forgot a password.

These pages are open to all: who holds the link is let in by it.
"""

from typing import Any

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
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from microsite import accounts
from microsite.db import begin_writing, db
from microsite.models import OneTimeLink
from microsite.web import auth, mail
from microsite.web.addresses import absolute
from microsite.web.afterwards import after_answer
from microsite.web.editor import letters
from microsite.web.editor.passwords import wrong_with
from microsite.web.i18n import gettext as _

blueprint = Blueprint("one_time", __name__)

LONGEST_NAME = 100


@blueprint.after_request
def keep_secret(response: Response) -> Response:
    """Let no other page learn the address, which is the secret."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@blueprint.get("/link/<token>")
def show(token: str) -> Any:
    """The form that uses the link up; to look at it does not."""
    link = accounts.find(db.session(), token)
    return _form(token, link) if link else _gone()


@blueprint.post("/link/<token>")
def accept(token: str) -> Any:
    """Set the password, and sign in with it."""
    link = accounts.find(db.session(), token)
    if link is None:
        return _gone()
    errors, name = wrong_with(request.form), " ".join(request.form.get("name", "").split())
    if len(name) > LONGEST_NAME:
        errors["name"] = _("At most %(num)d characters.", num=LONGEST_NAME)
    if errors:
        return _form(token, link, name, errors), 422
    hashed = auth.hash_password(request.form["password"])
    # Somebody else may have used it meanwhile: only who holds the lock can say.
    begin_writing(db.session())
    link = accounts.find(db.session(), token)
    if link is None:
        return _gone()
    editor = accounts.accept(db.session(), link, hashed, name)
    db.session.commit()
    auth.sign_in(editor)
    return redirect(url_for("editor.index"), code=303)


@blueprint.get("/forgot")
def ask() -> Any:
    """The form for one's address, where the site can send mail."""
    if not mail.can_reset():
        abort(404)
    return render_template("editor/forgot.html", email="", error=None, sent=False)


@blueprint.post("/forgot")
@auth.limiter.limit(lambda: current_app.config["SIGN_IN_RATE"])
def send() -> Any:
    """Mail a link if the address has an account; the answer is the same if it has none."""
    if not mail.can_reset():
        abort(404)
    email = request.form.get("email", "").strip()
    if not email:
        error = _("Give the address you sign in with.")
        return render_template("editor/forgot.html", email="", error=error, sent=False), 422
    token = accounts.new_token()
    letter = letters.reset(absolute(url_for("one_time.show", token=token)))
    answer = make_response(render_template("editor/forgot.html", email=email, sent=True))

    def issue(session: Session) -> None:
        begin_writing(session)
        editor = accounts.by_email(session, email)
        if editor is None or editor.disabled_at is not None:
            return
        address, may_go = editor.email, accounts.ask_reset(session, editor, token)
        # The link is in the database, and the database free, while the server is asked.
        session.commit()
        if may_go:
            mail.post(address, letter)

    return after_answer(answer, issue)


def _form(
    token: str, link: OneTimeLink, name: str = "", errors: dict[str, str] | None = None
) -> str:
    return render_template(
        "editor/link.html", token=token, link=link, name=name, errors=errors or {}
    )


def _gone() -> Any:
    db.session.rollback()
    return render_template("editor/link_gone.html", can_reset=mail.can_reset()), 404
