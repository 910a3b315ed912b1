"""Faces: an engraving for a person without a photograph, in ruled lines that swell with the shade.

No eyes and no mouth: with features these were masks. Always on the pale ground: on a dark one they
were negatives, and on the middle one the ground read as skin.
"""

from __future__ import annotations

import math

from microsite.art.colour import palette
from microsite.art.figure import Figure, pose
from microsite.art.stream import Stream
from microsite.art.svg import document, num, pair

_WIDTH, _HEIGHT = 240, 300
# Between two ruled lines; the width of the brush along a line; how many weights a line has.
_RULE, _STEP, _WEIGHTS = 5.6, 2, 7

# From x and y, so many units long.
Dash = tuple[int, int, int]


def _rule(figure: Figure, slope: float) -> dict[int, list[Dash]]:
    """Return the dashes of each weight, level; the drawing is sheared to its slope as a whole."""
    dashes: dict[int, list[Dash]] = {}
    columns = _WIDTH // _STEP + 1
    for row in range(-4, int(_HEIGHT / _RULE) + 6):
        y = row * _RULE
        weights = [
            round(figure.tone(k * _STEP, y + (k * _STEP - 120) * slope) * _WEIGHTS)
            for k in range(columns)
        ]
        start = 0
        for k in range(1, columns + 1):
            if k < columns and weights[k] == weights[start]:
                continue
            if weights[start]:
                dash = (start * _STEP, round(y), (k - start) * _STEP)
                dashes.setdefault(weights[start], []).append(dash)
            start = k
    return dashes


def _path(dashes: list[Dash]) -> str:
    text = ""
    at_x = at_y = 0
    for x, y, length in dashes:
        text += f"m{pair(x - at_x, y - at_y)}h{length}" if text else f"M{x} {y}h{length}"
        at_x, at_y = x + length, y
    return text


def face(key: str, hue: int | None) -> str:
    """Return a portrait as an SVG document of 240 x 300 units, under 8 kB: same key, same face.

    `hue` is in OKLCH degrees, None for a person without a direction; it changes the colours only.
    """
    stream = Stream(f"face/{key}")
    colours = palette(hue)
    sun = stream.pick((colours.mid, colours.spark))
    figure = pose(stream)
    slope = stream.between(-0.2, 0.2)
    sun_x = 120 + figure.light * stream.between(50, 72)
    sun_y, sun_r = stream.between(62, 100), stream.between(26, 42)
    body = f'<path fill="{colours.pale}" d="M0 0h{_WIDTH}v{_HEIGHT}H0z"/>'
    body += f'<circle cx="{num(sun_x)}" cy="{num(sun_y)}" r="{num(sun_r)}" '
    body += f'fill="{sun}" opacity=".75"/>'
    # Bare paper where the head is, or the sun would shine through it.
    lean = num(math.degrees(math.atan(figure.tilt)))
    body += f'<ellipse rx="{num(figure.rx)}" ry="{num(figure.ry)}" fill="{colours.pale}" '
    body += f'transform="translate({num(figure.x)} {num(figure.y)}) skewX({lean})"/>'
    shear = f"translate(0 {num(-120 * slope)}) skewY({num(math.degrees(math.atan(slope)))})"
    body += f'<g stroke="{colours.deep}" transform="{shear}">'
    for weight, dashes in sorted(_rule(figure, slope).items()):
        width = f"{weight / _WEIGHTS * _RULE * 0.96:.2f}"
        body += f'<path stroke-width="{width}" d="{_path(dashes)}"/>'
    return document(_WIDTH, _HEIGHT, body + "</g>")
