"""The values on a block's first line: `name=value`, `name="of several words"`, or a bare name."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from microsite.markdown.addresses import address
from microsite.markdown.registry import BLOCKS, Kind, Value
from microsite.markdown.sheet import Sheet

# As they come from a Chinese or a typesetter's keyboard.
_QUOTES = {'"': '"', "'": "'", "“": "”", "”": "”", "「": "」", "『": "』", "‘": "’", "＂": "＂"}
_NAME = re.compile(r"[^\s=＝\"“”]+")
_SPACE = re.compile(r"[\s\u3000,，]*")
_BARE = re.compile(r"[^\s\u3000]*")
_YES = {"true", "yes", "1", "on", "是"}
_NO = {"false", "no", "0", "off", "否"}
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_PICTURE = re.compile(r"(?:picture:)?([0-9a-f]{4,64})|(drawing:[\w./-]{1,80})")

LONGEST = 500


class Written(NamedTuple):
    """A name with its value, None where none was written."""

    name: str
    value: str | None
    closed: bool = True


def read(text: str) -> Iterator[Written]:
    """What is written after a block's name, in order. Never raises, always ends."""
    at = _SPACE.match(text).end()  # type: ignore[union-attr]
    while at < len(text):
        name = _NAME.match(text, at)
        at = name.end() if name else at + 1
        if not name:
            yield Written(text[at - 1], None)
        elif at < len(text) and text[at] in "=＝":
            value, at, closed = _value(text, at + 1)
            yield Written(name[0], value, closed)
        else:
            yield Written(name[0], None)
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _value(text: str, at: int) -> tuple[str, int, bool]:
    closing = _QUOTES.get(text[at : at + 1])
    if closing is None:
        end = _BARE.match(text, at).end()  # type: ignore[union-attr]
        return text[at:end], end, True
    end = text.find(closing, at + 1)
    if end < 0:
        return text[at + 1 :], len(text), False
    return text[at + 1 : end], end + 1, True


def checked(kind: Kind, text: str, line: int, sheet: Sheet) -> dict[str, str] | None:
    """The values of a block, each one its kind allows; None where a needed one is missing."""
    found: dict[str, str] = {}
    for written in read(text):
        name = written.name.lower()
        if not written.closed:
            sheet.wrong("unclosed-quote", line)
        value = kind.values.get(name)
        if value is None:
            _unknown(kind, written.name, line, sheet)
        elif name in found:
            sheet.wrong("repeated-value", line, block=kind.name, name=name)
        elif written.value is None and value.reads != "flag":
            sheet.wrong("unvalued", line, block=kind.name, name=name)
        else:
            good = _good(value, name, (written.value or "").strip()[:LONGEST], line, sheet)
            if good is not None:
                found[name] = good
    missing = [name for name, value in kind.values.items() if value.needed and not found.get(name)]
    for name in missing:
        sheet.wrong("missing-value", line, block=kind.name, name=name)
    return None if missing else found


def _unknown(kind: Kind, name: str, line: int, sheet: Sheet) -> None:
    known = list(kind.values)
    name = name[:60]
    like = get_close_matches(name.lower(), known, 1)
    if like:
        sheet.wrong("misspelt-value", line, block=kind.name, name=name, like=like[0])
    else:
        said = ", ".join(known) or "–"
        sheet.wrong("unknown-value", line, block=kind.name, name=name, known=said)


def _good(value: Value, name: str, given: str, line: int, sheet: Sheet) -> str | None:
    """The value as the block may have it; None, with a problem, where it may not."""
    shown = given[:60]
    if value.reads == "flag":
        if given.lower() in _NO:
            return None
        if given and given.lower() not in _YES:
            sheet.wrong("bad-flag", line, name=name, value=shown)
            return None
        return "yes"
    if value.reads == "number":
        if given.isascii() and given.isdecimal() and value.low <= int(given[:9]) <= value.high:
            return given
        sheet.wrong("bad-number", line, name=name, value=shown, low=value.low, high=value.high)
    elif value.reads == "word":
        if given.lower() in value.words:
            return given.lower()
        sheet.wrong("bad-word", line, name=name, value=shown, words=", ".join(value.words))
    elif value.reads == "slug":
        if _SLUG.fullmatch(given):
            return given
        sheet.wrong("bad-slug", line, name=name, value=shown)
    elif value.reads == "picture":
        return picture_name(given, line, sheet)
    elif value.reads == "link":
        return address(given, line, sheet)
    else:
        return given
    return None


def picture_name(given: str, line: int, sheet: Sheet) -> str | None:
    """The start of a picture's hash, or `drawing:…`; None, with a problem, for anything else."""
    found = _PICTURE.fullmatch(given.strip())
    if found:
        return found[1] or found[2]
    sheet.wrong("bad-picture", line, value=given[:60])
    return None


def kind_of(name: str, line: int, sheet: Sheet) -> Kind | None:
    """The kind of block of this name; None, with a problem, where there is none."""
    kind = BLOCKS.get(name.lower())
    if kind:
        return kind
    like = get_close_matches(name.lower(), BLOCKS, 1)
    if like:
        sheet.wrong("misspelt-block", line, name=name[:60], like=like[0])
    else:
        sheet.wrong("unknown-block", line, name=name[:60], known=", ".join(BLOCKS))
    return None


def likely_holds(name: str) -> bool:
    """Whether a block of this name, maybe misspelt, goes on to an end."""
    like = get_close_matches(name.lower(), BLOCKS, 1)
    return BLOCKS[like[0]].holds if like else True
