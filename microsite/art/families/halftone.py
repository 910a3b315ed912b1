"""Halftone: a sphere lit from a side, in dots, before its solid shadow."""

from __future__ import annotations

import math

from microsite.art.scheme import HEIGHT, WIDTH, Scheme, sheet
from microsite.art.stream import Stream
from microsite.art.svg import Point, dots, num

_PITCH = 18.2


def _screen(angle: float) -> list[Point]:
    """Return the middles of a halftone screen, turned by `angle` degrees, over the sheet."""
    cos, sin = math.cos(math.radians(angle)) * _PITCH, math.sin(math.radians(angle)) * _PITCH
    return [
        (x, y)
        for i in range(-16, 17)
        for j in range(-16, 17)
        if -8 < (x := WIDTH / 2 + i * cos - j * sin) < WIDTH + 8
        and -8 < (y := HEIGHT / 2 + i * sin + j * cos) < HEIGHT + 8
    ]


def draw(stream: Stream, colours: Scheme) -> str:
    """Return the body of a 400 x 300 cover in the given colours."""
    screen = _screen(stream.pick((15, 22, 30, 45)))
    cx, cy, r = stream.between(150, 250), stream.between(125, 175), stream.between(96, 122)
    light_x, light_y = stream.between(-0.7, 0.7), stream.between(-0.8, -0.3)
    sizes: dict[int, list[Point]] = {}
    for x, y in screen:
        dx, dy = (x - cx) / r, (y - cy) / r
        depth = 1 - dx * dx - dy * dy
        if depth > 0:
            lit = max(0.0, dx * light_x + dy * light_y + math.sqrt(depth) * 0.62)
            tone = 0.16 + lit * 0.86
        else:
            tone = 0.1 + 0.34 * max(0.0, y / HEIGHT) ** 2
        # Whole diameters: a step of one unit cannot be seen, and every size is one path.
        size = round(min(1.0, tone) * _PITCH * 1.12)
        # Less than that is dust, and at 96 pixels a haze.
        if size > 2:
            sizes.setdefault(size, []).append((x, y))
    # The shadow falls away from the light.
    shift = -0.32 if light_x > 0 else 0.32
    body = sheet(colours.ground)
    body += f'<circle cx="{num(cx + r * shift)}" cy="{num(cy + r * 0.2)}" r="{num(r * 0.62)}" '
    body += f'fill="{colours.second}" opacity=".9"/>'
    body += f'<g stroke="{colours.ink}" stroke-linecap="round">'
    for size, points in sorted(sizes.items()):
        body += f'<path stroke-width="{size}" d="{dots(points)}"/>'
    # The spark goes over the screen: dots on it looked like dirt.
    body += f'</g><circle cx="{46 if cx > WIDTH / 2 else 354}" cy="{num(stream.between(44, 110))}" '
    body += f'r="{num(stream.between(15, 27))}" fill="{colours.spark}"/>'
    return body
