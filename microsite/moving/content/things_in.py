"""Things of all kinds but publications, brought from files: made new, changed, or as they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from microsite.editing.addresses import free
from microsite.editing.kinds import Fields, Kind
from microsite.editing.ordering import in_order, reorder
from microsite.editing.revisions import record
from microsite.editing.saving import next_id, save
from microsite.editing.slugs import checked
from microsite.editing.snapshots import id_of, snapshot, vars_of, version_of, write
from microsite.models import Base, Person
from microsite.moving.content.fields_in import fields_of, lacks_something
from microsite.moving.content.keys import Keys, escaped
from microsite.moving.content.layout import TABLES
from microsite.moving.content.source import Source, Thing
from microsite.moving.content.values import WrongError, number
from microsite.moving.report import Report
from microsite.moving.words import N_

TWICE = N_("“%(name)s” is here twice. The second one was left out.")


@dataclass
class Work:
    """What is going on: where things come from and go to, what came of it.

    `came` holds the things that are new, by table. In an instance that was `fresh` nothing gets a
    revision: the history comes from its file.
    """

    session: Session
    source: Source
    keys: Keys
    report: Report
    fresh: bool
    editor_id: int | None
    reserved: frozenset[str] = frozenset()
    came: dict[str, set[int]] = field(default_factory=dict)
    team_changed: bool = False


def bring(work: Work, kind: Kind) -> None:
    """Bring all things of a kind, and put them into the order of the files."""
    seen: dict[str, int] = {}
    wanted: list[tuple[int, int]] = []
    for thing in work.source.things(kind):
        fields = fields_of(thing, None, work.keys, work.report)
        name = _name(work, kind, fields, seen)
        if kind.has("slug") and name in seen:
            work.report.tell(*thing.where("slug"), TWICE, name=str(fields["slug"])[:80])
            continue
        seen[name] = 1
        item_id = _bring(work, thing, fields, name)
        if item_id is not None:
            wanted.append((_position(work, thing, len(wanted)), item_id))
    if kind.ordered and not work.fresh:
        _order(work, kind, wanted)


def create(work: Work, kind: Kind, fields: Fields, position: int | None) -> Base:
    """A new thing; one without a position comes last."""
    session, item = work.session, kind.model()
    vars_of(item).id = next_id(session, kind)
    if kind.ordered:
        place = inspect(kind.model).columns["position"]
        last = session.scalar(select(func.max(place)))
        following = 0 if last is None else last + 1
        vars_of(item).position = following if position is None else position
    write(session, kind, item, fields)
    if fields.get("slug"):
        free(session, kind, fields["slug"])
    work.came.setdefault(TABLES[kind.name], set()).add(id_of(item))
    return item


def told_as_created(work: Work, kind: Kind, item: Base) -> None:
    """The revision of something new, unless its history came with it."""
    record(work.session, kind, item, "created", snapshot(work.session, kind, item), work.editor_id)


def _bring(work: Work, thing: Thing, fields: Fields, name: str) -> int | None:
    kind, table = thing.kind, TABLES[thing.kind.name]
    held_id = work.keys.number(table, name)
    if held_id is None:
        return _new(work, thing, fields, name)
    item = work.session.get_one(kind.model, held_id)
    held = snapshot(work.session, kind, item)
    # Told again for a thing that is there: what cannot be stays as it is.
    fields = fields_of(thing, held, work.keys, work.report)
    revision = save(work.session, kind, item, fields, work.editor_id, version_of(item))
    work.report.count(kind.name, "changed" if revision else "unchanged")
    return held_id


def _new(work: Work, thing: Thing, fields: Fields, name: str) -> int | None:
    kind = thing.kind
    problem = lacks_something(kind, fields)
    if problem is None and kind.has("slug"):
        problem = checked(work.session, kind, fields, reserved=work.reserved)
    if problem is not None:
        work.report.tell(*thing.where(problem.field), problem.message, **dict(problem.values))
        return None
    item = create(work, kind, fields, _position(work, thing, None))
    work.keys.add(TABLES[kind.name], name, id_of(item))
    work.team_changed |= isinstance(item, Person)
    work.report.count(kind.name, "new")
    return id_of(item)


def _name(work: Work, kind: Kind, fields: Fields, seen: dict[str, int]) -> str:
    """What a thing is known by: `Keys` calls it so."""
    if kind.name == "tag":
        return f"{fields['kind']}/{fields['slug']}"
    if kind.has("slug"):
        return escaped(str(fields["slug"]))
    if kind.name == "news":
        name = str(fields["date"])
    else:
        name = work.keys.shown(fields["publication_id"], fields["project_id"])
    found, count = name, 1
    while found in seen:
        count += 1
        found = f"{name}#{count}"
    return found


def _position(work: Work, thing: Thing, otherwise: int | None) -> int:
    try:
        found = number(thing.said.get("position", ""))
    except WrongError as error:
        work.report.tell(*thing.where("position"), error.template, **error.params)
        found = None
    return otherwise if found is None else found  # type: ignore[return-value]


def _order(work: Work, kind: Kind, wanted: Iterable[tuple[int, int]]) -> None:
    """Of things with the same place those that stood first do still."""
    rank = {one: place for place, one in enumerate(in_order(work.session, kind))}
    order = sorted(wanted, key=lambda pair: (pair[0], rank[pair[1]]))
    reorder(work.session, kind, [one for _, one in order], work.editor_id)
