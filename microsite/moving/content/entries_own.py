"""The columns of a publication that no editor writes and no entry says, brought from files."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from microsite.models import Publication
from microsite.models.publication import refused_directions
from microsite.moving.content.entries_out import fingerprint_of
from microsite.moving.content.source import Thing
from microsite.moving.content.things_in import Work
from microsite.moving.content.values import WrongError, flag, moment, words


def keep_own(work: Work, held: Publication, row: Thing) -> None:
    """The columns of a new publication that no editor writes."""
    if not row.said:
        return
    values = _own(work, row)
    added = values.pop("created_at", None)
    if added is not None:
        values |= {"created_at": added, "updated_at": added}
    known_as = row.said.get("fingerprint")
    values["fingerprint"] = fingerprint_of(held) if known_as is None else known_as
    if known_as == "unknown":
        values["fingerprint"] = ""
    if values.get("edited_fields") and isinstance(row.said.get("source"), str):
        values["source"] = row.said["source"]
    work.session.flush()
    statement = update(Publication).where(Publication.id == held.id)
    work.session.execute(statement.values(values))
    work.session.expire(held)
    _refuse(work, held, row)


def change_own(work: Work, held: Publication, row: Thing) -> bool:
    """The same for one that was there; whether anything is different."""
    if not row.said:
        return False
    values = _own(work, row)
    values.pop("created_at", None)
    different = {name: one for name, one in values.items() if getattr(held, name) != one}
    for name, value in different.items():
        setattr(held, name, value)
    return _refuse(work, held, row) or bool(different)


def _own(work: Work, row: Thing) -> dict[str, Any]:
    readers: dict[str, tuple[str, Callable[[Any], Any]]] = {
        "sample": ("sample", flag),
        "edited": ("edited_fields", lambda said: sorted(words(said))),
        "added": ("created_at", moment),
    }
    found: dict[str, Any] = {}
    for name, (column, reads) in readers.items():
        try:
            found[column] = reads(row.said.get(name, ""))
        except WrongError as error:
            work.report.tell(*row.where(name), error.template, **error.params)
    if isinstance(found.get("created_at"), str):
        found["created_at"] = datetime.fromisoformat(found["created_at"])
    return found


def _refuse(work: Work, held: Publication, row: Thing) -> bool:
    """Directions that were suggested and refused; whether any is new."""
    try:
        names = words(row.said.get("refused_directions", ""))
    except WrongError as error:
        work.report.tell(*row.where("refused_directions"), error.template, **error.params)
        return False
    table = refused_directions
    there = table.c.publication_id == held.id
    known = set(work.session.scalars(select(table.c.direction_id).where(there)))
    wanted = {work.keys.number("directions", name) for name in names} - {None} - known
    pairs = [{"publication_id": held.id, "direction_id": one} for one in wanted]
    if pairs:
        work.session.execute(insert(table), pairs)
    return bool(pairs)
