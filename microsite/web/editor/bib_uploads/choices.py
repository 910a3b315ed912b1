"""What an editor chose in the form of a preview, added to what was chosen on its other pages."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from microsite.importing.choices import Choices
from microsite.importing.plan import Plan, Row

LATER = "later"
"""The choice to leave an unclear row undecided."""

_USUAL = {"new": "add", "changed": "update", "unclear": LATER}
_OFFERED = {
    "new": re.compile(r"add|skip|into:\d{1,7}"),
    "changed": re.compile(r"update|keep"),
    "unclear": re.compile(r"later|skip|new|same:\d{1,15}"),
}
_ROW = re.compile(r"(choice|was|field)-(\d{1,7})(?:-(.+))?", re.DOTALL)

Suggested = Mapping[int, tuple[str, ...]]


class Draft:
    """Choices that can still be changed, with the directions of all that is new."""

    def __init__(self, plan: Plan, kept: Mapping[str, Any], slugs: list[str]) -> None:
        found = Choices.from_dict(kept)
        self.slugs = slugs
        self._plan = plan
        self._rows = dict(found.rows)
        self._others = dict(found.others)
        self._fields = {number: dict(sides) for number, sides in found.fields.items()}
        self._directions = dict(found.directions)

    @property
    def choices(self) -> Choices:
        """What is to be kept."""
        return Choices(self._rows, self._others, self._fields, self._directions)

    def of(self, row: Row) -> str:
        """What becomes of a row."""
        return self._rows.get(row.number) or self._default(row)

    def wins(self, row: Row, name: str, usual: str) -> str:
        """Which side a field takes."""
        return self._fields.get(row.number, {}).get(name, usual)

    def directions_of(self, row: Row) -> list[str]:
        """The directions a new row is to have."""
        return self._directions.get(row.number, self.slugs)

    @property
    def has_own_directions(self) -> bool:
        """Whether some row has directions that differ from those of all."""
        return bool(self._directions)

    def read(self, form: MultiDict[str, str], known: list[str]) -> None:
        """Take over what the rows of one page say. What is not offered is ignored."""
        for what, row, name, value in _named(form, self._plan):
            if what == "choice":
                self._choose(row, value)
            elif what == "field":
                self._take_side(row, name, value)
            else:
                chosen = form.getlist(f"directions-{row.number}")
                self._direct(row, [slug for slug in known if slug in chosen], value.split())
        if "directions-of-all" in form:
            chosen = form.getlist("directions")
            self.slugs = [slug for slug in known if slug in chosen]

    def choose_all(self, status: str, choice: str) -> None:
        """The same for all rows of a status, on every page."""
        offered = _OFFERED.get(status)
        if offered is None or not offered.fullmatch(choice) or ":" in choice:
            return
        for row in self._plan.rows_of(status):  # type: ignore[arg-type]
            self._rows.pop(row.number, None)
        self._others[status] = choice

    def accept(self, suggested: Suggested) -> None:
        """Add all suggested directions."""
        for number, slugs in suggested.items():
            own = self._directions.get(number, self.slugs)
            self._directions[number] = [*own, *(slug for slug in slugs if slug not in own)]

    def forget_directions(self) -> None:
        """Let all rows have the directions of all."""
        self._directions.clear()

    def _default(self, row: Row) -> str:
        usual = _USUAL.get(row.status, "")
        return self._others.get(row.status) or row.remembered or usual

    def _choose(self, row: Row, choice: str) -> None:
        if row.status not in _OFFERED or not _OFFERED[row.status].fullmatch(choice):
            return
        if choice == self._default(row):
            self._rows.pop(row.number, None)
        else:
            self._rows[row.number] = choice

    def _take_side(self, row: Row, name: str, side: str) -> None:
        usual = _usual_sides(row).get(name)
        if usual is None or side not in ("file", "held"):
            return
        sides = self._fields.setdefault(row.number, {})
        sides[name] = side
        if side == usual:
            del sides[name]
        if not sides:
            del self._fields[row.number]

    def _direct(self, row: Row, chosen: list[str], was: list[str]) -> None:
        # Unchanged on the page: such a row goes on following the directions of all.
        if set(chosen) != set(was):
            self._directions[row.number] = chosen
        if set(self._directions.get(row.number, ())) == set(self.slugs):
            self._directions.pop(row.number, None)


def _named(form: MultiDict[str, str], plan: Plan) -> Iterator[tuple[str, Row, str, str]]:
    """What the fields of the form say of which rows; of fields with one name the first counts."""
    for given, value in form.items():
        match = _ROW.fullmatch(given)
        if match and int(match[2]) < len(plan.rows):
            yield match[1], plan.rows[int(match[2])], match[3] or "", value


def _usual_sides(row: Row) -> dict[str, str]:
    changes = row.changes or (row.candidates[0].changes if len(row.candidates) == 1 else ())
    return {change.name: change.wins for change in changes}
