"""Field by field: what an entry says, what is held, and which of the two wins."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from microsite.bibtex import reading
from microsite.bibtex.write import writable, writable_type
from microsite.importing.facts import Incoming
from microsite.importing.held import Shown
from microsite.importing.versions import PLACE

ENTRY_TYPE = "entry type"

Side = Literal["file", "held"]
Said = tuple[str, str | None, str | None]


class Change(NamedTuple):
    """A field that differs: what we hold and what the file gives, None where it is missing.

    `edited` says that an editor wrote what we hold. `wins` is what stays unless somebody chooses.
    """

    name: str
    held: str | None
    given: str | None
    edited: bool = False
    wins: Side = "file"


def changes(given: Incoming, publication: Shown, *, adds_only: bool = False) -> tuple[Change, ...]:
    """The fields the file gives otherwise; what only we hold stays and is no change.

    With `adds_only` what we hold wins wherever we hold something, and it has its own place.
    """
    found: list[Said] = []
    if writable_type(given.entry.entry_type) != writable_type(publication.entry_type):
        found.append((ENTRY_TYPE, publication.entry_type, given.entry.entry_type))
    held = grouped(publication.fields)
    for name, values in grouped(given.fields).items():
        if values != held.get(name) and not _is_same(name, values, publication):
            before = "\n".join(held[name]) if name in held else None
            found.append((name, before, "\n".join(values)))
    edited = set(publication.edited_fields)
    said = found or _inherited(given.over(publication.fields), publication)
    return tuple(
        Change(
            name,
            before,
            now,
            name in edited,
            "held" if name in edited or (adds_only and _stays(name, before)) else "file",
        )
        for name, before, now in said
    )


def _is_same(name: str, values: list[str], publication: Shown) -> bool:
    """Whether only blanks differ, and what an export has to mend."""
    ((written, said),) = grouped(writable([(name, value) for value in values])).items()
    held = [pair for pair in writable(publication.fields) if pair[0] == written]
    return list(map(_squeezed, said)) == [_squeezed(value) for _, value in held]


def _stays(name: str, held: str | None) -> bool:
    return held is not None or name in PLACE


def grouped(fields: Iterable[Iterable[str]]) -> dict[str, list[str]]:
    """The values by the name of their field, in order."""
    found: dict[str, list[str]] = {}
    for name, value in fields:
        found.setdefault(name, []).append(value)
    return found


def _inherited(given: Incoming, publication: Shown) -> list[Said]:
    """What reads otherwise though no own field differs: a parent of the entry was changed."""
    names = ", ".join(name.display for name in given.people.names)
    said = [
        ("title", publication.title, given.title),
        ("venue", publication.venue, reading.venue(given.entry)),
        ("year", publication.year, reading.year(given.entry)),
        ("month", publication.month, reading.month(given.entry)),
        (given.people.role, publication.authors, names),
    ]
    return [
        (name, None if held is None else str(held), None if now is None else str(now))
        for name, held, now in said
        if held != now
    ]


def _squeezed(value: str) -> str:
    return " ".join(value.split())
