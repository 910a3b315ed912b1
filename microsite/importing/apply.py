"""Carrying a plan out: rows written into the session, never committed here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.importing import decisions
from microsite.importing.changes import changes
from microsite.importing.choices import Choices
from microsite.importing.clues import Clues
from microsite.importing.held import Library, whole_publications
from microsite.importing.journal import Journal
from microsite.importing.merge import fingerprint_after, resolve
from microsite.importing.plan import Candidate, Plan, Row
from microsite.importing.versions import relation
from microsite.importing.writing import Writer
from microsite.models import Direction, Publication


@dataclass
class Outcome:
    """What came in: counts of blocks, and the citation keys of what is new and what changed.

    `rows` says of each entry its line, its key on the site or in the file, what became of it
    (new, changed, unchanged, unclear or skipped), and the file it is in, None where there is one.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    unclear: int = 0
    skipped: int = 0
    failed: int = 0
    keys: dict[str, list[str]] = field(default_factory=lambda: {"new": [], "changed": []})
    rows: list[list[Any]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The counts and keys as plain data, to be kept with the upload."""
        return {name: value for name, value in vars(self).items() if name != "rows"}


def apply(
    session: Session,
    plan: Plan,
    *,
    choices: Choices | None = None,
    directions: Sequence[Direction] = (),
    upload_id: int | None = None,
    progress: Callable[[int], object] = lambda done: None,
) -> Outcome:
    """Write what the plan and the choices say; `progress` is told after each row how many are done.

    The first choice that `Choices` names for a status is what happens without one, and what
    happens for a choice that the row does not offer. What is new gets `directions`, or its own.
    """
    work = _Work(session, plan, choices or Choices(), directions, upload_id)
    for done, row in enumerate(plan.rows, start=1):
        work.do(row)
        progress(done)
    work.finish()
    return work.outcome


class _Work:
    """One plan being carried out."""

    def __init__(
        self,
        session: Session,
        plan: Plan,
        choices: Choices,
        directions: Sequence[Direction],
        upload_id: int | None,
    ) -> None:
        self.outcome = Outcome(failed=plan.failed)
        self.writer = Writer(session)
        self.journal = Journal(session, upload_id, self.writer.moment)
        self._session = session
        self._choices = choices
        self._upload_id = upload_id
        self._directions = [direction.id for direction in directions]
        self._by_slug = _ids_by_slug(session) if choices.directions else {}
        self._targets = _targets(plan.rows, choices)
        self._held = whole_publications(session, self._targets.values())
        self._rows = plan.rows
        self.journal.note(self._targets.values())
        self._added: dict[int, int] = {}
        self._settled: list[tuple[Row, int | None]] = []

    def do(self, row: Row) -> None:
        """What is to become of one entry."""
        choice = self._choices.of(row.number, row.status) or row.remembered
        target = self._targets.get(row.number)
        twin = self._twin(row, choice)
        if row.status == "unchanged":
            self._count(row, "unchanged", row.entry.key)
        elif target is not None:
            self._update(row, self._held[target], _candidate(row, target))
        elif twin is not None:
            self._join(row, twin)
        elif _is_wanted(row, choice):
            self._add(row)
        elif row.status == "unclear":
            if choice == "skip" and row.remembered != "skip":
                self._settled.append((row, None))
            self._count(row, "unclear", row.entry.key)
        else:
            self._count(row, "skipped", row.entry.key)

    def finish(self) -> None:
        """Write what is still to be written: decisions point to publications that are there."""
        self.writer.flush()
        self.journal.flush()
        for row, publication_id in self._settled:
            decisions.remember(self._session, row.given, publication_id, self._upload_id)
        self._session.flush()

    def _add(self, row: Row) -> None:
        slugs = self._choices.directions.get(row.number)
        chosen = self._directions
        if slugs is not None:
            chosen = [self._by_slug[slug] for slug in slugs if slug in self._by_slug]
        number, key = self.writer.add(row.given, chosen, self._upload_id)
        self._added[row.number] = number
        if row.status == "unclear":
            self._settled.append((row, number))
        self.outcome.keys["new"].append(key)
        self._count(row, "new", key)

    def _update(self, row: Row, publication: Publication, candidate: Candidate | None) -> None:
        if candidate is not None:
            if candidate.reason == "preprint":
                decisions.remember_held(self._session, publication, self._upload_id)
            decisions.remember(self._session, row.given, publication.id, self._upload_id)
        merged = resolve(row, candidate, publication, self._choices.fields.get(row.number))
        said = fingerprint_after(row, candidate, publication)
        self.writer.update(publication, merged, said)
        self.outcome.keys["changed"].append(publication.citation_key)
        self._count(row, "changed", publication.citation_key)

    def _join(self, row: Row, twin: int) -> None:
        """Make one publication of a row and another version of it that came in before."""
        self.writer.flush()
        publication = whole_publications(self._session, [twin])[twin]
        shown = Library(self._session).shown([twin])[twin]
        other = next(one for one in self._rows if self._added.get(one.number) == twin)
        reason = relation(Clues(other.given).stage, Clues(row.given).stage) or "doi"
        adds_only = reason != "preprint"
        candidate = Candidate(
            twin, shown.citation_key, shown.title, shown.authors, shown.year, reason,
            changes(row.given, shown, adds_only=adds_only), adds_only,
        )  # fmt: skip
        if not adds_only:
            decisions.remember_held(self._session, publication, self._upload_id)
        decisions.remember(self._session, row.given, twin, self._upload_id)
        said = fingerprint_after(row, candidate, publication)
        # It came with this upload, so that there is nothing before it to go back to.
        self.writer.update(publication, resolve(row, candidate, publication), said, is_own=True)
        self._count(row, "new", publication.citation_key)

    def _twin(self, row: Row, choice: str) -> int | None:
        if row.status != "new" or row.twin is None or choice != f"into:{row.twin}":
            return None
        return self._added.get(row.twin)

    def _count(self, row: Row, what: str, key: str) -> None:
        lines = row.given.lines
        setattr(self.outcome, what, getattr(self.outcome, what) + len(lines))
        file = row.entry.file
        self.outcome.rows += [[line, key, what, file] for line in lines]


def _is_wanted(row: Row, choice: str) -> bool:
    """Whether a publication is to be made of the row."""
    return choice == "new" if row.status == "unclear" else row.status == "new" and choice != "skip"


def _targets(rows: Iterable[Row], choices: Choices) -> dict[int, int]:
    """The publication that each row updates. One is updated once: a second row stays unclear."""
    open_rows = [row for row in rows if row.status in ("changed", "unclear")]
    targets: dict[int, int] = {}
    taken: set[int] = set()
    for row in sorted(open_rows, key=lambda row: row.status == "unclear"):
        target = _target(row, choices.of(row.number, row.status) or row.remembered)
        if target is not None and target not in taken:
            targets[row.number] = target
            taken.add(target)
    return targets


def _target(row: Row, choice: str) -> int | None:
    """The publication that is to be updated, if any."""
    if row.status == "changed":
        return None if choice == "keep" else row.held_id
    offered = {f"same:{candidate.id}": candidate.id for candidate in row.candidates}
    return offered.get(choice)


def _candidate(row: Row, target: int) -> Candidate | None:
    return next((one for one in row.candidates if one.id == target), None)


def _ids_by_slug(session: Session) -> Mapping[str, int]:
    return {row.slug: row.id for row in session.execute(select(Direction.slug, Direction.id))}
