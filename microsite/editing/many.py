"""Many publications at once: what editors say of them read and written in few statements."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from microsite.editing.kinds import PUBLICATION, Fields
from microsite.editing.labels import joined
from microsite.importing.handwork import edited_of
from microsite.localized import Localized
from microsite.models import Publication, Revision
from microsite.models.publication import publication_directions, publication_projects

CHUNK = 500
_BETWEEN: dict[str, tuple[Table, str]] = {
    "directions": (publication_directions, "direction_id"),
    "projects": (publication_projects, "project_id"),
}
_TEXTS = ("translated_title", "award")
_COLUMNS = (*_TEXTS, "own_links", "cover_id", "pdf_id", "hidden")


@dataclass(frozen=True)
class Held:
    """A publication as its revisions have it."""

    id: int
    label: str
    version: str
    updated_at: datetime
    fields: Fields


@dataclass(frozen=True)
class Last:
    """The number of a publication's newest revision, and what that says."""

    number: int
    fields: Fields


def chunks(ids: Sequence[int]) -> Iterator[list[int]]:
    """The ids, some at a time."""
    for first in range(0, len(ids), CHUNK):
        yield list(ids[first : first + CHUNK])


def read(session: Session, ids: Collection[int]) -> dict[int, Held]:
    """The publications with these ids as `snapshot` would give them."""
    links = {name: _linked(session, name, ids) for name in _BETWEEN}
    query = select(Publication).where(Publication.id.in_(ids)).order_by(Publication.id)
    found = {}
    for one in session.scalars(query.execution_options(populate_existing=True)):
        said: Fields = {name: dict(getattr(one, name) or {}) for name in _TEXTS}
        said |= {name: getattr(one, name) for name in _COLUMNS if name not in _TEXTS}
        said["own_links"] = [list(pair) for pair in one.own_links or []]
        said |= {name: sorted(links[name][one.id]) for name in _BETWEEN}
        said["edited"] = edited_of(one)
        fields = {field.name: said[field.name] for field in PUBLICATION.fields}
        label = joined(Localized({"": one.title}))
        found[one.id] = Held(one.id, label, one.updated_at.isoformat(), one.updated_at, fields)
    return found


def write(
    session: Session,
    before: Mapping[int, Held],
    after: Mapping[int, Fields],
    moment: datetime,
) -> None:
    """Let publications say this; what is written by hand in their entries stays as it is."""
    table = Publication.metadata.tables["publications"]
    for number, fields in after.items():
        was = before[number].fields
        values: dict[str, Any] = {
            name: Localized(fields[name]) if name in _TEXTS else fields[name]
            for name in _COLUMNS
            if fields[name] != was[name]
        }
        session.execute(update(table).where(table.c.id == number), {**values, "updated_at": moment})
    for name, (between, other) in _BETWEEN.items():
        changed = [one for one in after if after[one][name] != before[one].fields[name]]
        if changed:
            session.execute(delete(between).where(between.c.publication_id.in_(changed)))
            rows = [
                {"publication_id": one, other: number}
                for one in changed
                for number in after[one][name]
            ]
            if rows:
                session.execute(insert(between), rows)
    session.expire_all()


def last_revisions(session: Session, ids: Collection[int]) -> dict[int, Last]:
    """The newest revisions of these publications."""
    of = Revision.kind == PUBLICATION.name, Revision.item_id.in_(ids)
    newest = (
        select(Revision.item_id, func.max(Revision.number).label("number"))
        .where(*of)
        .group_by(Revision.item_id)
        .subquery()
    )
    query = (
        select(Revision.item_id, Revision.number, Revision.data)
        .join(newest, (newest.c.item_id == Revision.item_id) & (newest.c.number == Revision.number))
        .where(*of)
    )
    return {row.item_id: Last(row.number, row.data["fields"]) for row in session.execute(query)}


def record(
    session: Session,
    before: Mapping[int, Held],
    after: Mapping[int, Mapping[str, Any]],
    action: str,
    moment: datetime,
    editor_id: int | None,
) -> None:
    """A revision each: `after` is its data. What is kept nowhere yet is kept before it."""
    last = last_revisions(session, list(after))
    rows = []
    for number, data in after.items():
        held, known = before[number], last.get(number)
        row = {"kind": PUBLICATION.name, "item_id": number, "label": held.label}
        count = known.number if known else 0
        if known is None or known.fields != held.fields:
            count += 1
            former = {"fields": held.fields, "version": held.version}
            made = {"number": count, "at": held.updated_at, "data": former, "editor_id": None}
            rows.append({**row, **made, "action": "changed" if known else "created"})
        made = {"number": count + 1, "at": moment, "data": dict(data), "editor_id": editor_id}
        rows.append({**row, **made, "action": action})
    if rows:
        session.execute(insert(Revision), rows)


def _linked(session: Session, name: str, ids: Collection[int]) -> defaultdict[int, list[int]]:
    between, other = _BETWEEN[name]
    found: defaultdict[int, list[int]] = defaultdict(list)
    query = select(between.c.publication_id, between.c[other])
    for number, linked in session.execute(query.where(between.c.publication_id.in_(ids))):
        found[number].append(linked)
    return found
