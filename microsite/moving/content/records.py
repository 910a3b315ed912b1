"""A thing as its files say it: names in place of ids, nothing that is as it is by default."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from microsite.editing.kinds import Field, Kind, Shape
from microsite.editing.snapshots import EMPTY, snapshot
from microsite.editing.tables import keeps_order
from microsite.localized import Localized
from microsite.models import Base
from microsite.moving.content.keys import Keys
from microsite.moving.content.layout import TABLES, name_of

PER_LANGUAGE = (Shape.LINE, Shape.PROSE)


def record(session: Session, kind: Kind, item: Base, keys: Keys) -> dict[str, Any]:
    """What a thing says, by the names that fields have in files."""
    fields = snapshot(session, kind, item)
    found = {
        name_of(field): named(kind, field, fields[field.name], keys)
        for field in kind.fields
        if field.shape is not Shape.RECORD and fields[field.name] != default(kind, field)
    }
    return {name: value for name, value in found.items() if value is not None}


def named(kind: Kind, field: Field, value: Any, keys: Keys) -> Any:
    """A value with names in place of ids; sorted where nothing keeps the order."""
    if field.shape is Shape.ONE:
        return keys.name(TABLES[field.of], value)
    if field.shape is Shape.MANY:
        names = [keys.name(TABLES[field.of], one) for one in value]
        known = [name for name in names if name is not None]
        return known if keeps_order(kind, field) else sorted(known)
    return value


def default(kind: Kind, field: Field) -> Any:
    """What a field says when nobody has said anything."""
    column = inspect(kind.model).columns.get(field.name)
    given = getattr(column, "default", None) if column is not None else None
    return given.arg if given is not None and given.is_scalar else EMPTY[field.shape]


def languages(kind: Kind, said: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What is said in each language, field by field."""
    found: dict[str, dict[str, str]] = {}
    for field in kind.fields:
        if field.shape in PER_LANGUAGE:
            for lang, text in said.get(field.name, {}).items():
                found.setdefault(lang, {})[field.name] = text
    return found


def shared(kind: Kind, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said for all languages."""
    apart = {field.name for field in kind.fields if field.shape in PER_LANGUAGE}
    return {name: value for name, value in said.items() if name not in apart}


def plain(value: Any) -> Any:
    """The value of a column as YAML can have it."""
    if isinstance(value, Localized):
        return dict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def empty_left_out(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same without what says nothing."""
    return {name: value for name, value in row.items() if value not in (None, "", [], {}, False)}
