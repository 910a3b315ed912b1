"""Links that let somebody in once: to accept an invitation, or to set a new password.

A link is its token, 32 random bytes; the database knows only its SHA-256, so that nobody who
reads the database can use it. Looking at a link does not use it up.
"""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from microsite.accounts.editors import TakenError, by_email, forget_links, set_password
from microsite.activity import record
from microsite.models import Editor, OneTimeLink
from microsite.models.base import now

INVITE, RESET = "invite", "reset"
LASTS = {INVITE: timedelta(days=7), RESET: timedelta(days=1)}
# How long an expired link is still listed.
REMEMBERED = timedelta(days=30)
# Links that somebody may ask for before one is used or a day has passed.
MOST_ASKED = 5


def invite(session: Session, email: str, role: str, by: int | None, token: str) -> None:
    """Let this token open an account for an address; an older invitation of it is void.

    Raises TakenError if the address has an account.
    """
    if by_email(session, email):
        raise TakenError(email)
    _forget_invitations(session, email)
    record(session, "invited", email, by)
    _issue(session, OneTimeLink(purpose=INVITE, email=email, role=role), token)


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def reset(session: Session, editor: Editor, token: str) -> None:
    """Let this token set a new password; one that was made before is void."""
    forget_links(session, editor)
    _issue(session, _reset_link(editor), token)


def ask_reset(session: Session, editor: Editor, token: str) -> bool:
    """The same for who asks without being signed in; whether the token may be mailed.

    Others' links stay valid, and of so many more are refused: anybody may ask in anybody's name.
    """
    theirs = OneTimeLink.editor_id == editor.id, OneTimeLink.expires_at > now()
    asked = session.scalar(select(func.count()).where(*theirs)) or 0
    if asked >= MOST_ASKED:
        return False
    _issue(session, _reset_link(editor), token)
    record(session, "forgot", "", editor.id)
    return True


def find(session: Session, token: str) -> OneTimeLink | None:
    """The link with this token, if it can still be used."""
    query = select(OneTimeLink).where(OneTimeLink.token_hash == _hash(token))
    link = session.scalar(query)
    if link is None or link.used_at is not None or link.expires_at <= now():
        return None
    if link.purpose == INVITE:
        return None if by_email(session, link.email) else link
    editor = session.get(Editor, link.editor_id or 0)
    return link if editor and editor.disabled_at is None else None


def accept(session: Session, link: OneTimeLink, password_hash: str, name: str = "") -> Editor:
    """Use a link up that `find` gave: the new editor, or the one with a new password."""
    if link.purpose == INVITE:
        editor = Editor(email=link.email, role=link.role, name=name, password_hash=password_hash)
        session.add(editor)
        session.flush()
        record(session, "joined", "", editor.id)
        link.editor_id, link.used_at = editor.id, now()
        return editor
    editor = session.get_one(Editor, link.editor_id)
    # This link goes with the others.
    set_password(session, editor, password_hash)
    record(session, "set-password", "", editor.id)
    return editor


def invitations(session: Session) -> list[OneTimeLink]:
    """Invitations nobody has accepted yet, the newest first; expired ones are among them."""
    query = select(OneTimeLink).where(
        OneTimeLink.purpose == INVITE,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.email.not_in(select(Editor.email)),
    )
    return list(session.scalars(query.order_by(OneTimeLink.id.desc())))


def withdraw(session: Session, link: OneTimeLink, by: int | None) -> None:
    """Take an invitation back."""
    record(session, "withdrew", link.email, by)
    session.delete(link)


def _reset_link(editor: Editor) -> OneTimeLink:
    return OneTimeLink(purpose=RESET, email=editor.email, role=editor.role, editor_id=editor.id)


def _issue(session: Session, link: OneTimeLink, token: str) -> None:
    session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at < now() - REMEMBERED))
    link.token_hash, link.expires_at = _hash(token), now() + LASTS[link.purpose]
    session.add(link)


def _forget_invitations(session: Session, email: str) -> None:
    unused = OneTimeLink.purpose == INVITE, OneTimeLink.email == email
    session.execute(delete(OneTimeLink).where(*unused, OneTimeLink.used_at.is_(None)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
