"""Palettes from a hue: four colours in OKLCH, kept inside sRGB.

The look was drawn by eye for four hues. Those four are anchors here, and any other hue takes its
lightness and chroma from its two neighbours on the circle, so that a direction added later looks
as if it had been there from the start.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from typing import NamedTuple

# Lightness 0-1, chroma, hue in degrees.
Lch = tuple[float, float, float]


class Palette(NamedTuple):
    """Four colours as #rrggbb: a dark ground, a middle, a light ground and a foreign accent."""

    deep: str
    mid: str
    pale: str
    spark: str


# Items without a direction: ink on paper, with the site's vermilion.
NEUTRAL = Palette("#2b2a26", "#857f72", "#ece8de", "#c8452a")

# Of each anchor hue: deep, mid and pale with their hue relative to it, and the spark with its hue
# absolute but unwound: going once round the circle takes the spark round once, too.
_HUES = (75, 165, 264, 340, 435)
_ANCHORS: tuple[tuple[Lch, Lch, Lch, Lch], ...] = (
    ((0.418, 0.088, -6), (0.686, 0.135, 1), (0.933, 0.039, 13), (0.487, 0.144, 262)),
    ((0.356, 0.058, 9), (0.552, 0.097, 2), (0.924, 0.017, -40), (0.686, 0.160, 403)),
    ((0.332, 0.113, 4), (0.505, 0.162, 4), (0.921, 0.008, 22), (0.779, 0.145, 432)),
    ((0.342, 0.099, -2), (0.544, 0.141, 7), (0.920, 0.018, 29), (0.592, 0.089, 546)),
    ((0.418, 0.088, -6), (0.686, 0.135, 1), (0.933, 0.039, 13), (0.487, 0.144, 622)),
)


def _linear(lch: Lch) -> tuple[float, float, float]:
    """Return linear-light sRGB, outside 0-1 where the colour is out of gamut."""
    light, chroma, hue = lch
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _inside(lch: Lch) -> bool:
    return all(-1e-4 <= channel <= 1 + 1e-4 for channel in _linear(lch))


def _byte(channel: float) -> int:
    channel = min(1.0, max(0.0, channel))
    curved = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(curved * 255)


def to_hex(light: float, chroma: float, hue: float) -> str:
    """Return #rrggbb of an OKLCH colour (lightness 0-1, chroma, hue in degrees).

    A colour sRGB cannot show loses chroma until it fits; its lightness and hue, which carry the
    contrast and the identity, stay.
    """
    light = min(1.0, max(0.0, light))
    if not _inside((light, chroma, hue)):
        low, high = 0.0, chroma
        for _ in range(14):
            middle = (low + high) / 2
            low, high = (middle, high) if _inside((light, middle, hue)) else (low, middle)
        chroma = low
    red, green, blue = (_byte(channel) for channel in _linear((light, chroma, hue)))
    return f"#{red:02x}{green:02x}{blue:02x}"


def from_hex(colour: str) -> Lch:
    """Return the OKLCH of #rrggbb: lightness 0-1, chroma, hue in degrees from 0 to 360."""
    red, green, blue = _channels(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    light = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return light, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, from 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    """The linear light of red, green and blue, each from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _straight(red), _straight(green), _straight(blue)


def _straight(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _mix(a: Lch, b: Lch, share: float) -> Lch:
    return (
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share,
        a[2] + (b[2] - a[2]) * share,
    )


def palette(hue: int | None) -> Palette:
    """Return the palette of a hue in OKLCH degrees, modulo 360, or the ink palette of None."""
    if hue is None:
        return NEUTRAL
    turn = (hue - _HUES[0]) % 360 + _HUES[0]
    upper = bisect_right(_HUES[:-1], turn)
    share = (turn - _HUES[upper - 1]) / (_HUES[upper] - _HUES[upper - 1])
    deep, mid, pale, spark = (
        _mix(before, after, share)
        for before, after in zip(_ANCHORS[upper - 1], _ANCHORS[upper], strict=True)
    )
    return Palette(
        deep=to_hex(deep[0], deep[1], turn + deep[2]),
        mid=to_hex(mid[0], mid[1], turn + mid[2]),
        pale=to_hex(pale[0], pale[1], turn + pale[2]),
        spark=to_hex(*spark),
    )


def hue_class(hue: int | None) -> str:
    """Return the CSS class of a hue, rounded half up to tens: "hue-260", or "hue-none" for None."""
    return "hue-none" if hue is None else f"hue-{(hue + 5) // 10 * 10 % 360}"
