"""Deleting things, and having them back with all that led to them."""

from contextlib import suppress
from typing import Any

from sqlalchemy import delete as sql_delete
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from microsite import importing
from microsite.editing.addresses import addresses_of, set_addresses
from microsite.editing.kinds import KINDS, PUBLICATION, Kind
from microsite.editing.ordering import in_order, number, place_of
from microsite.editing.removing import have_back, remove
from microsite.editing.revisions import keep_former, last_changes, newest, record
from microsite.editing.saving import restorable
from microsite.editing.snapshots import count_up, id_of, snapshot, vars_of, write
from microsite.editing.surroundings import going_along, put_back, surroundings
from microsite.models import Authorship, Base, Revision
from microsite.models.base import now


class NotDeletedError(Exception):
    """There is no deletion that could be undone: the thing is there, or never was."""


def delete(session: Session, kind: Kind, item: Base, editor_id: int | None) -> Revision:
    """Delete a thing; the revision holds what is needed to have it back."""
    number_ = id_of(item)
    if kind is PUBLICATION:
        remove(session, [number_], editor_id, now())
        gone = newest(session, kind, number_)
        assert gone is not None  # noqa: S101 - just written
        return gone
    fields = snapshot(session, kind, item)
    keep_former(session, kind, item, fields)
    along = _with_it(session, kind, number_, editor_id)
    around = surroundings(session, kind, number_)
    place = place_of(session, kind, item) if kind.ordered else None
    kept: dict[str, Any] = {"around": around, "place": place, "along": along}
    revision = record(session, kind, item, "deleted", fields, editor_id, **kept)
    if addresses_of(session, kind, number_):
        set_addresses(session, kind, number_, [])
    # The database does the rest: rows that go along, links that are cut.
    session.expunge(item)
    columns = inspect(kind.model).columns
    session.execute(sql_delete(kind.model).where(columns["id"] == number_))
    session.expire_all()
    if kind.name == "person":
        papers = _papers(session, around.get("authorships.person_id", {}).get("ids", []))
        importing.relink_publications(session, papers, unlinked=True)
    return revision


def undelete(session: Session, kind: Kind, item_id: int, editor_id: int | None) -> Base:
    """Have a deleted thing back: with its id, its place, and what led to it.

    An address that another thing has got meanwhile is left to that one.

    Raises:
        NotDeletedError: if it is there, or was never deleted.
        LostError: if it cannot be without something that is deleted itself.
    """
    last = newest(session, kind, item_id)
    if last is None or last.action != "deleted" or session.get(kind.model, item_id) is not None:
        raise NotDeletedError
    if kind is PUBLICATION:
        have_back(session, [last], editor_id, now())
        return session.get_one(kind.model, item_id)
    fields = restorable(session, kind, last.data["fields"], item_id)
    item = kind.model()
    vars_of(item).id = item_id
    if kind.ordered:
        vars_of(item).position = 0
    if str(last.data["version"]).isdecimal():
        vars_of(item).version = int(last.data["version"])
    write(session, kind, item, fields)
    # What was loaded before the deletion must not be saved over it unseen.
    count_up(item)
    session.flush()
    if kind.ordered:
        others = [one for one in in_order(session, kind) if one != item_id]
        place = last.data["place"] - 1
        number(session, kind, [*others[:place], item_id, *others[place:]])
    put_back(session, kind, item_id, last.data.get("around", {}))
    for name, other in last.data.get("along", []):
        # Somebody may have had it back already.
        with suppress(NotDeletedError):
            undelete(session, KINDS[name], other, editor_id)
    record(session, kind, item, "restored", snapshot(session, kind, item), editor_id)
    if kind.name == "person":
        importing.relink(session, {item_id})
    return item


def deleted(session: Session, kind: Kind, most: int = 50) -> list[Revision]:
    """The deletions that can be undone, the latest first."""
    found = [one for one in last_changes(session, kind).values() if one.action == "deleted"]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:most]


def _with_it(
    session: Session, kind: Kind, item_id: int, editor_id: int | None
) -> list[list[str | int]]:
    """Delete the things that cannot be without this one; their kinds and ids."""
    found: list[list[str | int]] = []
    for other in KINDS.values():
        for one in going_along(session, kind, item_id, other):
            delete(session, other, session.get_one(other.model, one), editor_id)
            found.append([other.name, one])
    return found


def _papers(session: Session, authorship_ids: list[int]) -> list[int]:
    ids: set[int] = set()
    for first in range(0, len(authorship_ids), 500):
        some = Authorship.id.in_(authorship_ids[first : first + 500])
        ids.update(session.scalars(select(Authorship.publication_id).where(some)))
    return sorted(ids)
