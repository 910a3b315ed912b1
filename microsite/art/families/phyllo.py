"""Phyllo: dots at the golden angle like seeds in a head, now and then slightly off."""

from __future__ import annotations

import math

from microsite.art.scheme import HEIGHT, WIDTH, Scheme, sheet
from microsite.art.stream import Stream
from microsite.art.svg import Point, dots, num

_PITCH = 13.6
# Degrees off the golden angle: none gives a field of seeds, a little gives arms, more gives rays.
_OFF = (0.0, 0.0, 0.25, -0.35, 0.6)
_RAYS = (-0.35, 0.6)


def draw(stream: Stream, colours: Scheme) -> str:
    """Return the body of a 400 x 300 cover in the given colours."""
    cx, cy = stream.between(120, 280), stream.between(110, 190)
    off = stream.pick(_OFF)
    angle = math.radians(137.508 + off)
    turn = stream.between(0, 6.3)
    # Seeds crowd along a ray as it goes out; growing ones would run together into bars.
    grows = stream.below(2) == 1 and off not in _RAYS
    far = math.hypot(max(cx, WIDTH - cx), max(cy, HEIGHT - cy))
    count = int((far / _PITCH) ** 2) + 1
    groups: dict[tuple[int, bool], list[Point]] = {}
    for k in range(4, count):
        r, t = _PITCH * math.sqrt(k), k * angle + turn
        x, y = cx + r * math.cos(t), cy + r * math.sin(t)
        if not (-9 < x < WIDTH + 9 and -9 < y < HEIGHT + 9):
            continue
        share = min(1.0, k / 330)
        size = round(7 + 10 * (share if grows else 1 - share) ** 0.8)
        # Thirteen is a Fibonacci number, so every thirteenth seed lies on one arm.
        groups.setdefault((size, k % 13 in (0, 5)), []).append((x, y))
    body = sheet(colours.ground)
    body += f'<circle cx="{num(cx)}" cy="{num(cy)}" r="19" fill="{colours.spark}"/>'
    body += f'<g stroke-linecap="round" stroke="{colours.ink}">'
    for (size, second), points in sorted(groups.items()):
        stroke = f' stroke="{colours.second}"' if second else ""
        body += f'<path stroke-width="{size}"{stroke} d="{dots(points)}"/>'
    return body + "</g>"
