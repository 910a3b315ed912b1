"""Texts in one language: what is said beside the text between two lines of hyphens, then the text.

A blank line stands before the text and a newline behind it; neither belongs to it.
"""

from typing import NamedTuple

from microsite.moving.content.yaml_files import BadYamlError, Table, dump, load
from microsite.moving.words import N_

_EDGE = "---\n"
NO_TABLE = N_("Names and values must stand between the two lines of hyphens: “title: …”.")
OPEN = N_("The second line of three hyphens is missing, so that nothing can be read.")


class Text(NamedTuple):
    """What a file says; `body` is None where there is no text."""

    front: Table
    body: str


def write(front: dict[str, str], body: str) -> str:
    """A file that `read` reads as it was."""
    said = dump(front) if front else ""
    return f"{_EDGE}{said}{_EDGE}\n{body}\n"


def read(text: str) -> Text:
    """The two parts of a file; one without hyphens is all text.

    Raises:
        BadYamlError: with the line.
    """
    text = text.removeprefix("\ufeff")
    if text.startswith("---\r\n"):
        text = text.replace("\r\n", "\n")
    if not text.startswith(_EDGE):
        front = load("")
        front.line, front.lines = 1, {}
        return Text(front, text.removesuffix("\n"))
    said, found, body = _parts(text)
    if not found:
        raise BadYamlError(1, OPEN)
    front = load(said, first_line=2)
    if not isinstance(front, Table):
        raise BadYamlError(2, NO_TABLE)
    if not front:
        front.line, front.lines = 1, {}
    return Text(front, body.removeprefix("\n").removesuffix("\n"))


def _parts(text: str) -> tuple[str, str, str]:
    rest = text[len(_EDGE) :]
    if rest.startswith(_EDGE):
        return "", _EDGE, rest[len(_EDGE) :]
    said, edge, body = rest.partition(f"\n{_EDGE}")
    if not edge and rest.endswith("\n---"):
        return rest[:-3], _EDGE, ""
    return f"{said}\n", edge, body
