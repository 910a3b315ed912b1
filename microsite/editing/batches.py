"""What was done at one moment, taken back together: a bulk action, or directions made one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, undefer

from microsite.editing import bulk, many
from microsite.editing.addresses import free
from microsite.editing.deleting import NotDeletedError, delete, undelete
from microsite.editing.kinds import DIRECTION, KINDS, PUBLICATION, Fields, Kind
from microsite.editing.removing import have_back
from microsite.editing.revisions import newest, revision
from microsite.editing.saving import LostError, restore
from microsite.editing.snapshots import version_of
from microsite.models import Revision
from microsite.models.base import now


@dataclass
class TakenBack:
    """How many things are again what they were, and how many had changed since and stay."""

    restored: int = 0
    kept: int = 0


def undelete_whole(
    session: Session, kind: Kind, item_id: int, editor_id: int | None
) -> TakenBack | None:
    """Have a deleted thing back; one that was made part of another by undoing just that.

    Then it returns how much was undone, else None.

    Raises:
        NotDeletedError: if it is there, or was never deleted.
        LostError: if it cannot be without something that is deleted itself.
    """
    last = newest(session, kind, item_id)
    if kind is not DIRECTION or last is None or len(of_moment(session, last.at)) < 2:
        undelete(session, kind, item_id, editor_id)
        return None
    if last.action != "deleted" or session.get(kind.model, item_id) is not None:
        raise NotDeletedError
    return take_back(session, last.at, editor_id)


def of_moment(session: Session, at: datetime) -> list[Revision]:
    """The revisions of what was done at a moment, in their order."""
    query = select(Revision).where(Revision.at == at, Revision.number > 0)
    return list(session.scalars(query.order_by(Revision.id).options(undefer(Revision.data))))


def take_back(session: Session, at: datetime, editor_id: int | None) -> TakenBack:
    """Undo what was done at a moment; things that were changed since stay as they are."""
    found = of_moment(session, at)
    done = TakenBack()
    others = [one for one in found if one.kind in KINDS]
    papers = [one for one in found if one.kind == PUBLICATION.name]
    # What was deleted comes first: others may lead to it again.
    for one in reversed([one for one in others if one.action == "deleted"]):
        _tell(done, _have_back(session, one, editor_id))
    _publications(session, papers, done, editor_id)
    for one in reversed([one for one in others if one.action != "deleted"]):
        _tell(done, _restored(session, one, editor_id))
    return done


def _have_back(session: Session, gone: Revision, editor_id: int | None) -> bool:
    kind = KINDS[gone.kind]
    try:
        undelete(session, kind, gone.item_id, editor_id)
    except (LostError, NotDeletedError):
        return False
    slug = gone.data["fields"].get("slug")
    if slug:
        free(session, kind, slug)
    return True


def _restored(session: Session, done: Revision, editor_id: int | None) -> bool:
    """Let a thing say what it said before; one that was made then goes."""
    kind = KINDS[done.kind]
    item, last = session.get(kind.model, done.item_id), newest(session, kind, done.item_id)
    if item is None or last is None or last.number != done.number:
        return False
    if version_of(item) != done.data["version"]:
        return False
    if done.action == "created":
        delete(session, kind, item, editor_id)
        return True
    before = revision(session, kind, done.item_id, done.number - 1)
    if before is None:
        return False
    restore(session, kind, item, before, editor_id)
    return True


def _publications(
    session: Session, found: list[Revision], done: TakenBack, editor_id: int | None
) -> None:
    moment = now()
    gone = [one for one in found if one.action == "deleted"]
    if gone:
        came = have_back(session, gone, editor_id, moment)
        done.restored += len(came)
        done.kept += len(gone) - len(came)
    # Plain values: what is written below makes the session forget what it has loaded.
    changed = {
        one.item_id: (one.number, one.data["version"]) for one in found if one.action == "changed"
    }
    for chunk in many.chunks(sorted(changed)):
        held, last = many.read(session, chunk), many.last_revisions(session, chunk)
        former = _former(session, {number: changed[number][0] - 1 for number in chunk})
        after = {
            number: {**held[number].fields, **former[number]}
            for number in chunk
            if number in held
            and number in former
            and (last[number].number, held[number].version) == changed[number]
        }
        bulk.write(session, held, after, "restored", moment, editor_id)
        done.restored += len(after)
        done.kept += len(chunk) - len(after)


def _former(session: Session, numbers: dict[int, int]) -> dict[int, Fields]:
    """What these publications said in the revisions with these numbers, by their ids."""
    query = select(Revision.item_id, Revision.data).where(
        Revision.kind == PUBLICATION.name,
        tuple_(Revision.item_id, Revision.number).in_(numbers.items()),
    )
    return {row.item_id: row.data["fields"] for row in session.execute(query)}


def _tell(done: TakenBack, is_restored: bool) -> None:
    if is_restored:
        done.restored += 1
    else:
        done.kept += 1
