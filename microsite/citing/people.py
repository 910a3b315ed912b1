"""Names as the styles write them. A name in Chinese, Japanese or Korean is never taken apart."""

import re
from collections.abc import Callable, Sequence

from microsite.bibtex.cjk import is_cjk
from microsite.citing.parts import Item, text

Name = dict[str, str]
_PART = re.compile(r"[^\s.-]+\.?|-")


def names(item: Item) -> tuple[Sequence[Name], str]:
    """The names that stand in front, and the role they have there: author, editor, or nothing."""
    for role in ("author", "editor", "translator"):
        if item.get(role):
            return item[role], role
    return (), ""


def whole(name: Name) -> str | None:
    """A name that stays in one piece, or None for one with parts."""
    if name.get("literal"):
        return text(name["literal"])
    family, given = name.get("family", ""), name.get("given", "")
    if is_cjk(family + given):
        return text(family + given)
    return None if given else text(surname(name))


def surname(name: Name) -> str:
    """The family name with its particles."""
    return " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))


def initials(name: Name, dot: str = ".") -> str:
    """The given names as initials: "M. A.", "M.-J."; with another `dot` "M A", "M J"."""
    letters: list[str] = []
    for part in _PART.findall(name.get("given", "")):
        if part == "-":
            letters.append("-" if dot else " ")
        else:
            apart = " " if letters and letters[-1] not in ("-", " ") else ""
            letters.append(f"{apart}{part[0].upper()}{dot}")
    return text("".join(letters).strip())


def family_first(name: Name) -> str:
    """Gardner, Maria."""
    pieces = (text(surname(name)), text(name.get("given", "")), text(name.get("suffix", "")))
    return whole(name) or ", ".join(filter(None, pieces))


def given_first(name: Name) -> str:
    """Maria Gardner."""
    pieces = (name.get("given", ""), surname(name), name.get("suffix", ""))
    return whole(name) or text(" ".join(filter(None, pieces)))


def initials_first(name: Name) -> str:
    """M. Gardner."""
    pieces = (initials(name), text(surname(name)), text(name.get("suffix", "")))
    return whole(name) or " ".join(filter(None, pieces))


def initials_last(name: Name) -> str:
    """Gardner, M."""
    pieces = (text(surname(name)), initials(name), text(name.get("suffix", "")))
    return whole(name) or ", ".join(filter(None, pieces))


def listed(said: Sequence[str], join: str, *, comma_for_two: bool) -> str:
    """A list of names with `join` ("and", "&") before the last one."""
    if len(said) < 2:
        return "".join(said)
    comma = "," if len(said) > 2 or comma_for_two else ""
    return f"{', '.join(said[:-1])}{comma} {join} {said[-1]}"


def edited_by(item: Item, say: Callable[[Name], str]) -> str:
    """The editors of the book that the work stands in."""
    return listed([say(name) for name in item.get("editor", ())], "and", comma_for_two=False)
