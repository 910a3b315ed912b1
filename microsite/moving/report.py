"""What came of moving: how much of each kind, what could not be carried, what was left behind."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from microsite.moving.words import N_

MOST_OF_A_FILE = 1000
"""Problems: who finds as many in one file begins with another way of writing it."""

MORE = N_("There is more to look at than %(most)d lines; no more of this file is listed.")
BUSY = N_("Others are bringing pictures just now. Bring the content again in a few minutes.")
OUTCOMES = ("new", "changed", "unchanged")


@dataclass(frozen=True, slots=True)
class Said:
    """A message that stands within another one, among its values; by itself it is English."""

    template: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template % self.params


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: `template % params` says what, in English, for gettext.

    Among the values may be messages of their own (`Said`).
    """

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
    _told: set[tuple[str, int, str, str]] = field(default_factory=set, repr=False, compare=False)
    _left: set[Remote] = field(default_factory=set, repr=False, compare=False)
    _numbers: Counter[str] = field(default_factory=Counter, repr=False, compare=False)

    def count(self, kind: str, outcome: str, number: int = 1) -> None:
        """So many more of a kind were new, changed or unchanged."""
        row = self.counts.setdefault(kind, dict.fromkeys(OUTCOMES, 0))
        row[outcome] += number

    def is_full(self, file: str) -> bool:
        """Whether so much is wrong in a file that no more of it is listed."""
        return self._numbers[file] > MOST_OF_A_FILE

    def tell(self, file: str, line: int, template: str, **params: Any) -> None:
        """Note a problem, once."""
        mark = (file, line, template, repr(params))
        if self.is_full(file) or mark in self._told:
            return
        self._told.add(mark)
        if not self._overflows(file, line):
            self.problems.append(Problem(file, line, template, params))

    def leave(self, remote: Remote) -> None:
        """Note a picture of another site, once."""
        if self.is_full(remote.file) or remote in self._left:
            return
        self._left.add(remote)
        if not self._overflows(remote.file, remote.line):
            self.left.append(remote)

    def _overflows(self, file: str, line: int) -> bool:
        """Count one more; the first too many is told."""
        self._numbers[file] += 1
        if self.is_full(file):
            self.problems.append(Problem(file, line, MORE, {"most": MOST_OF_A_FILE}))
        return self.is_full(file)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain data, the messages in English."""
        return {
            "counts": self.counts,
            "problems": [
                {"file": one.file, "line": one.line, "message": str(one)} for one in self.problems
            ],
            "left": [{"file": one.file, "line": one.line, "url": one.url} for one in self.left],
        }
