"""A folder of content files brought into the site: all of it in the caller's one transaction."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from microsite import importing
from microsite.editing.checks import safe_address
from microsite.editing.kinds import ALL, KINDS
from microsite.localized import Localized
from microsite.models import Lab, Picture, Revision, StoredFile
from microsite.models.base import now
from microsite.moving.content import (
    decisions_in,
    entries_in,
    history_in,
    layout,
    pictures_in,
    things_in,
)
from microsite.moving.content.keys import Keys
from microsite.moving.content.preparing import Prepared, only_look, prepare
from microsite.moving.content.source import UNKNOWN_NAME, Source, is_content
from microsite.moving.content.things_in import Work
from microsite.moving.content.values import PAIRS, WrongError, number, texts
from microsite.moving.content.yaml_files import Table
from microsite.moving.report import Report
from microsite.moving.words import N_
from microsite.pictures.folder import Folder

NOTHING = N_(
    "There is no content here: a folder that was exported holds lab.yaml, pages, people and more."
)
NEWER = N_("These files are of a newer layout (%(format)s) than this version of the site reads.")
NO_LINK = N_("“%(url)s” cannot be a link. It was left out.")
Told = Callable[[str, int], object]


@dataclass
class Bring:
    """One folder on its way in; `prepare` comes first and holds no transaction, then `apply`.

    With `dry_run` no file is stored; the caller rolls back what `apply` has written.
    """

    folder: Path
    pictures: Folder
    documents: Folder
    dry_run: bool = False
    editor_id: int | None = None
    reserved: Collection[str] = ()
    told: Told = lambda what, done: None
    report: Report = field(default_factory=Report)
    _prepared: Prepared = field(default_factory=Prepared)

    def __post_init__(self) -> None:
        self.source = Source(self.folder, self.report)

    def prepare(self, known: Collection[str]) -> bool:
        """Read and store pictures and documents; False, with a problem, where nothing is to read.

        `known` are the hashes of those that the site has.
        """
        if not is_content(self.folder):
            self.report.tell(".", 0, NOTHING)
            return False
        mark = self.source.table(layout.MARK) or Table()
        said = str(mark.get("format", layout.FORMAT))
        if said.isdecimal() and int(said) > layout.FORMAT:
            self.report.tell(layout.MARK, 1, NEWER, format=said)
            return False
        if self.dry_run:
            self._prepared = only_look(self.source, known)
        else:
            self._prepared = prepare(
                self.source,
                self.pictures,
                self.documents,
                known,
                lambda done: self.told("pictures", done),
            )
        return True

    def apply(self, session: Session) -> Report:
        """Bring all of it. The caller holds the write lock, and commits."""
        keys = Keys(session)
        work = Work(
            session, self.source, keys, self.report, _is_fresh(session, keys), self.editor_id,
            frozenset(self.reserved),
        )  # fmt: skip
        _lab(work)
        pictures_in.bring_pictures(work, self._prepared)
        pictures_in.bring_documents(work, self._prepared)
        for name in layout.ORDER[:-1]:
            self.told(name, 0)
            things_in.bring(work, KINDS[name])
        self.told("publication", 0)
        entries_in.bring(work)
        things_in.bring(work, KINDS["highlight"])
        has_decisions = decisions_in.bring(work)
        if has_decisions or work.team_changed:
            importing.relink(session)
        self.told("history", 0)
        history_in.bring(work)
        session.flush()
        return self.report


def known_hashes(session: Session) -> set[str]:
    """The pictures and documents that the site has."""
    return {*session.scalars(select(Picture.hash)), *session.scalars(select(StoredFile.hash))}


def _is_fresh(session: Session, keys: Keys) -> bool:
    """Whether nothing was ever said here."""
    tables = [layout.TABLES[name] for name in ALL]
    is_empty = not any(keys.names[table] for table in tables)
    return is_empty and session.scalar(select(Revision.id).limit(1)) is None


def _lab(work: Work) -> None:
    said = work.source.table(layout.LAB)
    if said is None:
        return
    lab = work.session.scalar(select(Lab).order_by(Lab.id).limit(1))
    values = _lab_values(work, said)
    if lab is None:
        work.session.add(Lab(**values))
        work.report.count("lab", "new")
        return
    different = {name: one for name, one in values.items() if getattr(lab, name) != one}
    for name, value in different.items():
        setattr(lab, name, value)
    if different:
        lab.version += 1
        lab.updated_at = now()
    work.report.count("lab", "changed" if different else "unchanged")


def _lab_values(work: Work, said: Table) -> dict[str, Any]:
    columns = {one.key: one for one in inspect(Lab).columns if one.key not in layout.REASONS}
    for name in said.keys() - columns.keys():
        work.report.tell(layout.LAB, said.line_of(name), UNKNOWN_NAME, name=name[:80])
    found: dict[str, Any] = {}
    for name in columns:
        value = said.get(name, "")
        try:
            if name == "founded":
                found[name] = number(value)
            elif name == "links":
                found[name] = _links(work, said, value)
            elif name == "email":
                found[name] = str(value)
            else:
                found[name] = Localized(texts(value))
        except WrongError as error:
            work.report.tell(layout.LAB, said.line_of(name), error.template, **error.params)
    return found


def _links(work: Work, said: Table, value: Any) -> list[list[str]]:
    found = []
    for pair in value or []:
        if not isinstance(pair, list) or len(pair) != 2:
            raise WrongError(PAIRS)
        if safe_address(str(pair[1])):
            found.append([str(pair[0]), str(pair[1])])
        else:
            work.report.tell(layout.LAB, said.line_of("links"), NO_LINK, url=str(pair[1])[:100])
    return found
