"""Who did what: written down as it happens, read back together with the changes of texts."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from microsite.models import Activity, Revision
from microsite.models.base import now

# A year, and a day so that the same day of last year can still be compared.
KEPT = timedelta(days=366)


def _mark(message: str) -> str:
    """Return `message` as it is; Babel extracts what is passed to the name `N_`."""
    return message


N_ = _mark


class Action(NamedTuple):
    """What can be done: its kind, and how it is told behind the name of who did it."""

    kind: str
    template: str


ACTIONS = {
    "signed-in": Action("account", N_("signed in")),
    "refused": Action("account", N_("was refused: the password was wrong")),
    "refused-disabled": Action("account", N_("was refused: the account is disabled")),
    "signed-out-everywhere": Action("account", N_("signed out everywhere")),
    "invited": Action("account", N_("invited %(about)s")),
    "withdrew": Action("account", N_("withdrew the invitation of %(about)s")),
    "joined": Action("account", N_("accepted the invitation")),
    "made-account": Action("account", N_("made an account for %(about)s")),
    "made-admin": Action("account", N_("made %(about)s an admin")),
    "made-editor": Action("account", N_("made %(about)s an editor")),
    "disabled": Action("account", N_("disabled the account of %(about)s")),
    "enabled": Action("account", N_("enabled the account of %(about)s again")),
    "deleted-account": Action("account", N_("deleted the account of %(about)s")),
    "made-reset": Action("account", N_("made a link for a new password of %(about)s")),
    "forgot": Action("account", N_("was sent a link for a new password")),
    "set-password": Action("account", N_("set a new password")),
    "gave-password": Action("account", N_("gave %(about)s a new password")),
    "changed-address": Action("account", N_("changed the address to %(about)s")),
    "applied": Action("upload", N_("applied the upload %(about)s")),
    "undid": Action("upload", N_("took the upload %(about)s back")),
    "changed-lab": Action("lab", N_("changed the settings of the lab")),
    "moved-in": Action("moved", N_("brought content in from files")),
}
# Others' doings of this kind are for admins alone.
PRIVATE = "account"
KINDS = tuple(dict.fromkeys(action.kind for action in ACTIONS.values()))


class Event(NamedTuple):
    """Something done: an action of the table above, or a change of a text.

    That has the `number` of its revision and the `item_id` of the thing.
    """

    at: datetime
    editor_id: int | None
    kind: str
    action: str
    about: str
    number: int
    item_id: int


class Asked(NamedTuple):
    """Whose doings of which kind are asked for, and who asks (an admin sees all)."""

    viewer_id: int
    is_admin: bool
    person: int | None = None
    kind: str | None = None


def record(
    session: Session, action: str, about: str = "", editor_id: int | None = None
) -> Activity:
    """Write down that an editor did something, and forget what is older than a year.

    Raises KeyError for an action that has no words above. The caller commits.
    """
    if action not in ACTIONS:
        raise KeyError(action)
    session.execute(delete(Activity).where(Activity.at < now() - KEPT))
    made = Activity(action=action, about=about, editor_id=editor_id)
    session.add(made)
    return made


def count(session: Session, asked: Asked) -> int:
    """How many events there are."""
    found = _union(asked).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def events(session: Session, asked: Asked, most: int, start: int = 0) -> list[Event]:
    """Events from the newest on."""
    union = _union(asked)
    newest = union.order_by(union.selected_columns.at.desc(), union.selected_columns.id.desc())
    return [
        Event(
            row.at,
            row.editor_id,
            row.kind or (ACTIONS[row.action].kind if row.action in ACTIONS else ""),
            row.action,
            row.about,
            row.number,
            row.item_id,
        )
        for row in session.execute(newest.limit(most).offset(start))
    ]


def _union(asked: Asked) -> Any:
    done = select(
        Activity.at.label("at"),
        Activity.id.label("id"),
        Activity.editor_id.label("editor_id"),
        literal("").label("kind"),
        Activity.action.label("action"),
        Activity.about.label("about"),
        literal(0).label("number"),
        literal(0).label("item_id"),
    )
    changed = select(
        Revision.at,
        Revision.id,
        Revision.editor_id,
        Revision.kind,
        Revision.action,
        Revision.label,
        Revision.number,
        Revision.item_id,
    )
    if asked.person is not None:
        done = done.where(Activity.editor_id == asked.person)
        changed = changed.where(Revision.editor_id == asked.person)
    if asked.kind is not None:
        done = done.where(Activity.action.in_(_of_kind({asked.kind})))
        changed = changed.where(Revision.kind == asked.kind)
    return union_all(_visible(done, asked), changed)


def _visible(done: Any, asked: Asked) -> Any:
    if asked.is_admin:
        return done
    others = Activity.action.in_(_of_kind(set(KINDS) - {PRIVATE}))
    return done.where(or_(Activity.editor_id == asked.viewer_id, others))


def _of_kind(kinds: Collection[str]) -> list[str]:
    return [name for name, action in ACTIONS.items() if action.kind in kinds]
