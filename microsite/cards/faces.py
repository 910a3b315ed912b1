"""The type of cards: which face has a letter, and how wide a text is in it.

The faces are made at install. Where they are not, or have no such letter, `family` is empty and
what the machine has stands in.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import ImageFont

FOLDER = Path(__file__).resolve().parent.parent / "fonts"

Style = Literal["title", "text", "han-title", "han-text"]
# The first that has a letter draws it; of a wide one the last comes first.
_CHAINS: dict[str, tuple[str, ...]] = {
    "title": ("latin", "european", "han"),
    "text": ("latin-text", "european", "han"),
}
# Between Han and Latin, in ems: what `text-autospace` does on the pages.
GAP = 0.14
# Of a letter that no face of ours has, in ems.
_UNKNOWN = 0.6
# As wide as a character in a text that holds Han.
_SHARED = frozenset("“”‘’…—·")
_MEASURED_AT = 200


class Run(NamedTuple):
    """A stretch of one face; `family` is empty where none of ours has it. `width` is in ems."""

    family: str
    text: str
    width: float
    # Before it, in ems.
    gap: float


@dataclass(frozen=True)
class Face:
    """A font file and the letters it has: none where the file is not there."""

    family: str
    file: Path
    letters: frozenset[str]


@cache
def face(name: str) -> Face:
    """A face by its name."""
    file, letters = FOLDER / f"{name}.ttf", FOLDER / f"{name}.txt"
    there = file.is_file() and letters.is_file()
    known = frozenset(letters.read_text(encoding="utf-8")) if there else frozenset[str]()
    return Face(f"Microsite {name}", file, known)


def files() -> list[str]:
    """Every font file of ours that is there."""
    names = dict.fromkeys(name for chain in _CHAINS.values() for name in chain)
    return [str(face(name).file) for name in names if face(name).letters]


def is_wide(sign: str) -> bool:
    """Whether a character takes the place of a Han character."""
    return unicodedata.east_asian_width(sign) in "WF"


def is_rtl(text: str) -> bool:
    """Whether a text holds letters that run from right to left."""
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)


def style_of(text: str, size: Literal["title", "text"]) -> Style:
    """The style for a whole text: its parts keep it, whatever they hold."""
    # A Han word in a Latin title makes no Han title of it.
    if sum(map(is_wide, text)) * 6 > len(text):
        return "han-title" if size == "title" else "han-text"
    return size


@lru_cache(maxsize=4096)
def runs(text: str, style: Style) -> tuple[Run, ...]:
    """A text cut where its face changes. One that runs to the left stays whole."""
    if is_rtl(text):
        return (Run("", text, len(text) * _UNKNOWN, 0),)
    parts: list[tuple[str, str]] = []
    for at, sign in enumerate(text):
        if parts and (unicodedata.category(sign)[0] == "M" or sign in "\u200d\ufe0f"):
            chosen = parts[-1][0]
        else:
            # The apostrophe of a Latin word is none of Han's quotation marks.
            is_inside = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isascii()
            chosen = _chosen(sign, style, sign in _SHARED and not (sign == "’" and is_inside))
        if parts and parts[-1][0] == chosen:
            parts[-1] = (chosen, parts[-1][1] + sign)
        else:
            parts.append((chosen, sign))
    found: list[Run] = []
    for name, part in parts:
        gap = GAP if found and _is_parted(found[-1].text[-1], part[0]) else 0
        found.append(Run(face(name).family if name else "", part, _measured(name, part), gap))
    return tuple(found)


def width(text: str, style: Style) -> float:
    """How wide a text is, in ems."""
    return sum(run.gap + run.width for run in runs(text, style))


def gap_between(before: str, after: str) -> float:
    """What stands between two texts that follow each other, in ems."""
    return GAP if before and after and _is_parted(before[-1], after[0]) else 0


def _chosen(sign: str, style: Style, is_shared: bool) -> str:
    """The name of the face for a character; empty for none."""
    chain = _CHAINS[style.removeprefix("han-")]
    is_han = is_wide(sign) or (is_shared and style.startswith("han-"))
    for name in reversed(chain) if is_han else chain:
        if sign in face(name).letters:
            return name
    return ""


def _is_parted(before: str, after: str) -> bool:
    return is_wide(before) != is_wide(after) and before.isalnum() and after.isalnum()


def _measured(name: str, text: str) -> float:
    if not name:
        return sum(1.0 if is_wide(sign) else _UNKNOWN for sign in text)
    return _font(name).getlength(text) / _MEASURED_AT


@cache
def _font(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face(name).file, _MEASURED_AT)
