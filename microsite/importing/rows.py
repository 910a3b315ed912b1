"""Rows for one table, written straight through the driver, many in one statement."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import orjson
from sqlalchemy import JSON, FromClause
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import KeyedColumnElement


class Table:
    """Gathers rows of a table; what a row does not say is the column's default, or `fixed`."""

    def __init__(
        self, session: Session, table: FromClause, without: Iterable[str] = (), **fixed: Any
    ) -> None:
        self._session = session
        dialect = session.get_bind().dialect
        columns = [column for column in table.columns if column.name not in set(without)]
        names = [column.name for column in columns]
        self._columns: list[tuple[str, Any, Callable[[Any], Any] | None]] = []
        for column in columns:
            bind = _to_json if _is_list(column) else column.type.bind_processor(dialect)
            value = fixed.get(column.name, _default(column))
            self._columns.append((column.name, bind(value) if bind else value, bind))
        marks = ", ".join("?" * len(names))
        self._sql = f"INSERT INTO {table.description} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
        self._rows: list[tuple[Any, ...]] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, row: Mapping[str, Any]) -> None:
        """A row by the names of its columns."""
        self._rows.append(
            tuple(
                [
                    (bind(row[name]) if bind else row[name]) if name in row else default
                    for name, default, bind in self._columns
                ]
            )
        )

    def append(self, row: tuple[Any, ...]) -> None:
        """A row that has all columns in their order, as the database keeps them."""
        self._rows.append(row)

    def write(self) -> None:
        """Insert the rows gathered so far."""
        if self._rows:
            self._session.connection().exec_driver_sql(self._sql, self._rows)
            self._rows = []


class Updates:
    """Gathers new values for columns of rows that are there, each row by its id."""

    def __init__(self, session: Session, table: FromClause, names: Iterable[str]) -> None:
        self._session = session
        dialect = session.get_bind().dialect
        self._binds = {
            name: _to_json
            if _is_list(table.columns[name])
            else table.columns[name].type.bind_processor(dialect)
            for name in names
        }
        values = ", ".join(f"{name} = ?" for name in self._binds)
        self._sql = f"UPDATE {table.description} SET {values} WHERE id = ?"  # noqa: S608
        self._rows: list[tuple[Any, ...]] = []

    def add(self, number: int, row: Mapping[str, Any]) -> None:
        """All of the columns for the row with this id."""
        values = [bind(row[name]) if bind else row[name] for name, bind in self._binds.items()]
        self._rows.append((*values, number))

    def write(self) -> None:
        """Make the updates gathered so far."""
        if self._rows:
            self._session.connection().exec_driver_sql(self._sql, self._rows)
            self._rows = []


def _to_json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _is_list(column: KeyedColumnElement[Any]) -> bool:
    return isinstance(column.type, JSON)


def _default(column: KeyedColumnElement[Any]) -> Any:
    default = getattr(column, "default", None)
    if default is None:
        return None
    # A callable default takes the context that it has no use for.
    return default.arg(None) if default.is_callable else default.arg
