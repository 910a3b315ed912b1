"""What in other tables leads to a thing: kept when it is deleted, put back when it returns."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, Table, and_, insert, inspect, select, update
from sqlalchemy.orm import Session

from microsite.editing.kinds import Kind, Shape
from microsite.localized import Localized
from microsite.models import Base
from microsite.models.base import UtcDateTime

Surroundings = dict[str, dict[str, Any]]
"""By table and column: rows that go along with the thing, or ids of those that lose a link."""


def surroundings(session: Session, kind: Kind, item_id: int) -> Surroundings:
    """All rows that a deletion would take along, and all that would lose what they lead to."""
    found: Surroundings = {}
    for table, column, goes_along in _leading(kind):
        name = f"{table.name}.{column.name}"
        if goes_along:
            rows = session.execute(select(table).where(column == item_id)).mappings()
            found[name] = {"rows": [_plain(dict(row)) for row in rows]}
        else:
            ids = session.scalars(select(table.c.id).where(column == item_id).order_by(table.c.id))
            found[name] = {"ids": list(ids)}
    return {name: held for name, held in found.items() if any(held.values())}


def around_all(
    session: Session, kind: Kind, ids: Collection[int], without: Collection[str] = ()
) -> dict[int, Surroundings]:
    """The same for many things at once, by their ids; `without` names columns to be left out."""
    found: dict[int, Surroundings] = {}
    for table, column, goes_along in _leading(kind):
        name = f"{table.name}.{column.name}"
        if name in without:
            continue
        for row in session.execute(select(table).where(column.in_(ids))).mappings():
            held = found.setdefault(row[column.name], {}).setdefault(name, {})
            if goes_along:
                held.setdefault("rows", []).append(_plain(dict(row)))
            else:
                held.setdefault("ids", []).append(row["id"])
    return found


def going_along(session: Session, kind: Kind, item_id: int, other: Kind) -> list[int]:
    """The ids of things of another kind that the database deletes along with this one."""
    table = inspect(other.model).local_table
    found: set[int] = set()
    for leading, column, goes_along in _leading(kind):
        if leading is table and goes_along:
            found.update(session.scalars(select(leading.c.id).where(column == item_id)))
    return sorted(found)


def leading_to(session: Session, kind: Kind, item_id: int) -> dict[str, int]:
    """How many rows of each table lead to a thing, to be told before it is deleted."""
    found: dict[str, int] = {}
    for name, held in surroundings(session, kind, item_id).items():
        table = name.partition(".")[0]
        found[table] = found.get(table, 0) + sum(map(len, held.values()))
    return found


def put_back(session: Session, kind: Kind, item_id: int, held: Surroundings) -> None:
    """Let lead to the thing again what led to it, as far as it is still there and free."""
    for table, column, _goes_along in _leading(kind):
        kept = held.get(f"{table.name}.{column.name}", {})
        ids = kept.get("ids", [])
        for first in range(0, len(ids), 500):
            # Who leads elsewhere by now, an editor has decided so.
            free = and_(table.c.id.in_(ids[first : first + 500]), column.is_(None))
            values: dict[str, Any] = {column.name: item_id}
            if "updated_at" in table.c:
                values["updated_at"] = table.c.updated_at
            session.execute(update(table).where(free).values(values))
        for row in kept.get("rows", []):
            _insert(session, table, _typed(table, row))
    session.expire_all()


def _leading(kind: Kind) -> Iterator[tuple[Table, Column[Any], bool]]:
    """Every column that refers to things of a kind, but for the relations that are its own."""
    target = inspect(kind.model).local_table
    own = {
        inspect(kind.model).relationships[field.name].secondary
        for field in kind.fields
        if field.shape is Shape.MANY
    }
    for table in Base.metadata.sorted_tables:
        if table in own:
            continue
        for column in table.columns:
            for reference in column.foreign_keys:
                if reference.column.table is target:
                    yield table, column, (reference.ondelete or "").upper() == "CASCADE"


def _insert(session: Session, table: Table, row: dict[str, Any]) -> None:
    """Put a row back, if all it refers to is there and nothing stands in its place."""
    for column in table.columns:
        for reference in column.foreign_keys:
            value = row.get(column.name)
            there = select(reference.column).where(reference.column == value)
            if value is not None and session.execute(there).first() is None:
                if not column.nullable:
                    return
                row[column.name] = None
    keys = list(table.primary_key.columns)
    same = and_(*(column == row[column.name] for column in keys))
    if session.execute(select(*keys).where(same)).first() is not None:
        if len(keys) > 1:
            return
        # Another row has its number by now.
        del row[keys[0].name]
    session.execute(insert(table), row)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else _bare(value)
        for name, value in row.items()
    }


def _bare(value: Any) -> Any:
    return dict(value) if isinstance(value, Localized) else value


def _typed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its times as times again, and without columns that the table has no more."""
    found = {name: value for name, value in row.items() if name in table.c}
    for name, value in found.items():
        if isinstance(value, str) and isinstance(table.c[name].type, UtcDateTime):
            found[name] = datetime.fromisoformat(value)
        elif isinstance(value, str) and isinstance(table.c[name].type, Date):
            found[name] = date.fromisoformat(value)
    return found
