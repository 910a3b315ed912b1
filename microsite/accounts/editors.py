"""What becomes of an account. There is always an admin left who may sign in.

`by` is the id of the editor who does it; nobody's where it is done on the command line. Whoever
calls these holds the write lock, so that two admins cannot demote each other.
"""

import sqlalchemy
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.activity import record
from microsite.models import Editor, OneTimeLink
from microsite.models.base import now

ADMIN = "admin"
ROLES = (ADMIN, "editor")


class LastAdminError(Exception):
    """Nobody would be left who may let others in."""


class TakenError(Exception):
    """The address has an account already."""


def by_email(session: Session, email: str) -> Editor | None:
    """The editor with this address, however it is written."""
    return session.scalar(select(Editor).where(Editor.email == email.strip().casefold()))


def admins(session: Session) -> list[Editor]:
    """Those who can help others, in the order they came."""
    query = select(Editor).where(Editor.role == ADMIN, Editor.disabled_at.is_(None))
    return list(session.scalars(query.order_by(Editor.id)))


def change_role(session: Session, editor: Editor, role: str, by: int | None) -> None:
    """Make an admin of an editor or the other way. Raises LastAdminError."""
    if role == editor.role:
        return
    if role != ADMIN:
        _keep_an_admin(session, editor)
    editor.role = role
    record(session, f"made-{role}", editor.email, by)


def disable(session: Session, editor: Editor, by: int | None) -> None:
    """Let somebody in no more, and end their sessions. Raises LastAdminError."""
    if editor.disabled_at is not None:
        return
    _keep_an_admin(session, editor)
    editor.disabled_at = now()
    forget_links(session, editor)
    record(session, "disabled", editor.email, by)


def enable(session: Session, editor: Editor, by: int | None) -> None:
    """Let somebody in again; sessions from before stay ended."""
    if editor.disabled_at is None:
        return
    editor.disabled_at = None
    editor.sessions += 1
    record(session, "enabled", editor.email, by)


def delete(session: Session, editor: Editor, by: int | None) -> None:
    """Remove an account; what they wrote stays. Raises LastAdminError."""
    _keep_an_admin(session, editor)
    record(session, "deleted-account", editor.email, None if by == editor.id else by)
    session.delete(editor)
    session.flush()


def set_password(session: Session, editor: Editor, password_hash: str) -> None:
    """Set the password; sessions and links that came by the old one are void."""
    editor.password_hash = password_hash
    forget_links(session, editor)


def change_address(session: Session, editor: Editor, email: str) -> None:
    """Give an account another address. Raises TakenError."""
    if email == editor.email:
        return
    if by_email(session, email):
        raise TakenError(email)
    editor.email = email
    # A link that was mailed to the old address must not open the account any more.
    forget_links(session, editor)
    record(session, "changed-address", email, editor.id)


def end_sessions(session: Session, editor: Editor) -> None:
    """Sign out everywhere."""
    editor.sessions += 1
    record(session, "signed-out-everywhere", "", editor.id)


def forget_links(session: Session, editor: Editor) -> None:
    """Make all links of an editor worthless."""
    session.execute(sqlalchemy.delete(OneTimeLink).where(OneTimeLink.editor_id == editor.id))


def _keep_an_admin(session: Session, leaving: Editor) -> None:
    others = [admin for admin in admins(session) if admin.id != leaving.id]
    if leaving.role == ADMIN and leaving.disabled_at is None and not others:
        raise LastAdminError(leaving.email)
