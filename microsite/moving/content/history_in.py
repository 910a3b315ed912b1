"""The history read back: of what is new, and in an instance that was empty of what is gone."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, inspect, select, update
from sqlalchemy.orm import Session

from microsite.editing.kinds import ALL, Kind
from microsite.editing.saving import next_id
from microsite.models import Authorship, Base, Publication, Revision
from microsite.moving.content import layout
from microsite.moving.content.keys import Keys
from microsite.moving.content.layout import TABLES
from microsite.moving.content.soundness import ACTIONS, check
from microsite.moving.content.things_in import Work, told_as_created
from microsite.moving.content.translating import translated
from microsite.moving.words import N_

NOT_READ = N_("This line of the history cannot be read. It was left out.")

Line = tuple[int, dict[str, Any]]


def bring(work: Work) -> None:
    """Write the revisions, and let versions and times follow."""
    lines = [one for one in _lines(work) if _is_wanted(work, one[1])]
    _name_gone(work, [said for _, said in lines])
    exchange = _Exchange(work.session, work.keys)
    made, seen = [], set()
    for line, said in lines:
        try:
            one = _revision(said, work.keys, exchange)
        except (LookupError, TypeError, ValueError, AttributeError):
            work.report.tell(layout.HISTORY, line, NOT_READ)
            continue
        if (mark := (one.kind, one.item_id, one.number)) in seen:
            work.report.tell(layout.HISTORY, line, NOT_READ)
            continue
        seen.add(mark)
        made.append(one)
    work.session.add_all(made)
    work.session.flush()
    _follow(work, made)
    if not work.fresh:
        _created(work, {(one.kind, one.item_id) for one in made})


def _lines(work: Work) -> Iterator[Line]:
    text = work.source.text(layout.HISTORY) or ""
    for line, said in enumerate(text.split("\n"), start=1):
        if not said.strip():
            continue
        try:
            found = json.loads(said)
        except (ValueError, RecursionError):
            found = None
        is_whole = isinstance(found, dict) and isinstance(found.get("data"), dict)
        if is_whole and found.get("kind") in ALL and isinstance(found.get("item"), str):
            yield line, found
        else:
            work.report.tell(layout.HISTORY, line, NOT_READ)


def _is_wanted(work: Work, said: dict[str, Any]) -> bool:
    table = TABLES[said["kind"]]
    number = work.keys.number(table, said["item"])
    if number is None:
        return work.fresh and _is_gone(said["item"])
    return number in work.came.get(table, ())


def _is_gone(name: str) -> bool:
    return name.startswith("~") and not name.startswith("~~")


def _name_gone(work: Work, lines: list[dict[str, Any]]) -> None:
    """Numbers for what is gone, that nothing else has: rising, as they came."""
    gone: dict[str, set[str]] = {}
    for said in lines:
        if _is_gone(said["item"]):
            gone.setdefault(said["kind"], set()).add(said["item"])
    for name, items in gone.items():
        first = next_id(work.session, ALL[name])
        numbered = sorted(items, key=lambda one: (len(one), one))
        for number, item in enumerate(numbered, start=first):
            work.keys.add(TABLES[name], item, number)


class _Exchange:
    """Ids for names. Rows without a name get numbers that no row has."""

    def __init__(self, session: Session, keys: Keys) -> None:
        self._session = session
        self._keys = keys
        self._next: Counter[str] = Counter()
        query = select(Authorship.id, Authorship.position, Publication.citation_key).join(
            Publication
        )
        self._authors = {(key, place): number for number, place, key in session.execute(query)}

    def __call__(self, table: str, name: Any) -> int | None:
        if isinstance(name, str):
            return self._keys.number(table, name)
        if table == "authorships" and isinstance(name, list) and len(name) == 2:
            return self._authors.get((name[0], name[1]))
        return self._unused(table) if name is None else None

    def _unused(self, table: str) -> int:
        if not self._next[table]:
            column = Base.metadata.tables[table].c.id
            self._next[table] = (self._session.scalar(select(func.max(column))) or 0) + 1
        self._next[table] += 1
        return self._next[table] - 1


def _revision(said: dict[str, Any], keys: Keys, exchange: _Exchange) -> Revision:
    kind, at = ALL[said["kind"]], datetime.fromisoformat(said["at"])
    if said["action"] not in ACTIONS or at.tzinfo is None or int(said["number"]) < 1:
        raise ValueError(said["action"])
    check(kind, said["data"])
    return Revision(
        kind=kind.name,
        item_id=keys.ids[TABLES[kind.name]][said["item"]],
        number=int(said["number"]),
        action=said["action"],
        label=str(said["label"]),
        data=translated(kind, said["data"], exchange),
        at=at,
    )


def _follow(work: Work, made: list[Revision]) -> None:
    """Versions count on from the history's, and what came was changed when that says."""
    last: dict[tuple[str, int], Revision] = {}
    versions: Counter[tuple[str, int]] = Counter()
    for one in made:
        item = one.kind, one.item_id
        if item not in last or one.number > last[item].number:
            last[item] = one
        version = str(one.data.get("version", ""))
        versions[item] = max(versions[item], int(version) if version.isdecimal() else 1)
    for (name, number), one in last.items():
        model = ALL[name].model
        columns = inspect(model).columns
        values: dict[str, Any] = {"updated_at": one.at}
        if "version" in columns:
            values["version"] = versions[name, number]
        work.session.execute(update(model).where(columns["id"] == number).values(values))
    work.session.expire_all()


def _created(work: Work, told: set[tuple[str, int]]) -> None:
    """What is new among others and has no history of its own begins one."""
    for kind in ALL.values():
        for number in sorted(work.came.get(TABLES[kind.name], ())):
            if (kind.name, number) not in told:
                _created_one(work, kind, number)


def _created_one(work: Work, kind: Kind, number: int) -> None:
    item = work.session.get(kind.model, number)
    if item is not None and kind.name != "publication":
        told_as_created(work, kind, item)
