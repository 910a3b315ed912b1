"""One action on many publications: all in one transaction, each with a revision, to be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.editing import many
from microsite.editing.deleting import delete
from microsite.editing.kinds import HIGHLIGHT, Fields
from microsite.editing.removing import remove
from microsite.editing.revisions import newest
from microsite.editing.saving import create
from microsite.editing.snapshots import id_of
from microsite.importing import write_derived
from microsite.importing.relinking import in_chunks
from microsite.models import Highlight, Publication
from microsite.models.base import now

Verb = Literal["add", "remove", "set", "put", "highlight", "unhighlight", "delete"]
# The home page is no list: more than so many highlights are a slip of the hand.
MOST_HIGHLIGHTS = 200


@dataclass(frozen=True)
class Action:
    """What is to be done: `add`, `remove` or `set` ids in a relation, or `put` a column's value."""

    verb: Verb
    field: str = ""
    value: Any = None


@dataclass(frozen=True)
class Done:
    """How many were changed, and the time that all of it has in common: undo asks for it."""

    count: int
    at: datetime


def concerned(session: Session, ids: Sequence[int], action: Action) -> int:
    """How many of these publications would be changed."""
    if action.verb == "delete":
        return sum(len(many.read(session, chunk)) for chunk in many.chunks(ids))
    if action.verb in ("highlight", "unhighlight"):
        shown = _highlighted(session, ids)
        return len(shown) if action.verb == "unhighlight" else len(set(ids) - shown.keys())
    count = 0
    for chunk in many.chunks(ids):
        held = many.read(session, chunk)
        count += sum(changed(one.fields, action) != one.fields for one in held.values())
    return count


def carry_out(session: Session, ids: Sequence[int], action: Action, editor_id: int | None) -> Done:
    """Do it to these publications; those it would not change are left as they are."""
    moment = now()
    if action.verb == "delete":
        return Done(remove(session, ids, editor_id, moment), moment)
    if action.verb in ("highlight", "unhighlight"):
        return Done(_highlight(session, ids, action.verb, editor_id, moment), moment)
    count = 0
    for chunk in many.chunks(ids):
        before = many.read(session, chunk)
        after = {number: changed(one.fields, action) for number, one in before.items()}
        after = {number: said for number, said in after.items() if said != before[number].fields}
        write(session, before, after, "changed", moment, editor_id)
        count += len(after)
    return Done(count, moment)


def write(
    session: Session,
    before: dict[int, many.Held],
    after: dict[int, Fields],
    action: str,
    moment: datetime,
    editor_id: int | None,
) -> None:
    """Write what publications are to say, their revisions, and what is derived of it."""
    if not after:
        return
    many.write(session, before, after, moment)
    version = moment.isoformat()
    data = {number: {"fields": said, "version": version} for number, said in after.items()}
    many.record(session, before, data, action, moment, editor_id)
    derived = [
        number
        for number, said in after.items()
        if any(
            said[name] != before[number].fields[name]
            for name in ("award", "own_links", "pdf_id", "translated_title")
        )
    ]
    for publications in in_chunks(session, derived):
        write_derived(session, publications)


def changed(fields: Fields, action: Action) -> Fields:
    """What a publication says after the action."""
    value = action.value
    if action.verb == "add":
        value = sorted({*fields[action.field], *value})
    elif action.verb == "remove":
        value = sorted({*fields[action.field]} - {*value})
    elif action.verb == "set":
        value = sorted(set(value))
    return {**fields, action.field: value}


def _highlighted(session: Session, ids: Sequence[int]) -> dict[int, Highlight]:
    query = select(Highlight).where(Highlight.publication_id.is_not(None))
    wanted = set(ids)
    return {
        one.publication_id: one
        for one in session.scalars(query)
        if one.publication_id is not None and one.publication_id in wanted
    }


def _highlight(
    session: Session, ids: Sequence[int], verb: str, editor_id: int | None, moment: datetime
) -> int:
    shown = _highlighted(session, ids)
    if verb == "unhighlight":
        for one in shown.values():
            delete(session, HIGHLIGHT, one, editor_id).at = moment
        return len(shown)
    there: set[int] = set()
    for chunk in many.chunks(ids):
        there.update(session.scalars(select(Publication.id).where(Publication.id.in_(chunk))))
    lacking = [number for number in ids if number in there and number not in shown]
    for number in lacking[:MOST_HIGHLIGHTS]:
        item = create(session, HIGHLIGHT, {"publication_id": number}, editor_id)
        revision = newest(session, HIGHLIGHT, id_of(item))
        if revision is not None:
            revision.at = moment
    return min(len(lacking), MOST_HIGHLIGHTS)
