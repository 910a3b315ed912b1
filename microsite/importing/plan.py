"""What a file would change: one row an entry, nothing written."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from microsite.bibtex import Entry, ParsedFile, Problem, reading
from microsite.importing.changes import Change, changes
from microsite.importing.facts import Incoming, incoming
from microsite.importing.held import Known, Shown
from microsite.importing.match import Index, Match, Reason
from microsite.importing.twins import Twin, twins

Status = Literal["new", "changed", "unchanged", "unclear"]
STATUSES: tuple[Status, ...] = ("new", "changed", "unchanged", "unclear")
_COMPARED = frozenset({"changed", "unclear"})


class Candidate(NamedTuple):
    """A publication that an unclear entry may be; `reason` is a word for why.

    The reasons `preprint` and `published` say which version of the work the publication is.
    `changes` is what would become of it; with `adds_only` the entry but adds what it lacks.
    """

    id: int
    citation_key: str
    title: str
    authors: str
    year: int | None
    reason: Reason
    changes: tuple[Change, ...] = ()
    adds_only: bool = False


class Row(NamedTuple):
    """What would happen to one entry; `number` counts from 0 through the file.

    `held_id` is the publication that a changed or unchanged entry is. `remembered` is the choice
    that is proposed: what was decided about an unclear entry before, `skip` or
    `same:<publication id>`, or `into:<twin>`. `twin` is the number of an earlier new row that is
    the same work under another key, or another version of it, preprint or published.
    """

    number: int
    status: Status
    given: Incoming
    held_id: int | None = None
    changes: tuple[Change, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    remembered: str = ""
    twin: int | None = None

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


class Source(Known, Protocol):
    """What is held, and those of it that are to be compared or shown."""

    def shown(self, ids: Iterable[int]) -> Mapping[int, Shown]: ...  # noqa: D102


def plan(parsed: ParsedFile, held: Source) -> Plan:
    """Match each entry with what is held.

    Blocks of the file are counted, so that a repeated one counts as what it repeats.
    """
    file = incoming(parsed.entries)
    index = Index(held)
    matches = index.match(file)
    rows = _rows(file, matches, held.shown(_to_compare(matches)))
    counts = dict.fromkeys(STATUSES, 0)
    for row in rows:
        counts[row.status] += len(row.given.lines)
    return Plan(
        rows=rows,
        problems=parsed.problems,
        failed=parsed.failed,
        fingerprint=_fingerprint(rows, index.versions),
        counts=counts,
    )


def _rows(
    file: list[Incoming], matches: list[Match], shown: Mapping[int, Shown]
) -> tuple[Row, ...]:
    # No list of pairs: of so many objects each one more makes Python's collector work.
    new = (place for place, match in enumerate(matches) if match.status == "new")
    pairs = twins(file, new)
    return tuple(
        _compared(number, file[number], match, shown)
        if match.status in _COMPARED
        else _settled(number, file[number], match, pairs.get(number))
        for number, match in enumerate(matches)
    )


def _settled(number: int, given: Incoming, match: Match, twin: Twin | None) -> Row:
    if twin is None:
        return Row(number, match.status, given, match.held_id)
    choice = f"into:{twin.place}" if twin.is_same else ""
    return Row(number, match.status, given, match.held_id, (), (), choice, twin.place)


def _to_compare(matches: Iterable[Match]) -> set[int]:
    """The publications that changed and unclear entries are or may be."""
    wanted = {held_id for match in matches for held_id, _ in match.likely}
    return wanted | {
        match.held_id
        for match in matches
        if match.status == "changed" and match.held_id is not None
    }


def _compared(number: int, given: Incoming, match: Match, shown: Mapping[int, Shown]) -> Row:
    if match.held_id is None:
        candidates = tuple(
            _candidate(given, shown[held_id], reason) for held_id, reason in match.likely
        )
        return Row(number, "unclear", given, candidates=candidates, remembered=match.remembered)
    found = changes(given, shown[match.held_id])
    return Row(number, "changed" if found else "unchanged", given, match.held_id, found)


def _candidate(given: Incoming, publication: Shown, reason: Reason) -> Candidate:
    # Of two versions the published one leads; a publication another entry gives stays as it is.
    adds_only = reason in ("published", "decided")
    return Candidate(
        id=publication.id,
        citation_key=publication.citation_key,
        title=publication.title,
        authors=publication.authors,
        year=publication.year,
        reason=reason,
        changes=changes(given, publication, adds_only=adds_only),
        adds_only=adds_only,
    )


def _fingerprint(rows: Iterable[Row], versions: Mapping[int | None, str]) -> str:
    """A hash of what each row says of which version of which publication."""
    seen: list[str] = []
    for _, status, given, held_id, _, candidates, remembered, _ in rows:
        seen += (status, given.fingerprint, given.entry.key, remembered, versions[held_id])
        for one in candidates:
            seen += (str(one.id), one.reason, versions[one.id])
    return hashlib.sha256("\x1f".join(seen).encode("utf-8", "surrogatepass")).hexdigest()[:32]
