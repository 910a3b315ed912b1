"""Two changes of one thing put together: what does not collide by itself, the rest by choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from microsite.editing.kinds import Field, Fields, Kind, Shape
from microsite.editing.texts import lines, same_runs

THEIRS, YOURS, BOTH = "theirs", "yours", "both"


@dataclass(frozen=True)
class Clash:
    """What both changed, in different ways: a whole field, or some lines of a text.

    `name` tells it from the others, for the choice.
    """

    name: str
    field: Field
    lang: str
    base: Any
    theirs: Any
    yours: Any

    @property
    def is_text(self) -> bool:
        """Whether both can be kept, one after the other."""
        return self.field.shape is Shape.PROSE


@dataclass(frozen=True)
class Merged:
    """The fields put together, and what is still to be chosen (theirs stands there till then)."""

    fields: Fields
    clashes: list[Clash]


def merge(
    kind: Kind,
    base: Fields | None,
    theirs: Fields,
    yours: Fields,
    choices: Mapping[str, str] | None = None,
) -> Merged:
    """Put together what two editors made of a thing.

    Without a `base` all that differs collides. `choices` are by the names of the clashes: theirs,
    yours or both. What is chosen is no clash any more.
    """
    merging = _Merging(base is not None, choices or {})
    fields = {}
    for field in kind.fields:
        if field.name in yours:
            three = _Three(*((said or {}).get(field.name) for said in (base, theirs, yours)))
            fields[field.name] = merging.field(field, three)
    return Merged(fields, merging.clashes)


class _Three(NamedTuple):
    base: Any
    theirs: Any
    yours: Any


class _Merging:
    """One merge, with the clashes met so far."""

    def __init__(self, has_base: bool, choices: Mapping[str, str]) -> None:
        self.clashes: list[Clash] = []
        self._has_base = has_base
        self._choices = choices

    def field(self, field: Field, three: _Three) -> Any:
        if field.shape in (Shape.LINE, Shape.PROSE, Shape.RECORD):
            texts = [said or {} for said in three]
            if field.shape is Shape.RECORD:
                return self._record(field, _Three(*texts))
            found = {}
            for lang in dict.fromkeys(lang for said in texts for lang in said):
                found[lang] = self._text(field, lang, _Three(*(t.get(lang, "") for t in texts)))
            return {lang: text for lang, text in found.items() if text}
        if isinstance(three.yours, list) and field.shape is not Shape.PARTS and self._has_base:
            return _list(*(said or [] for said in three))
        return self._value(field, "", f"{field.name}.", three)

    def _record(self, field: Field, three: _Three) -> dict[str, str]:
        """Field by field of an entry; None is one that is not written by hand."""
        found = {}
        for key in dict.fromkeys(key for said in three for key in said):
            parts = _Three(*(said.get(key) for said in three))
            value = self._value(field, key, f"{field.name}.{key}", parts)
            if value is not None:
                found[key] = value
        return found

    def _text(self, field: Field, lang: str, three: _Three) -> str:
        """Lines that only one side changed come in; where both did, a choice is asked for."""
        name = f"{field.name}.{lang}"
        if field.shape is not Shape.PROSE or not self._has_base:
            return str(self._value(field, lang, name, three))
        chunks = _chunks(*(lines(said) for said in three))
        return "".join(
            self._value(field, lang, f"{name}.{number}", _Three(*map("".join, chunk)))
            for number, chunk in enumerate(chunks)
        )

    def _value(self, field: Field, lang: str, name: str, three: _Three) -> Any:
        if three.yours == three.theirs or (self._has_base and three.yours == three.base):
            return three.theirs
        if self._has_base and three.theirs == three.base:
            return three.yours
        clash = Clash(name, field, lang, *three)
        choice = self._choices.get(name)
        if choice == YOURS:
            return clash.yours
        if choice == BOTH and clash.is_text:
            first = str(clash.theirs)
            gap = "" if not first or first.endswith("\n") else "\n\n"
            return f"{first}{gap}{clash.yours}"
        if choice != THEIRS:
            self.clashes.append(clash)
        return clash.theirs


def _list(base: list[Any], theirs: list[Any], yours: list[Any]) -> list[Any]:
    """Yours, with what they added and without what they took away."""
    # An order that only they changed is the one that counts.
    if yours == base:
        return theirs
    kept = [one for one in yours if one in theirs or one not in base]
    return [*kept, *(one for one in theirs if one not in base and one not in yours)]


Lines = list[str]


def _chunks(base: Lines, theirs: Lines, yours: Lines) -> list[tuple[Lines, Lines, Lines]]:
    """The three texts cut at the lines that all of them have (diff3, as in merge tools)."""
    found: list[tuple[Lines, Lines, Lines]] = []
    with_theirs, with_yours = _matches(base, theirs), _matches(base, yours)
    at, other, own = 0, 0, 0
    for line in range(len(base)):
        if line in with_theirs and line in with_yours:
            there, here = with_theirs[line], with_yours[line]
            if line > at or there > other or here > own:
                found.append((base[at:line], theirs[other:there], yours[own:here]))
            found.append(([base[line]], [base[line]], [base[line]]))
            at, other, own = line + 1, there + 1, here + 1
    if at < len(base) or other < len(theirs) or own < len(yours):
        found.append((base[at:], theirs[other:], yours[own:]))
    return found


def _matches(base: Lines, text: Lines) -> dict[int, int]:
    """Which line of the base is which of the text; rising, as a comparison finds them."""
    runs = same_runs(base, text)
    return {at + step: there + step for at, there, size in runs for step in range(size)}
