"""What came of moving: how much of each kind, what could not be carried, what was left behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

OUTCOMES = ("new", "changed", "unchanged")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: `template % params` says what, in English, for gettext."""

    file: str
    line: int
    template: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.params


@dataclass(frozen=True, slots=True)
class Remote:
    """A picture of another site: it may be fetched by hand, and a link stands in its place."""

    file: str
    line: int
    url: str


@dataclass
class Report:
    """Counts by kind and outcome, the problems in their order, and the pictures left elsewhere."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    left: list[Remote] = field(default_factory=list)

    def count(self, kind: str, outcome: str, number: int = 1) -> None:
        """So many more of a kind were new, changed or unchanged."""
        row = self.counts.setdefault(kind, dict.fromkeys(OUTCOMES, 0))
        row[outcome] += number

    def tell(self, file: str, line: int, template: str, **params: Any) -> None:
        """Note a problem, once."""
        problem = Problem(file, line, template, params)
        if problem not in self.problems:
            self.problems.append(problem)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain data, the messages in English."""
        return {
            "counts": self.counts,
            "problems": [
                {"file": one.file, "line": one.line, "message": str(one)} for one in self.problems
            ],
            "left": [{"file": one.file, "line": one.line, "url": one.url} for one in self.left],
        }
