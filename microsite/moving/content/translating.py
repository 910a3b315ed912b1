"""What a revision holds, with every id exchanged: for names on the way out, for ids on the way in.

`Exchange` is told the table and what stands for a thing there; it gives what is to stand there
instead, or None for what nothing is known of. That is left out.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table

from microsite.editing.kinds import ALL, Kind, Shape
from microsite.editing.tables import keeps_order
from microsite.models import Base
from microsite.moving.content.layout import TABLES

Exchange = Callable[[str, Any], Any]
Data = dict[str, Any]
_BEFORE = ("row", "authors", "directions")


def translated(kind: Kind, data: Data, exchange: Exchange) -> Data:
    """The same data with other ids or names in it."""
    found = dict(data)
    found["fields"] = _fields(kind, data.get("fields", {}), exchange)
    if data.get("around"):
        found["around"] = _around(data["around"], exchange)
    if data.get("along"):
        pairs = [[name, exchange(TABLES[name], one)] for name, one in data["along"]]
        found["along"] = [pair for pair in pairs if pair[1] is not None]
    if data.get("before"):
        found["before"] = _before(data["before"], exchange)
    return found


def _fields(kind: Kind, fields: Data, exchange: Exchange) -> Data:
    found = dict(fields)
    for field in kind.fields:
        if field.name not in fields or not field.of:
            continue
        value, table = fields[field.name], TABLES[field.of]
        if field.shape is Shape.ONE:
            found[field.name] = exchange(table, value) if value is not None else None
        elif field.shape is Shape.MANY:
            others = _known(exchange(table, one) for one in value)
            found[field.name] = others if keeps_order(kind, field) else sorted(others)
    return found


def _around(held: Data, exchange: Exchange) -> Data:
    found: Data = {}
    for name, said in held.items():
        table = Base.metadata.tables.get(name.partition(".")[0])
        if table is None:
            continue
        part: Data = {}
        if "rows" in said:
            rows = [_row(table, row, exchange) for row in said["rows"]]
            part["rows"] = sorted((row for row in rows if row is not None), key=repr)
        if "ids" in said:
            part["ids"] = sorted(_known(exchange(table.name, one) for one in said["ids"]))
        found[name] = part
    return found


def _before(held: Data, exchange: Exchange) -> Data:
    """A publication with its authors, as it was deleted."""
    tables = Base.metadata.tables
    authors = [_row(tables["authorships"], row, exchange) for row in held["authors"]]
    return {
        "row": _row(tables["publications"], held["row"], exchange),
        "authors": [row for row in authors if row is not None],
        "directions": sorted(_known(exchange("directions", one) for one in held["directions"])),
    }


def _row(table: Table, row: Data, exchange: Exchange) -> Data | None:
    """A row of a table; None if it could not be without something that is not known."""
    found = dict(row)
    for column in table.columns:
        if column.name not in row:
            continue
        if column.primary_key and not column.foreign_keys:
            found[column.name] = exchange(table.name, row[column.name])
        for reference in column.foreign_keys:
            value = row[column.name]
            other = None if value is None else exchange(reference.column.table.name, value)
            if other is None and not column.nullable:
                return None
            found[column.name] = other
    return found


def _known(found: Any) -> list[Any]:
    return [one for one in found if one is not None]


def kind_of(name: str) -> Kind | None:
    """The kind of a revision."""
    return ALL.get(name)
