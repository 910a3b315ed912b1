"""The lab itself from its file: its name, its links, and how it has its site look."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from microsite.art import hex_colour
from microsite.editing.checks import safe_address
from microsite.localized import Localized
from microsite.models import FACES, Lab
from microsite.models.base import now
from microsite.moving.content import layout
from microsite.moving.content.source import UNKNOWN_NAME
from microsite.moving.content.things_in import Work
from microsite.moving.content.values import NOBODY, PAIRS, WrongError, number, texts
from microsite.moving.content.yaml_files import Table
from microsite.moving.words import N_

NO_LINK = N_("“%(url)s” cannot be a link. It was left out.")
NO_COLOUR = N_("“%(value)s” is no colour such as #0b5fff.")
NO_FACE = N_("“%(value)s” is no typeface. There are: %(faces)s.")
# What a file calls what the table calls otherwise.
_LOGO = "logo"


def bring(work: Work) -> None:
    """What the file says of the lab; pictures have come before."""
    said = work.source.table(layout.LAB)
    if said is None:
        return
    lab = work.session.scalar(select(Lab).order_by(Lab.id).limit(1))
    values = _values(work, said)
    if lab is None:
        work.session.add(Lab(**values))
        work.report.count("lab", "new")
        return
    different = {name: one for name, one in values.items() if getattr(lab, name) != one}
    for name, value in different.items():
        setattr(lab, name, value)
    if different:
        lab.version += 1
        lab.updated_at = now()
    work.report.count("lab", "changed" if different else "unchanged")


def _values(work: Work, said: Table) -> dict[str, Any]:
    readers: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(("name", "short_name", "tagline", "address"), _localized),
        "email": str,
        "founded": number,
        "links": lambda value: _links(work, said, value),
        "accent": _accent,
        "face": _face,
        _LOGO: lambda value: _logo(work, value),
    }
    for name in said.keys() - readers.keys():
        work.report.tell(layout.LAB, said.line_of(name), UNKNOWN_NAME, name=name[:80])
    found: dict[str, Any] = {}
    for name, read in readers.items():
        try:
            value = read(said.get(name, ""))
        except WrongError as error:
            work.report.tell(layout.LAB, said.line_of(name), error.template, **error.params)
        else:
            found["logo_id" if name == _LOGO else name] = value
    return found


def _localized(value: Any) -> Localized:
    return Localized(texts(value))


def _accent(value: Any) -> str:
    colour = hex_colour(str(value)) if value else ""
    if colour is None:
        raise WrongError(NO_COLOUR, value=str(value)[:60])
    return colour


def _face(value: Any) -> str:
    if value and value not in FACES:
        raise WrongError(NO_FACE, value=str(value)[:60], faces=", ".join(FACES))
    return str(value or FACES[0])


def _logo(work: Work, value: Any) -> int | None:
    number = work.keys.number("pictures", str(value)) if value else None
    if value and number is None:
        raise WrongError(NOBODY, kind="picture", name=str(value)[:100])
    return number


def _links(work: Work, said: Table, value: Any) -> list[list[str]]:
    found = []
    for pair in value or []:
        if not isinstance(pair, list) or len(pair) != 2:
            raise WrongError(PAIRS)
        if safe_address(str(pair[1])):
            found.append([str(pair[0]), str(pair[1])])
        else:
            work.report.tell(layout.LAB, said.line_of("links"), NO_LINK, url=str(pair[1])[:100])
    return found
