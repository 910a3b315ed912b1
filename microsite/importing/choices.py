"""What an editor chose in the preview of an upload."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices by the number of a row.

    `rows` says what becomes of it: new `add`, `skip` or `into:<row number>`; changed `update` or
    `keep`; unclear `skip`, `new` or `same:<publication id>`. `others` is the same by status for
    the rows not named. `fields` says `file` or `held` by the name of a field, `directions` gives
    slugs that take the place of the upload's.
    """

    rows: Mapping[int, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    directions: Mapping[int, list[str]] = field(default_factory=dict)

    def of(self, number: int, status: str) -> str:
        """The choice for a row; empty where nothing was chosen."""
        return self.rows.get(number) or self.others.get(status, "")

    def as_dict(self) -> dict[str, Any]:
        """The same as plain data, as JSON keeps it."""
        return {
            "rows": {str(number): choice for number, choice in self.rows.items()},
            "others": dict(self.others),
            "fields": {str(number): dict(sides) for number, sides in self.fields.items()},
            "directions": {str(number): list(slugs) for number, slugs in self.directions.items()},
        }

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any]) -> Self:
        """The choices that `as_dict` gave."""
        return cls(
            {int(number): choice for number, choice in kept.get("rows", {}).items()},
            kept.get("others", {}),
            {int(number): sides for number, sides in kept.get("fields", {}).items()},
            {int(number): slugs for number, slugs in kept.get("directions", {}).items()},
        )
