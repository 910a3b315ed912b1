"""The order of things that have one: a part of them, or all, put into another order."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import cast

from sqlalchemy import Table, bindparam, inspect, select, update
from sqlalchemy.orm import Session

from microsite.editing.kinds import Kind
from microsite.editing.revisions import keep_former, record
from microsite.editing.snapshots import id_of, snapshot
from microsite.models import Base


def in_order(session: Session, kind: Kind) -> list[int]:
    """The ids of all things of an ordered kind."""
    columns = inspect(kind.model).columns
    return list(session.scalars(select(columns["id"]).order_by(columns["position"], columns["id"])))


def reorder(
    session: Session,
    kind: Kind,
    wanted: Sequence[int],
    editor_id: int | None,
    mover: int | None = None,
) -> list[int]:
    """Put these things into this order, on the places that they have together.

    All others stay where they are, and ids of what is no more are passed over: a list that was
    loaded before another editor's change does no harm. Those that were moved past others get a
    revision each; their ids are returned. Of two that change places, `mover` is the one that moved.
    """
    now = in_order(session, kind)
    there = set(now)
    wanted = [one for one in dict.fromkeys(wanted) if one in there]
    chosen = set(wanted)
    places = [place for place, one in enumerate(now) if one in chosen]
    former = [now[place] for place in places]
    if former == wanted:
        return []
    then = list(now)
    for place, one in zip(places, wanted, strict=True):
        then[place] = one
    moved = _moved(former, wanted)
    if mover is not None and _without(former, mover) == _without(wanted, mover):
        moved = [mover]
    items = [session.get_one(kind.model, one) for one in moved]
    said = [snapshot(session, kind, item) for item in items]
    for item, fields in zip(items, said, strict=True):
        keep_former(session, kind, item, fields)
    number(session, kind, then)
    for item, fields in zip(items, said, strict=True):
        place = then.index(id_of(item))
        record(session, kind, item, "moved", fields, editor_id, place=place + 1)
    return moved


def number(session: Session, kind: Kind, ids: Sequence[int]) -> None:
    """Write the positions of all things of a kind: their places in this order, from 0."""
    table = cast(Table, inspect(kind.model).local_table)
    # A place is no change of what a thing says: its time and version stay.
    statement = (
        update(table)
        .where(table.c.id == bindparam("number"), table.c.position != bindparam("place"))
        .values(position=bindparam("place"), updated_at=table.c.updated_at)
    )
    rows = [{"number": one, "place": place} for place, one in enumerate(ids)]
    if rows:
        session.flush()
        session.connection().execute(statement, rows)
    for item in session.identity_map.values():
        if isinstance(item, kind.model):
            session.expire(item, ["position"])


def _moved(former: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """The fewest that, taken out and put back, make the new order of the former one."""
    rank = {one: place for place, one in enumerate(former)}
    # The longest rising run stays; found by patience sorting, with the way back kept.
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for one in wanted:
        at = bisect_left(tails, rank[one])
        before[one] = ends[at - 1] if at else None
        tails[at : at + 1] = [rank[one]]
        ends[at : at + 1] = [one]
    stay: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        stay.add(last)
        last = before[last]
    return [one for one in wanted if one not in stay]


def _without(ids: Sequence[int], one: int) -> list[int]:
    return [other for other in ids if other != one]


def place_of(session: Session, kind: Kind, item: Base) -> int:
    """The place of a thing in the order, from 1."""
    return in_order(session, kind).index(id_of(item)) + 1
