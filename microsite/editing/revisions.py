"""Revisions: what a thing said after each change, by whom, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, undefer

from microsite.editing.kinds import PUBLICATION, Fields, Kind
from microsite.editing.labels import joined, label_of
from microsite.editing.snapshots import id_of, vars_of, version_of
from microsite.localized import Localized
from microsite.models import Base, Publication, Revision
from microsite.models.base import now


def record(
    session: Session,
    kind: Kind,
    item: Base,
    action: str,
    fields: Fields,
    editor_id: int | None,
    at: datetime | None = None,
    **more: Any,
) -> Revision:
    """Keep what a thing says now. `more` is kept beside its fields."""
    number = id_of(item)
    revision = Revision(
        kind=kind.name,
        item_id=number,
        number=_last_number(session, kind, number) + 1,
        action=action,
        label=_label(session, kind, item, fields),
        data={"fields": fields, "version": version_of(item), **more},
        at=at or now(),
        editor_id=editor_id,
    )
    session.add(revision)
    session.flush()
    return revision


def keep_former(session: Session, kind: Kind, item: Base, fields: Fields) -> None:
    """Keep what a thing says before it is changed, if that is kept nowhere yet."""
    last = newest(session, kind, id_of(item))
    if last is not None and last.data["fields"] == fields:
        return
    action = "created" if last is None else "changed"
    record(session, kind, item, action, fields, None, vars_of(item).updated_at)


def newest(session: Session, kind: Kind, item_id: int) -> Revision | None:
    """The last revision of a thing, with its data."""
    query = _of(kind, item_id).order_by(Revision.number.desc()).limit(1)
    return session.scalar(query.options(undefer(Revision.data)))


def revision(session: Session, kind: Kind, item_id: int, number: int) -> Revision | None:
    """One revision of a thing by its number."""
    query = _of(kind, item_id).where(Revision.number == number)
    return session.scalar(query.options(undefer(Revision.data), joinedload(Revision.editor)))


def at_version(session: Session, kind: Kind, item_id: int, version: str) -> Revision | None:
    """What a thing said when it had this version."""
    of_item = _of(kind, item_id).options(undefer(Revision.data))
    last_first = of_item.order_by(Revision.number.desc())
    found = session.scalar(last_first.where(Revision.data["version"].as_string() == version))
    if found is not None or kind is not PUBLICATION:
        return found
    # An import counts as a change, but changes nothing of what editors say.
    before = last_first.where(Revision.at <= moment) if (moment := _moment(version)) else last_first
    return session.scalar(before) or session.scalar(of_item.order_by(Revision.number))


def history(session: Session, kind: Kind, item_id: int) -> list[Revision]:
    """All revisions of a thing, the newest first."""
    query = _of(kind, item_id).options(joinedload(Revision.editor))
    return list(session.scalars(query.order_by(Revision.number.desc())))


def last_changes(session: Session, kind: Kind) -> dict[int, Revision]:
    """The last revision of every thing of a kind, by the thing's id."""
    last = (
        select(Revision.item_id, func.max(Revision.number).label("number"))
        .where(Revision.kind == kind.name)
        .group_by(Revision.item_id)
        .subquery()
    )
    query = (
        select(Revision)
        .join(last, (last.c.item_id == Revision.item_id) & (last.c.number == Revision.number))
        .where(Revision.kind == kind.name)
        .options(joinedload(Revision.editor))
    )
    return {one.item_id: one for one in session.scalars(query)}


def _moment(version: str) -> datetime | None:
    try:
        return datetime.fromisoformat(version)
    except ValueError:
        return None


def _label(session: Session, kind: Kind, item: Base, fields: Fields) -> str:
    if isinstance(item, Publication):
        return joined(Localized({"": item.title}))
    return label_of(session, kind, fields)


def _of(kind: Kind, item_id: int) -> Select[Revision]:
    return select(Revision).where(Revision.kind == kind.name, Revision.item_id == item_id)


def _last_number(session: Session, kind: Kind, item_id: int) -> int:
    query = select(func.max(Revision.number)).where(
        Revision.kind == kind.name, Revision.item_id == item_id
    )
    return session.scalar(query) or 0
