"""What a thing says as plain data, and a thing made to say it."""

from datetime import UTC, date, datetime
from typing import Any, cast

from sqlalchemy.orm import Session

from microsite.editing.addresses import addresses_of, set_addresses
from microsite.editing.entries import written
from microsite.editing.kinds import Field, Fields, Kind, Shape
from microsite.editing.tables import existing, link, linked, target
from microsite.importing.handwork import edited_of
from microsite.localized import Localized
from microsite.models import Base, Publication
from microsite.models.base import now

EMPTY: dict[Shape, Any] = {
    Shape.TEXT: "",
    Shape.LINE: {},
    Shape.PROSE: {},
    Shape.NUMBER: None,
    Shape.FLAG: False,
    Shape.DAY: None,
    Shape.MOMENT: None,
    Shape.WORDS: [],
    Shape.LINKS: [],
    Shape.PARTS: [],
    Shape.ONE: None,
    Shape.MANY: [],
    Shape.ADDRESSES: [],
    Shape.RECORD: {},
}
# What lies elsewhere than in a column of its own.
_ELSEWHERE = (Shape.MANY, Shape.ADDRESSES, Shape.RECORD)


def snapshot(session: Session, kind: Kind, item: Base) -> Fields:
    """All the fields of a thing."""
    return {field.name: _read(session, kind, item, field) for field in kind.fields}


def empty(kind: Kind) -> Fields:
    """The fields of a thing that says nothing yet."""
    return {field.name: EMPTY[field.shape] for field in kind.fields}


def write(session: Session, kind: Kind, item: Base, fields: Fields) -> None:
    """Make a thing say this; fields that are not given stay, what they lead to must be there.

    References to what is no more are left out.
    """
    for field in kind.fields:
        if field.name in fields and field.shape not in _ELSEWHERE:
            setattr(item, field.name, _stored(session, kind, field, fields[field.name]))
    session.add(item)
    session.flush()
    number = id_of(item)
    for field in kind.fields:
        if field.name not in fields:
            continue
        if field.shape is Shape.MANY:
            link(session, kind, number, field, fields[field.name])
        elif field.shape is Shape.ADDRESSES:
            set_addresses(session, kind, number, fields[field.name])
    # The relations were written past the models.
    session.expire(item)
    if isinstance(item, Publication):
        written(session, item, fields)


def id_of(item: Base) -> int:
    """The number of a thing."""
    return cast(int, vars_of(item).id)


def version_of(item: Base) -> str:
    """What tells one state of a thing from another: its counted version, else its time."""
    thing = vars_of(item)
    return str(thing.version) if hasattr(thing, "version") else thing.updated_at.isoformat()


def count_up(item: Base) -> None:
    """The thing has changed: its version and its time say so."""
    thing = vars_of(item)
    if hasattr(thing, "version"):
        thing.version = (thing.version or 0) + 1
    thing.updated_at = now()


def vars_of(item: Base) -> Any:
    """The thing with the columns of its own table, which the base does not know."""
    return item


def _read(session: Session, kind: Kind, item: Base, field: Field) -> Any:
    if field.shape is Shape.MANY:
        return linked(session, kind, id_of(item), field)
    if field.shape is Shape.ADDRESSES:
        return addresses_of(session, kind, id_of(item))
    if field.shape is Shape.RECORD:
        return edited_of(vars_of(item))
    value = getattr(item, field.name)
    if field.shape in (Shape.LINE, Shape.PROSE):
        return dict(value or {})
    if field.shape is Shape.DAY:
        return value.isoformat() if value else None
    if field.shape is Shape.MOMENT:
        return value.astimezone(UTC).isoformat() if value else None
    if field.shape is Shape.LINKS:
        return [list(pair) for pair in value or []]
    if field.shape in (Shape.WORDS, Shape.PARTS):
        return list(value or [])
    return value


def _stored(session: Session, kind: Kind, field: Field, value: Any) -> Any:
    if field.shape in (Shape.LINE, Shape.PROSE):
        return Localized(value)
    if field.shape is Shape.DAY:
        return date.fromisoformat(value) if value else None
    if field.shape is Shape.MOMENT:
        return datetime.fromisoformat(value) if value else None
    if field.shape is Shape.ONE:
        return value if existing(session, target(kind, field), [value] if value else []) else None
    return value
