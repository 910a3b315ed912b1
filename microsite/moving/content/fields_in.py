"""What files say of a thing as fields, checked as an editor's form is."""

from collections.abc import Collection

from microsite.editing.checks import problems, tidied
from microsite.editing.kinds import Field, Fields, Kind, Shape
from microsite.editing.problems import Problem
from microsite.editing.snapshots import empty
from microsite.moving.content.keys import Keys
from microsite.moving.content.layout import name_of
from microsite.moving.content.records import default
from microsite.moving.content.source import UNKNOWN_NAME, Thing
from microsite.moving.content.values import WrongError, value_of
from microsite.moving.report import Report


def fields_of(
    thing: Thing,
    held: Fields | None,
    keys: Keys,
    report: Report,
    beside: Collection[str] = ("position",),
) -> Fields:
    """All fields: what cannot be is told and stays as it is `held`, or as it is by default.

    `beside` names what a file may say beside the fields of the kind.
    """
    kind = thing.kind
    before = held or {**empty(kind), **{one.name: default(kind, one) for one in kind.fields}}
    found: Fields = {}
    for field in kind.fields:
        if field.shape is not Shape.RECORD:
            found[field.name] = _value(thing, field, before, keys, report)
    found = tidied(kind, found)
    for problem in problems(kind, found):
        field = kind.field(problem.field)
        _tell(thing, field, problem, report)
        if problem.field != kind.title:
            found[problem.field] = before[problem.field]
    known = {name_of(field) for field in kind.fields if field.shape is not Shape.RECORD}
    for name in thing.said.keys() - known - set(beside):
        report.tell(*thing.where(name), UNKNOWN_NAME, name=name[:80])
    return found


def lacks_something(kind: Kind, fields: Fields) -> Problem | None:
    """What a thing cannot be without, if it is missing."""
    needed = [
        one for one in problems(kind, fields) if one.field in ("date", "hue", "publication_id")
    ]
    return needed[0] if needed else None


def _value(thing: Thing, field: Field, before: Fields, keys: Keys, report: Report) -> object:
    name = name_of(field)
    if name not in thing.said:
        return default(thing.kind, field)
    try:
        return value_of(field, thing.said[name], keys)
    except WrongError as error:
        report.tell(*thing.where(name), error.template, **error.params)
        is_led = field.shape in (Shape.ONE, Shape.MANY) and error.instead is not None
        return error.instead if is_led else before[field.name]


def _tell(thing: Thing, field: Field, problem: Problem, report: Report) -> None:
    place = thing.where(name_of(field))
    report.tell(*place, problem.message, **dict(problem.values))
