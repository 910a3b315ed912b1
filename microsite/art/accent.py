"""The accent of a site from any colour: a step of it for each theme that can always be read.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). A colour that has
enough of it stays as it is; another keeps its hue and goes towards black or white until it has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from microsite.art.colour import from_hex, luminance, to_hex

# What the accent stands on, and what stands on it: ground, raised, and the two tones of a
# comparison in the editor. The tokens of the style sheets say the same; a test compares them.
LIGHT_GROUNDS = ("#faf6ee", "#fffdf8", "#f6ddd3", "#dbe9d8")
DARK_GROUNDS = ("#161512", "#1f1d19", "#47281f", "#20392a")
# Text wants 4.5; the rest is for what rounding to bytes takes away.
LEAST = 4.51
_STEP = 0.004


class Accent(NamedTuple):
    """The accent as #rrggbb: its step on light grounds and its step on dark ones."""

    light: str
    dark: str


# What the site wears where nobody has chosen, both drawn by eye.
DEFAULT = Accent("#ab2f17", "#ff8f73")


def hex_colour(text: str) -> str | None:
    """Return #rrggbb of a colour as people write it: `0B5FFF`, `#0b5fff`, `#06f`; else None."""
    match = re.fullmatch(r"#?([0-9a-f]{6}|[0-9a-f]{3})", text.strip().lower())
    if match is None:
        return None
    digits = match[1]
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


@lru_cache(maxsize=256)
def accent(colour: str) -> Accent:
    """Return both steps of a colour (#rrggbb); those drawn by eye for the default one."""
    if colour == DEFAULT.light:
        return DEFAULT
    return Accent(_step(colour, LIGHT_GROUNDS, -_STEP), _step(colour, DARK_GROUNDS, _STEP))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (#rrggbb), from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def style_sheet(colours: Accent) -> str:
    """Return the sheet that gives a site its accent, for the layer of tokens."""
    return f"@layer tokens{{:root{{--accent:light-dark({colours.light},{colours.dark})}}}}\n"


def _step(colour: str, grounds: Sequence[str], step: float) -> str:
    """The first colour on the way to black or white that all grounds bear."""
    light, chroma, hue = from_hex(colour)
    while not all(contrast(colour, ground) >= LEAST for ground in grounds):
        light += step
        colour = to_hex(light, chroma, hue)
    return colour
