"""Making, changing and restoring things: each writes one revision, and nothing is overwritten."""

from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from microsite.editing.addresses import free, path_of, renamed
from microsite.editing.kinds import KINDS, PUBLICATION, Fields, Kind, Shape
from microsite.editing.revisions import at_version, keep_former, record
from microsite.editing.slugs import unique
from microsite.editing.snapshots import (
    count_up,
    empty,
    id_of,
    snapshot,
    vars_of,
    version_of,
    write,
)
from microsite.editing.tables import existing, keeps_order, target
from microsite.editing.team import linked_anew
from microsite.models import Base, Person, Revision

# What a highlight shows: one of these.
SHOWN = ("publication", "project")


class StaleError(Exception):
    """The thing was changed since it was loaded: what it said then, and what it says now."""

    def __init__(self, base: Fields | None, theirs: Fields, version: str) -> None:
        super().__init__("changed meanwhile")
        self.base = base
        self.theirs = theirs
        self.version = version


class LostError(Exception):
    """What a thing shows is no more, so that it cannot say again what it said."""


def create(session: Session, kind: Kind, fields: Fields, editor_id: int | None) -> Base:
    """A new thing that says this; one that is ordered comes last."""
    item = kind.model()
    vars_of(item).id = next_id(session, kind)
    if kind.ordered:
        place = inspect(kind.model).columns["position"]
        vars_of(item).position = (session.scalar(select(func.max(place))) or 0) + 1
    write(session, kind, item, {**empty(kind), **fields})
    after = _settled(session, kind, item)
    record(session, kind, item, "created", after, editor_id)
    linked_anew(session, kind, item, empty(kind), after)
    return item


def save(
    session: Session,
    kind: Kind,
    item: Base,
    fields: Fields,
    editor_id: int | None,
    version: str,
    action: str = "changed",
) -> Revision | None:
    """Make a thing say this, if it still has the version that was loaded.

    Returns None where nothing is different. Fields that are not given stay as they are.

    Raises:
        StaleError: for a thing that was changed since; nothing is written.
    """
    before = snapshot(session, kind, item)
    if version != version_of(item):
        base = at_version(session, kind, id_of(item), version)
        if not _only_imported(kind, base, before):
            raise StaleError(base.data["fields"] if base else None, before, version_of(item))
    fields = renamed(kind, before, {**before, **_in_order(kind, fields)})
    if fields == before:
        return None
    keep_former(session, kind, item, before)
    write(session, kind, item, fields)
    count_up(item)
    session.flush()
    after = _settled(session, kind, item)
    revision = record(session, kind, item, action, after, editor_id)
    linked_anew(session, kind, item, before, after)
    if kind.name == "role" and before["slug"] != after["slug"]:
        _take_along(session, before["slug"], after["slug"], editor_id)
    return revision


def restore(
    session: Session, kind: Kind, item: Base, revision: Revision, editor_id: int | None
) -> Revision | None:
    """Make a thing say again what it said in a revision.

    Its old addresses lead to it still, and an address that another thing has got is left to it.

    Raises:
        LostError: if what it showed is deleted.
    """
    before = snapshot(session, kind, item)
    fields = restorable(session, kind, revision.data["fields"], id_of(item))
    if "old_addresses" in fields:
        kept = {*fields["old_addresses"], *before["old_addresses"]}
        fields["old_addresses"] = sorted(kept - {path_of(kind, fields["slug"])})
    return save(session, kind, item, fields, editor_id, version_of(item), "restored")


def restorable(session: Session, kind: Kind, fields: Fields, item_id: int) -> Fields:
    """The fields of a revision that the kind still has, with an address that is free.

    Raises:
        LostError: for a highlight of something that is deleted.
    """
    found = {field.name: fields[field.name] for field in kind.fields if field.name in fields}
    shown = [field for field in kind.fields if found.get(field.name) and field.of in SHOWN]
    if kind.name == "highlight" and not any(
        existing(session, target(kind, field), [found[field.name]]) for field in shown
    ):
        raise LostError
    if found.get("slug"):
        found["slug"] = unique(session, kind, found, item_id)
    return found


def next_id(session: Session, kind: Kind) -> int:
    """An id that no thing of the kind has or ever had: its revisions are not another's."""
    there = session.scalar(select(func.max(inspect(kind.model).columns["id"]))) or 0
    known = session.scalar(select(func.max(Revision.item_id)).where(Revision.kind == kind.name))
    return max(there, known or 0) + 1


def _only_imported(kind: Kind, base: Revision | None, now: Fields) -> bool:
    """Whether only an import changed a publication: it leaves what editors say as it is."""
    return kind is PUBLICATION and (base is None or base.data["fields"] == now)


def _take_along(session: Session, former: str, slug: str, editor_id: int | None) -> None:
    """Who has a role has it still when its address changes."""
    person = KINDS["person"]
    for one in session.scalars(select(Person).where(Person.role == former)).all():
        save(session, person, one, {"role": slug}, editor_id, version_of(one))


def _in_order(kind: Kind, fields: Fields) -> Fields:
    """The same with the ids sorted where nothing keeps their order: it is no difference."""
    found = dict(fields)
    for field in kind.fields:
        if field.shape is Shape.MANY and field.name in fields and not keeps_order(kind, field):
            found[field.name] = sorted(fields[field.name])
    return found


def _settled(session: Session, kind: Kind, item: Base) -> Fields:
    """What the thing says now that it is written."""
    said: dict[str, Any] = snapshot(session, kind, item)
    if said.get("slug"):
        free(session, kind, said["slug"])
    return said
