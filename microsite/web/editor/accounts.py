"""Who may sign in: admins invite others, change roles, help with passwords, shut the door."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from microsite import accounts
from microsite.activity import record
from microsite.db import begin_writing, db
from microsite.models import Activity, Editor, OneTimeLink
from microsite.models.base import now
from microsite.settings import read_email
from microsite.web import mail
from microsite.web.addresses import absolute
from microsite.web.editor import letters
from microsite.web.editor.guard import only_for_admins
from microsite.web.i18n import gettext as _

blueprint = only_for_admins(Blueprint("accounts", __name__))


@blueprint.get("/")
def index() -> str:
    """All accounts and open invitations."""
    return _index()


@blueprint.post("/invitations")
def invite() -> Any:
    """Make a link that lets somebody in, show it this once, and mail it if that is set."""
    given, role = request.form.get("email", "").strip(), request.form.get("role", "")
    if role not in accounts.ROLES:
        abort(400)
    begin_writing(db.session())
    token = accounts.new_token()
    try:
        email = read_email(given)
        accounts.invite(db.session(), email, role, current_user.id, token)
    except ValueError:
        return _index(given, role, _("This is no mail address.")), 422
    except accounts.TakenError:
        return _index(given, role, _("This address has an account already.")), 422
    db.session.commit()
    return _link_page(accounts.INVITE, email, token)


@blueprint.post("/invitations/<int:link_id>/withdraw")
def withdraw(link_id: int) -> Any:
    """Take an invitation back; its link is worthless then."""
    begin_writing(db.session())
    link = db.session.get(OneTimeLink, link_id)
    if link is not None and link.purpose == accounts.INVITE and link.used_at is None:
        accounts.withdraw(db.session(), link, current_user.id)
    db.session.commit()
    return redirect(url_for("accounts.index"), code=303)


@blueprint.get("/<int:editor_id>")
def show(editor_id: int) -> str:
    """An account, and what can be done with it."""
    return _account(_find(editor_id))


@blueprint.post("/<int:editor_id>/role")
def change_role(editor_id: int) -> Any:
    """Make an admin or an editor of somebody."""
    role = request.form.get("role", "")
    if role not in accounts.ROLES:
        abort(400)

    def change(session: Session, editor: Editor, by: int) -> None:
        accounts.change_role(session, editor, role, by)

    return _done(editor_id, change)


@blueprint.post("/<int:editor_id>/disable")
def disable(editor_id: int) -> Any:
    """Let somebody in no more."""
    return _done(editor_id, accounts.disable)


@blueprint.post("/<int:editor_id>/enable")
def enable(editor_id: int) -> Any:
    """Let somebody in again."""
    return _done(editor_id, accounts.enable)


@blueprint.post("/<int:editor_id>/delete")
def delete(editor_id: int) -> Any:
    """Remove an account."""
    return _done(editor_id, accounts.delete)


@blueprint.post("/<int:editor_id>/reset")
def reset(editor_id: int) -> Any:
    """Make a link to set a new password, show it this once, and mail it if that is set."""
    begin_writing(db.session())
    editor = _find(editor_id)
    if editor.disabled_at is not None:
        error = _("This account is disabled: a link would not let anybody in.")
        return _account(editor, error), 409
    email, token = editor.email, accounts.new_token()
    accounts.reset(db.session(), editor, token)
    record(db.session(), "made-reset", email, current_user.id)
    db.session.commit()
    return _link_page(accounts.RESET, email, token)


def _done(editor_id: int, change: Callable[[Session, Editor, int], None]) -> Any:
    begin_writing(db.session())
    editor = _find(editor_id)
    try:
        change(db.session(), editor, current_user.id)
    except accounts.LastAdminError:
        error = _("Nobody else is an admin: somebody has to be. Make another editor one first.")
        return _account(editor, error), 409
    is_there = editor in db.session
    db.session.commit()
    url = url_for("accounts.show", editor_id=editor_id) if is_there else url_for("accounts.index")
    return redirect(url, code=303)


def _link_page(purpose: str, email: str, token: str) -> str:
    url = absolute(url_for("one_time.show", token=token))
    failure = None
    if mail.is_set():
        write = letters.invitation if purpose == accounts.INVITE else letters.reset
        failure = mail.post(email, write(url))
    return render_template(
        "editor/accounts/link.html",
        purpose=purpose,
        email=email,
        url=url,
        lasts=accounts.LASTS[purpose],
        tried=mail.is_set(),
        failure=failure,
    )


def _index(email: str = "", role: str = "editor", error: str | None = None) -> str:
    return render_template(
        "editor/accounts/index.html",
        editors=list(db.session.scalars(select(Editor).order_by(Editor.email))),
        last=_last_sign_ins(),
        invitations=accounts.invitations(db.session()),
        now=now(),
        email=email,
        role=role,
        error=error,
    )


def _account(editor: Editor, error: str | None = None) -> str:
    last = _last_sign_ins().get(editor.id)
    return render_template("editor/accounts/show.html", editor=editor, last=last, error=error)


def _last_sign_ins() -> dict[int | None, datetime]:
    query = (
        select(Activity.editor_id, func.max(Activity.at))
        .where(Activity.action.in_(("signed-in", "joined", "set-password")))
        .group_by(Activity.editor_id)
    )
    return dict(db.session.execute(query).all())


def _find(editor_id: int) -> Editor:
    editor = db.session.get(Editor, editor_id)
    if editor is None:
        abort(404)
    return editor
