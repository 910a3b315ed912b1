"""What differs between two states of a thing: field by field, and per language."""

from dataclasses import dataclass
from typing import Any

from microsite.editing.kinds import Field, Fields, Kind, Shape
from microsite.editing.texts import Hunk, hunks


@dataclass(frozen=True)
class Difference:
    """A field that differs, in one language if it has several.

    `hunks` are given for texts; otherwise `gone` and `come` are what a list lost and got, or the
    former and the new value.
    """

    field: Field
    lang: str
    old: Any
    new: Any

    @property
    def is_text(self) -> bool:
        """Whether it is read as a text."""
        return self.field.shape in (Shape.TEXT, Shape.LINE, Shape.PROSE, Shape.RECORD)

    @property
    def hunks(self) -> list[Hunk]:
        """A text's lines, the same and the different ones."""
        return hunks(self.old or "", self.new or "")

    @property
    def gone(self) -> list[Any]:
        """What is there no more."""
        return _without(self.old, self.new)

    @property
    def come(self) -> list[Any]:
        """What was not there before."""
        return _without(self.new, self.old)

    @property
    def is_order(self) -> bool:
        """Whether a list has the same in another order."""
        return not self.gone and not self.come


def differences(kind: Kind, old: Fields, new: Fields) -> list[Difference]:
    """The fields that differ, in the order of the form."""
    found = []
    for field in kind.fields:
        if field.name not in old and field.name not in new:
            continue
        before, after = old.get(field.name), new.get(field.name)
        if field.shape in (Shape.LINE, Shape.PROSE, Shape.RECORD):
            before, after = before or {}, after or {}
            for lang in dict.fromkeys((*before, *after)):
                if before.get(lang, "") != after.get(lang, ""):
                    one, other = before.get(lang, ""), after.get(lang, "")
                    found.append(Difference(field, lang, one, other))
        elif before != after:
            found.append(Difference(field, "", before, after))
    return found


def _without(these: Any, those: Any) -> list[Any]:
    if not isinstance(these, list) and not isinstance(those, list):
        return [] if these in (None, "") else [these]
    return [one for one in these or [] if one not in (those or [])]
