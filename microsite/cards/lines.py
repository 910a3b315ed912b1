"""Where a title breaks, and how large it can be set.

Latin breaks between words, Han between any two characters but for the signs that may not begin or
end a line (https://www.w3.org/TR/clreq/#prohibition_rules_for_line_start_end).
"""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from microsite.cards.faces import Style, gap_between, is_wide, style_of, width

_NO_START = frozenset("、。，．：；！？）］｝〉》」』】〕〗”’…—·・ー々〜％!,.:;?)]}%’”»›℃°")
_NO_END = frozenset("（［｛〈《「『【〔〖“‘([{$«‹#¥￥")
_BREAK_AFTER = frozenset("-–—/_")
# No title that is shown is longer; what comes in may be.
LONGEST = 480
_BALANCING = 9
# Where a title falls into two, the plainest first.
_PAUSES = ("：", ": ", "——", " — ", "？", "? ", "，", ", ")


class Unit(NamedTuple):
    """What is not broken: a word with the space after it, a character with its signs."""

    text: str
    # In ems: without the space after it, with it, and what stands before it within a line.
    width: float
    whole: float
    gap: float


class Fitted(NamedTuple):
    """Lines, the size in pixels they are set in, and the style."""

    size: float
    style: Style
    lines: list[str]


def cleaned(text: str) -> str:
    """A text as one line without what cannot be drawn, cut where nobody would read on."""
    shown = "".join(
        " " if sign.isspace() else sign
        for sign in text[: LONGEST * 4]
        if sign.isspace() or not _is_unseen(sign)
    )
    words = " ".join(unicodedata.normalize("NFC", shown).split())
    return words if len(words) <= LONGEST else words[:LONGEST].rstrip() + "…"


def units(text: str, style: Style, most: float) -> list[Unit]:
    """The parts of a text between which it may break; none wider than `most` ems."""
    pieces: list[str] = []
    for piece in _pieces(text):
        pieces += _chopped(piece, style, most)
    found = []
    for before, piece in pairwise(["", *pieces]):
        bare = piece.rstrip()
        gap = gap_between(before, piece)
        found.append(Unit(piece, width(bare, style), width(piece, style), gap))
    return found


def wrap(parts: Sequence[Unit], most: float) -> list[str]:
    """Lines of at most so many ems, each as full as it can be."""
    lines: list[str] = []
    line, at = "", 0.0
    for part in parts:
        gap = part.gap if line else 0
        if line and at + gap + part.width > most:
            lines.append(line.rstrip())
            line, at, gap = "", 0.0, 0
        line, at = line + part.text, at + gap + part.whole
    return [*lines, line.rstrip()] if line else lines


def balanced(parts: Sequence[Unit], most: float) -> list[str]:
    """As many lines as need be, and all of them about as long."""
    lines = wrap(parts, most)
    low, high = most / 2, most
    for _ in range(_BALANCING):
        middle = (low + high) / 2
        tried = wrap(parts, middle)
        low, high = (low, middle) if len(tried) <= len(lines) else (middle, high)
    return wrap(parts, high)


def fit(
    text: str,
    kind: Literal["title", "text"],
    box: tuple[float, float],
    sizes: Iterable[float],
    leading: float,
) -> Fitted:
    """A text in the largest of falling `sizes` with which it fits a box; else what fits of it.

    `box` is width and height in pixels, `leading` the distance of lines in parts of the size.
    """
    wide, high = box
    style = style_of(text, kind)
    size = 0.0
    for size in sizes:
        parts = units(text, style, wide / size)
        longest = max((part.width for part in _words(text, style)), default=0)
        lines = balanced(parts, wide / size)
        if len(lines) * size * leading <= high and longest <= wide / size:
            return Fitted(size, style, _at_pause(text, style, wide / size, len(lines)) or lines)
    most = max(1, int(high / (size * leading)))
    lines = wrap(units(text, style, wide / size), wide / size)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], style, wide / size)]
    return Fitted(size, style, lines)


def _at_pause(text: str, style: Style, most: float, count: int) -> list[str]:
    """So many lines of which one ends where the sentence pauses; none where that takes more."""
    for sign in _PAUSES:
        at = text.find(sign) + len(sign)
        if len(sign) <= at < len(text):
            parts = (units(half, style, most) for half in (text[:at], text[at:].lstrip()))
            lines = [line for half in parts for line in balanced(half, most)]
            if len(lines) <= count:
                return lines
    return []


def _is_unseen(sign: str) -> bool:
    """Controls, lone surrogates, and what is no character: XML knows none of them."""
    if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn"):
        return True
    # Marks of direction and zero widths; a joiner holds an emoji together.
    return unicodedata.category(sign) == "Cf" and sign != "\u200d"


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for before, sign in pairwise(["", *text]):
        if pieces and not _breaks(before, sign):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _breaks(before: str, after: str) -> bool:
    if after == " " or after in _NO_START or before in _NO_END:
        return False
    if unicodedata.category(after)[0] == "M" or "\u200d" in (before, after):
        return False
    return before == " " or is_wide(before) or is_wide(after) or before in _BREAK_AFTER


def _words(text: str, style: Style) -> list[Unit]:
    """The units with nothing chopped: a size in which a word must be is too large."""
    return units(text, style, float("inf"))


def _chopped(piece: str, style: Style, most: float) -> list[str]:
    """A piece, in several where it is too wide for a line."""
    if width(piece.rstrip(), style) <= most:
        return [piece]
    chopped = [""]
    for sign in piece:
        if chopped[-1] and width(chopped[-1] + sign, style) > most:
            chopped.append("")
        chopped[-1] += sign
    return chopped


def _cut(line: str, style: Style, most: float) -> str:
    while line and width(line + "…", style) > most:
        line = line[:-1].rstrip()
    return line.rstrip("，。、；：,.;:—–- ") + "…"
