"""Ridges: one range of hills before the other, and a low sun behind them."""

from __future__ import annotations

import math

from microsite.art.scheme import Scheme, sheet
from microsite.art.stream import Stream
from microsite.art.svg import Point, num, spline

_RANGES = 11
_STEP = 20


def _range(stream: Stream, base: float, high: float) -> list[Point]:
    """Return the outline of a range: hills that are highest where chance put its middle."""
    hills = [
        (stream.between(-20, 420), stream.between(26, 66), stream.between(0.2, 1)) for _ in range(6)
    ]
    points: list[Point] = []
    for x in range(-2 * _STEP, 401 + 3 * _STEP, _STEP):
        rise = sum(tall * math.exp(-(((x - at) / wide) ** 2)) for at, wide, tall in hills)
        # Hills upon hills rise ever less, or chance would hide the sun.
        points.append((float(x), base - high * 1.35 * math.tanh(rise / 1.35)))
    return points


def draw(stream: Stream, colours: Scheme) -> str:
    """Return the body of a 400 x 300 cover in the given colours."""
    sun_x, sun_r = stream.between(90, 310), stream.between(34, 52)
    second = stream.below(4)
    body = f'{sheet(colours.ground)}<circle cx="{num(sun_x)}" '
    body += f'cy="{num(stream.between(60, 76))}" r="{num(sun_r)}" fill="{colours.spark}"/>'
    body += f'<g fill="{colours.ground}" stroke="{colours.ink}" stroke-width="4.6">'
    for index in range(_RANGES):
        # The nearer a range, the lower it stands, the farther from the last, the higher its hills.
        near = index / (_RANGES - 1)
        outline = spline(_range(stream, 124 + 166 * near**1.1, 40 + 24 * near))
        solid = ""
        if index % 4 == second:
            solid = f' fill="{colours.second}"'
        body += f'<path{solid} d="{outline}V330H-30z"/>'
    return body + "</g>"
