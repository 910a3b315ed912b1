"""Carrying a plan out: rows written into the session, never committed here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.bibtex.names import Name
from microsite.folding import fold
from microsite.importing.facts import Incoming, write_columns, write_search_text
from microsite.importing.held import whole_publications
from microsite.importing.plan import Plan, Row
from microsite.localized import Localized
from microsite.models import Authorship, BibUpload, Direction, Person, Publication

Choices = Mapping[int, str]


@dataclass
class Outcome:
    """What came in: counts of blocks, and the citation keys of what is new and what changed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    unclear: int = 0
    skipped: int = 0
    failed: int = 0
    keys: dict[str, list[str]] = field(default_factory=lambda: {"new": [], "changed": []})

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, to be kept with the upload."""
        return dict(vars(self))


def apply(
    session: Session,
    plan: Plan,
    *,
    choices: Choices | None = None,
    directions: Sequence[Direction] = (),
    upload: BibUpload | None = None,
    progress: Callable[[], object] = lambda: None,
) -> Outcome:
    """Write what the plan and the choices say; `progress` is called once a row.

    Choices by row number: new `add` or `skip`; changed `update` or `keep`; unclear `skip`, `new`
    or `same:<publication id>`. The first of each is what happens without a choice, and what
    happens for a choice that the row does not offer. What is new gets `directions`.
    """
    work = _Work(session, plan, choices or {}, directions, upload)
    for row in plan.rows:
        work.carry_out(row)
        progress()
    session.flush()
    work.outcome.failed = plan.failed
    return work.outcome


class _Work:
    def __init__(
        self,
        session: Session,
        plan: Plan,
        choices: Choices,
        directions: Sequence[Direction],
        upload: BibUpload | None,
    ) -> None:
        self.session = session
        self.choices = choices
        self.directions = list(directions)
        self.upload = upload
        self.outcome = Outcome()
        self.people = _people_by_name(session)
        self.keys = set(session.scalars(select(Publication.citation_key)))
        targets = {row.number: _target(row, choices.get(row.number, "")) for row in plan.rows}
        self.targets = targets
        self.held = whole_publications(session, (id_ for id_ in targets.values() if id_))

    def carry_out(self, row: Row) -> None:
        blocks = len(row.given.lines)
        choice = self.choices.get(row.number, "")
        target = self.targets[row.number]
        if row.status == "unchanged":
            self.outcome.unchanged += blocks
        elif target is not None:
            self._update(self.held[target], row.given)
            self.outcome.changed += blocks
        elif (row.status == "new" and choice != "skip") or (
            row.status == "unclear" and choice == "new"
        ):
            self._add(row.given)
            self.outcome.new += blocks
        elif row.status == "unclear":
            self.outcome.unclear += blocks
        else:
            self.outcome.skipped += blocks

    def _add(self, given: Incoming) -> None:
        publication = Publication(
            citation_key=self._free_key(given.entry.key),
            fingerprint=given.fingerprint,
            translated_title=Localized(),
            # A biblatex container of fields for others to inherit is no publication of its own.
            hidden=given.entry.entry_type == "xdata",
            upload_id=self.upload.id if self.upload else None,
            directions=list(self.directions),
        )
        self.keys.add(publication.citation_key)
        self._write(publication, given)
        self.session.add(publication)
        self.outcome.keys["new"].append(publication.citation_key)

    def _update(self, publication: Publication, given: Incoming) -> None:
        publication.authorships.clear()
        # The old positions must be gone before the new ones take them.
        self.session.flush()
        self._write(publication, given.over(publication.fields))
        publication.fingerprint = given.fingerprint
        self.outcome.keys["changed"].append(publication.citation_key)

    def _write(self, publication: Publication, given: Incoming) -> None:
        write_columns(publication, given)
        publication.authorships = [
            self._authorship(position, given.people.role, name)
            for position, name in enumerate(given.people.names)
        ]
        write_search_text(publication)

    def _authorship(self, position: int, role: str, name: Name) -> Authorship:
        return Authorship(
            position=position,
            role=role,
            given=name.given,
            von=name.von,
            family=name.family,
            jr=name.jr,
            literal=name.literal,
            name=name.display,
            person=self.people.get(fold(name.display)),
        )

    def _free_key(self, key: str) -> str:
        free, number = key, 2
        while free in self.keys:
            free, number = f"{key}-{number}", number + 1
        return free


def _target(row: Row, choice: str) -> int | None:
    """The publication that is to be updated, if any."""
    if row.status == "changed":
        return None if choice == "keep" else row.held_id
    if row.status == "unclear" and choice.startswith("same:"):
        offered = {f"same:{candidate.id}": candidate.id for candidate in row.candidates}
        return offered.get(choice)
    return None


def _people_by_name(session: Session) -> dict[str, Person]:
    """People by each of their names; a name that two of them share finds neither."""
    found: dict[str, Person] = {}
    shared: set[str] = set()
    for person in session.scalars(select(Person)):
        for name in {fold(name) for name in [*person.name.values(), *person.aliases]} - {""}:
            if name in found:
                shared.add(name)
            found[name] = person
    return {name: person for name, person in found.items() if name not in shared}
