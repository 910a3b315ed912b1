"""What a file would change: one row an entry, nothing written."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from microsite.bibtex import Entry, ParsedFile, Problem, reading
from microsite.importing.facts import Incoming, incoming
from microsite.importing.held import Held
from microsite.importing.match import Index, Match
from microsite.models import Publication

Status = Literal["new", "changed", "unchanged", "unclear"]
STATUSES: tuple[Status, ...] = ("new", "changed", "unchanged", "unclear")


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs: what we hold and what the file gives, None where it is missing."""

    name: str
    held: str | None
    given: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A publication that an unclear entry may be; `reason` is a word for why."""

    id: int
    citation_key: str
    title: str
    authors: str
    year: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """What would happen to one entry; `number` counts from 0 through the file.

    `held_id` is the publication that a changed or unchanged entry is.
    """

    number: int
    status: Status
    given: Incoming
    held_id: int | None = None
    changes: tuple[Change, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def entry(self) -> Entry:
        """The entry as parsed."""
        return self.given.entry

    @property
    def title(self) -> str:
        """The clean title."""
        return self.given.title

    @property
    def authors(self) -> str:
        """The names in one line."""
        return ", ".join(name.display for name in self.given.people.names)

    @property
    def venue(self) -> str:
        """Where it appeared."""
        return reading.venue(self.entry)

    @property
    def year(self) -> int | None:
        """When it appeared."""
        return reading.year(self.entry)


@dataclass(frozen=True, slots=True)
class Plan:
    """All rows, the problems of the file, and a fingerprint of what the plan was made from."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    failed: int
    fingerprint: str
    counts: Mapping[Status, int] = field(default_factory=dict)

    def rows_of(self, status: Status) -> list[Row]:
        """The rows with this status, in the file's order."""
        return [row for row in self.rows if row.status == status]


Load = Callable[[Iterable[int]], Mapping[int, Publication]]


def plan(parsed: ParsedFile, held: Iterable[Held], load: Load) -> Plan:
    """Match each entry with what is held; `load` fetches the publications to compare or show.

    Blocks of the file are counted, so that a repeated one counts as what it repeats.
    """
    file = incoming(parsed.entries)
    index = Index(held, file)
    matched = [(given, index.match(given)) for given in file]
    whole = load(
        {one.id for _, match in matched if match.status != "unchanged" for one in match.held}
    )
    rows = tuple(_row(number, given, match, whole) for number, (given, match) in enumerate(matched))
    counts: Counter[Status] = Counter()
    for row in rows:
        counts[row.status] += len(row.given.lines)
    return Plan(
        rows=rows,
        problems=parsed.problems,
        failed=parsed.failed,
        fingerprint=_fingerprint(rows, index),
        counts={status: counts[status] for status in STATUSES},
    )


def _row(number: int, given: Incoming, match: Match, whole: Mapping[int, Publication]) -> Row:
    if match.status == "unclear":
        candidates = [_candidate(whole[one.id], match.reason) for one in match.held]
        return Row(number, "unclear", given, candidates=tuple(candidates))
    if match.status == "changed":
        changes = _changes(given, whole[match.held[0].id])
        status: Status = "changed" if changes else "unchanged"
        return Row(number, status, given, match.held[0].id, changes=changes)
    return Row(number, match.status, given, match.held[0].id if match.held else None)


def _candidate(publication: Publication, reason: str) -> Candidate:
    return Candidate(
        id=publication.id,
        citation_key=publication.citation_key,
        title=publication.title,
        authors=", ".join(authorship.name for authorship in publication.authorships),
        year=publication.year,
        reason=reason,
    )


def _changes(given: Incoming, publication: Publication) -> tuple[Change, ...]:
    """The fields the file gives otherwise; what only we hold stays and is no change."""
    changes = []
    if given.entry.entry_type != publication.entry_type:
        changes.append(Change("entry type", publication.entry_type, given.entry.entry_type))
    held = _grouped(publication.fields)
    for name, values in _grouped(given.fields).items():
        if [_squeezed(value) for value in values] != [
            _squeezed(value) for value in held.get(name, [])
        ]:
            before = "\n".join(held[name]) if name in held else None
            changes.append(Change(name, before, "\n".join(values)))
    return tuple(changes) or _inherited_changes(given.over(publication.fields), publication)


def _inherited_changes(given: Incoming, publication: Publication) -> tuple[Change, ...]:
    """What reads otherwise though no own field differs: a parent of the entry was changed."""
    names = ", ".join(name.display for name in given.people.names)
    said = [
        ("title", publication.title, given.title),
        ("venue", publication.venue, reading.venue(given.entry)),
        ("year", publication.year, reading.year(given.entry)),
        ("month", publication.month, reading.month(given.entry)),
        (given.people.role, ", ".join(one.name for one in publication.authorships), names),
    ]
    return tuple(
        Change(name, None if held is None else str(held), None if now is None else str(now))
        for name, held, now in said
        if held != now
    )


def _grouped(fields: Iterable[Iterable[str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in fields:
        grouped.setdefault(name, []).append(value)
    return grouped


def _squeezed(value: str) -> str:
    return " ".join(value.split())


def _fingerprint(rows: Iterable[Row], index: Index) -> str:
    seen = [
        [
            row.status,
            row.given.fingerprint,
            row.entry.key,
            index.version(row.held_id),
            [index.version(candidate.id) for candidate in row.candidates],
        ]
        for row in rows
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:32]
