"""Lists of names taken apart while still in LaTeX: braces say what belongs together."""

import html
import re

from microsite.bibtex.cjk import split_cjk_list

_AND = re.compile(r"\sand(?=\s|$)|^and(?=\s)", re.IGNORECASE)
_BRACE = re.compile(r"(?<!\\)[{}]")
# What is looked at when a text with braces is split at a sign.
_MARKS = {
    "and": re.compile(r"(?<!\\)[{}]|(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE),
    ";": re.compile(r"(?<!\\)[{}]|;"),
    ",": re.compile(r"(?<!\\)[{}]|,"),
    " ": re.compile(r"(?<!\\)[{}]|(?:\s|(?<!\\)~)++"),
}
_ENTITY = re.compile(r"&(?:#\d{1,7}|[A-Za-z]{2,10});")
_INITIALS = re.compile(r"(?:[^\W\d_a-zà-ÿ](?:\.|\b)[\s~.-]*){1,4}|[A-Z]{1,3}")
# A. Smith: no family name begins with an initial and a full stop.
_INITIAL_FIRST = re.compile(r"(?:[^\W\d_]\.[\s~-]*)+[^\W\d_]\w+[^,]*")
EXTENDED = re.compile(r'\s*"?\s*(?:family|given|prefix|suffix|useprefix|id)(?:-i)?\s*=', re.I)
JUNIOR = re.compile(r"(?:jr|sr|ph\.?\s?d|m\.?\s?d|[ivx]+|esq)\.?", re.IGNORECASE)


def split_list(value: str) -> list[str]:
    """The single names in the value of a field like `author`, still in LaTeX."""
    value = " ".join(value.split())
    if "&" in value:
        value = _ENTITY.sub(lambda entity: html.unescape(entity[0]), value)
    parts = _split_at_and(value)
    if ";" in value or "；" in value:
        parts = [piece for part in parts for piece in split(part.replace("；", ";"), ";")]
    if len(parts) == 1 and "," in value:
        parts = _comma_separated(parts[0])
    if len(parts) <= 2 and ", " in parts[0]:
        parts = [*_before_the_last(parts[0]), *parts[1:]]
    if not value.isascii():
        parts = [piece for part in parts for piece in split_cjk_list(part)]
    return [part.strip() for part in parts if part.strip()]


def _split_at_and(value: str) -> list[str]:
    """Split at "and" outside of braces; quickly where it is written as nearly always."""
    lower = value.lower()
    if (
        lower.count(" and ") != value.count(" and ")
        or " and and " in lower
        or lower.startswith("and ")
        or lower.endswith(" and")
        or "\\{" in value
        or "\\}" in value
    ):
        return split(value, "and")
    if " and " not in value:
        return [value]
    pieces = value.split(" and ")
    if "{" not in value and "}" not in value:
        return pieces
    whole = []
    begun: list[str] = []
    depth = 0
    for piece in pieces:
        depth += piece.count("{") - piece.count("}")
        begun.append(piece)
        if depth < 0:
            return split(value, "and")
        if depth == 0:
            whole.append(" and ".join(begun) if len(begun) > 1 else piece)
            begun = []
    return whole if depth == 0 else split(value, "and")


def split(text: str, sign: str) -> list[str]:
    """Split at `sign` ("and", ";", ",", or " " for blanks and ties) outside of braces."""
    if "{" not in text and not (sign == " " and "\\~" in text):
        if sign == " ":
            return text.replace("~", " ").split()
        return _AND.split(text) if sign == "and" else text.split(sign)
    pieces = []
    depth = start = 0
    for mark in _MARKS[sign].finditer(text):
        found = mark[0]
        if found == "{":
            depth += 1
        elif found == "}":
            depth = max(depth - 1, 0)
        elif depth == 0:
            pieces.append(text[start : mark.start()])
            start = mark.end()
    pieces.append(text[start:])
    return [piece for piece in pieces if piece] if sign == " " else pieces


def _comma_separated(part: str) -> list[str]:
    """A list written with commas only, "A. Smith, B. Jones, C. Brown" or "Smith, A., Jones, B."."""
    pieces = [piece.strip() for piece in split(part, ",")]
    if len(pieces) < 3 or EXTENDED.match(part):
        return [part]
    if len(pieces) % 2 == 0 and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        pairs = zip(pieces[::2], pieces[1::2], strict=True)
        return [f"{family}, {given}" for family, given in pairs]
    people = all(len(split(piece, " ")) in (2, 3, 4) for piece in pieces if piece)
    return pieces if people and not JUNIOR.fullmatch(pieces[1]) else [part]


def _before_the_last(part: str) -> list[str]:
    """The people before the one "and" of a list written as in prose.

    "J. Smith, A. Doe" of "J. Smith, A. Doe and B. Roe"; with whole names there have to be three,
    because "Doe Smith, Ann Bea" is one person.
    """
    pieces = [piece.strip() for piece in split(part, ",") if piece.strip()]
    if part[1:2] == "." and all(map(_INITIAL_FIRST.fullmatch, pieces)):
        return pieces
    words = [len(split(piece, " ")) for piece in pieces]
    are_names = len(pieces) > 2 and min(words) > 1 and max(words) < 5
    return [part] if not are_names or EXTENDED.match(part) else pieces


def is_one_group(part: str) -> bool:
    """Whether all of `part` stands in one pair of braces, and is no accented letter."""
    if not (part.startswith("{") and part.endswith("}")) or part.startswith("{\\"):
        return False
    depth = 0
    for mark in _BRACE.finditer(part):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return mark.end() == len(part)
    return False
