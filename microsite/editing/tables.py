"""The tables between two things: who leads to what, read and written without the models."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Column, Table, delete, insert, inspect, select
from sqlalchemy.orm import Session

from microsite.editing.kinds import Field, Kind
from microsite.models import Base


def linked(session: Session, kind: Kind, item_id: int, field: Field) -> list[int]:
    """The ids a relation leads to: in their order where its table keeps one, else sorted."""
    table, here, there = _between(kind, field)
    order = table.c.position if "position" in table.c else there
    query = select(there).where(here == item_id).order_by(order, there)
    return list(session.scalars(query))


def link(session: Session, kind: Kind, item_id: int, field: Field, ids: Sequence[int]) -> None:
    """Make a relation lead to these things, but for those that are no more."""
    table, here, there = _between(kind, field)
    session.execute(delete(table).where(here == item_id))
    living = existing(session, target(kind, field), ids)
    rows: list[dict[str, Any]] = [
        {here.name: item_id, there.name: one} for one in dict.fromkeys(ids) if one in living
    ]
    if "position" in table.c:
        for position, row in enumerate(rows):
            row["position"] = position
    if rows:
        session.execute(insert(table), rows)


def keeps_order(kind: Kind, field: Field) -> bool:
    """Whether the order of what a relation leads to is kept."""
    return "position" in _between(kind, field)[0].c


def target(kind: Kind, field: Field) -> type[Base]:
    """The model that a relation, or a column with a reference, leads to."""
    mapper = inspect(kind.model)
    if field.name in mapper.relationships:
        return cast(type[Base], mapper.relationships[field.name].mapper.class_)
    column = mapper.columns[field.name]
    table = next(iter(column.foreign_keys)).column.table
    return next(one.class_ for one in Base.registry.mappers if one.local_table is table)


def existing(session: Session, model: type[Base], ids: Iterable[int]) -> set[int]:
    """Those of the ids that are there."""
    wanted = set(ids)
    if not wanted:
        return set()
    number = inspect(model).columns["id"]
    return set(session.scalars(select(number).where(number.in_(wanted))))


def _between(kind: Kind, field: Field) -> tuple[Table, Column[Any], Column[Any]]:
    """The table between, its column that names the thing, and the one that names the others."""
    relation = inspect(kind.model).relationships[field.name]
    (here,) = (pair[1] for pair in relation.synchronize_pairs)
    (there,) = (pair[1] for pair in relation.secondary_synchronize_pairs or ())
    return cast(Table, relation.secondary), cast(Column[Any], here), cast(Column[Any], there)
