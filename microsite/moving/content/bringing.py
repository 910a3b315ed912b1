"""A folder of content files brought into the site: all of it in the caller's one transaction."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import importing
from microsite.editing.kinds import ALL, KINDS
from microsite.models import Picture, Revision, StoredFile
from microsite.moving.content import (
    decisions_in,
    entries_in,
    history_in,
    lab_in,
    layout,
    pictures_in,
    things_in,
)
from microsite.moving.content.keys import Keys
from microsite.moving.content.preparing import Prepared, only_look, prepare
from microsite.moving.content.source import Source, is_content
from microsite.moving.content.things_in import Work
from microsite.moving.content.yaml_files import Table
from microsite.moving.report import Report
from microsite.moving.words import N_
from microsite.pictures.folder import Folder

NOTHING = N_(
    "There is no content here: a folder that was exported holds lab.yaml, pages, people and more."
)
NEWER = N_("These files are of a newer layout (%(format)s) than this version of the site reads.")
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
        pictures_in.bring_pictures(work, self._prepared)
        lab_in.bring(work)
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
