"""Carrying a plan out: rows written into the session, never committed here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from microsite.importing.held import whole_publications
from microsite.importing.plan import Plan, Row
from microsite.importing.writing import Writer
from microsite.models import Direction

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
    upload_id: int | None = None,
    progress: Callable[[], object] = lambda: None,
) -> Outcome:
    """Write what the plan and the choices say; `progress` is called once a row.

    Choices by row number: new `add` or `skip`; changed `update` or `keep`; unclear `skip`, `new`
    or `same:<publication id>`. The first of each is what happens without a choice, and what
    happens for a choice that the row does not offer. What is new gets `directions`.
    """
    choices = choices or {}
    outcome = Outcome(failed=plan.failed)
    targets = _targets(plan.rows, choices)
    held = whole_publications(session, (target for target in targets.values() if target))
    writer = Writer(session)
    for row in plan.rows:
        blocks, choice, target = len(row.given.lines), choices.get(row.number), targets[row.number]
        if row.status == "unchanged":
            outcome.unchanged += blocks
        elif target is not None:
            writer.update(held[target], row.given)
            outcome.changed += blocks
            outcome.keys["changed"].append(held[target].citation_key)
        elif _is_wanted(row, choice):
            outcome.new += blocks
            outcome.keys["new"].append(writer.add(row.given, directions, upload_id))
        elif row.status == "unclear":
            outcome.unclear += blocks
        else:
            outcome.skipped += blocks
        progress()
    writer.flush()
    return outcome


def _is_wanted(row: Row, choice: str | None) -> bool:
    """Whether a publication is to be made of the row."""
    return choice == "new" if row.status == "unclear" else row.status == "new" and choice != "skip"


def _targets(rows: Iterable[Row], choices: Choices) -> dict[int, int | None]:
    """The publication that each row updates. One is updated once: a second row stays unclear."""
    targets: dict[int, int | None] = {}
    taken: set[int | None] = set()
    for row in sorted(rows, key=lambda row: row.status == "unclear"):
        target = _target(row, choices.get(row.number, ""))
        targets[row.number] = None if target in taken else target
        taken.add(target)
    return targets


def _target(row: Row, choice: str) -> int | None:
    """The publication that is to be updated, if any."""
    if row.status == "changed":
        return None if choice == "keep" else row.held_id
    if row.status == "unclear" and choice.startswith("same:"):
        offered = {f"same:{candidate.id}": candidate.id for candidate in row.candidates}
        return offered.get(choice)
    return None
