"""What the page of an applied upload shows: what came of each entry."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from flask import request, url_for
from sqlalchemy import select
from sqlalchemy.orm import undefer

from microsite.bibtex import Problem
from microsite.db import db
from microsite.models import BibUpload, Publication
from microsite.publications import SHOWN
from microsite.web.editor.bib_uploads import plans
from microsite.web.editor.bib_uploads.paging import Page, page_of
from microsite.web.editor.bib_uploads.problems import of_notes

SIZE, PROBLEMS_SIZE = 50, 100
GLANCE = 5
STATUSES = ("new", "changed", "unclear", "skipped", "unchanged")
TABS = (*STATUSES, "problems")


class Came(NamedTuple):
    """What became of an entry; `key` is its citation key on the site, if it is there."""

    line: int | None
    key: str
    what: str
    file: str | None = None


@dataclass
class Result:
    """One state of the page. `asked` is the status in the address, empty for the first look."""

    upload: BibUpload
    rows: Sequence[Came]
    asked: str
    number: int

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """Those of the file behind those met before there was one."""
        notes = of_notes(self.upload)
        # What could not be fetched is a list of identifiers, and no file.
        is_file = self.upload.state != "failed"
        return (*notes, *plans.parsed(self.upload).problems) if is_file else notes

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many entries each tab holds."""
        counted = Counter(row.what for row in self.rows)
        found = {
            status: counted[status] or self.upload.outcome.get(status, 0) for status in STATUSES
        }
        return {**found, "problems": len(self.problems)}

    @property
    def status(self) -> str:
        """The status shown: the one asked for, else the first that has rows."""
        if self.asked:
            return self.asked
        return next((status for status in STATUSES if self._of(status)), "problems")

    @property
    def page(self) -> Page[Came]:
        """The rows shown."""
        return page_of(self._of(self.status), self.number, SIZE)

    @property
    def problems_page(self) -> Page[Problem]:
        """The problems shown, where they are what was asked for."""
        return page_of(self.problems, self.number, PROBLEMS_SIZE)

    @property
    def glance(self) -> Sequence[Problem]:
        """The first problems, for the first look."""
        return () if self.asked or self.status == "problems" else self.problems[:GLANCE]

    @property
    def shown_problems(self) -> Sequence[Problem]:
        """The problems that stand on the page."""
        return self.problems_page.rows if self.status == "problems" else self.glance

    @cached_property
    def titles(self) -> dict[str, str]:
        """Key to title of the publications the page shows, as far as they are still there."""
        kept = self.upload.outcome.get("undone", {}).get("kept", [])
        keys = {row.key for row in self.page.rows} | {one["key"] for one in kept}
        query = select(Publication.citation_key, Publication.title)
        found = db.session.execute(query.where(Publication.citation_key.in_(keys), SHOWN))
        return dict(found.all())

    def url(self, status: str = "", page: int = 1) -> str:
        """The address of a state."""
        return url_for(
            "bib_uploads.show",
            upload_id=self.upload.id,
            status=status or self.asked or None,
            page=page if page > 1 else None,
        )

    def _of(self, status: str) -> list[Came]:
        return [row for row in self.rows if row.what == status]


def result(upload: BibUpload, number: int) -> Result:
    """What came of an upload; an unknown status is the first look."""
    asked = request.args.get("status", "")
    return Result(upload, _rows(upload), asked if asked in TABS else "", number)


def _rows(upload: BibUpload) -> list[Came]:
    query = select(BibUpload).where(BibUpload.id == upload.id).options(undefer(BibUpload.rows))
    rows = db.session.scalars(query).one().rows
    if rows:
        return [Came(*row) for row in rows]
    # Applied before the rows were kept: the keys of what came in are known.
    keys = upload.outcome.get("keys", {})
    return [Came(None, key, what) for what in ("new", "changed") for key in keys.get(what, [])]
