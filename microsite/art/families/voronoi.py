"""Voronoi: a leaded window, denser at a focus, with one lit pane."""

from __future__ import annotations

import math

from microsite.art.scheme import Scheme, sheet
from microsite.art.stream import Stream
from microsite.art.svg import Point, polygon

_MOST = 64
_TRIES = 640
# Half the lead between panes, in units, and how far a pane's round-joined outline grows it back.
_LEAD, _ROUND = 4.4, 2.4
# Twice the sheet's units, so that the lead stays even when whole numbers are rounded.
_FINE = 2
_FRAME: list[Point] = [(-30, -30), (430, -30), (430, 330), (-30, 330)]


def _seeds(stream: Stream, focus: Point) -> list[Point]:
    """Return the seeds of the panes: no two closer than a distance that grows from the focus."""
    seeds: list[Point] = [focus]
    for attempt in range(_TRIES):
        # Every other try falls near the focus: chance alone would leave large panes there.
        if attempt % 2:
            x, y = stream.between(-20, 420), stream.between(-20, 320)
        else:
            x, y = focus[0] + stream.between(-95, 95), focus[1] + stream.between(-95, 95)
        apart = (22 + math.hypot(x - focus[0], y - focus[1]) * 0.17) ** 2
        if all((x - a) * (x - a) + (y - b) * (y - b) > apart for a, b in seeds):
            seeds.append((x, y))
            if len(seeds) == _MOST:
                break
    return seeds


def _cut(pane: list[Point], seed: Point, other: Point, distance: float) -> list[Point]:
    """Keep of a pane what is nearer to `seed` than to `other`, less half the lead."""
    nx, ny = (other[0] - seed[0]) / distance, (other[1] - seed[1]) / distance
    limit = seed[0] * nx + seed[1] * ny + distance / 2 - _LEAD
    kept: list[Point] = []
    ax, ay = pane[-1]
    over_a = ax * nx + ay * ny - limit
    for bx, by in pane:
        over_b = bx * nx + by * ny - limit
        if (over_a > 0) != (over_b > 0):
            share = over_a / (over_a - over_b)
            kept.append((ax + share * (bx - ax), ay + share * (by - ay)))
        if over_b <= 0:
            kept.append((bx, by))
        ax, ay, over_a = bx, by, over_b
    return kept


def _pane(seed: Point, seeds: list[Point]) -> list[Point]:
    """Return the corners of a seed's pane; neighbours come nearest first, so few are tried."""
    pane = _FRAME
    near = sorted((math.dist(seed, other), other) for other in seeds if other is not seed)
    for distance, other in near:
        if distance / 2 - _LEAD > max(math.dist(seed, corner) for corner in pane):
            break
        pane = _cut(pane, seed, other, distance)
        if len(pane) < 3:
            break
    return pane


def draw(stream: Stream, colours: Scheme) -> str:
    """Return the body of a 400 x 300 cover in the given colours."""
    focus = (stream.between(120, 280), stream.between(90, 210))
    seeds = _seeds(stream, focus)
    paths = {colours.ink: "", colours.second: "", colours.spark: ""}
    for index, seed in enumerate(seeds):
        chance = stream.between(0, 1)
        pane = _pane(seed, seeds)
        if len(pane) < 3:
            continue
        inked = chance > 0.25 + math.dist(seed, focus) / 240 * 0.62
        colour = colours.spark if index == 0 else colours.ink if inked else colours.second
        paths[colour] += polygon([(x * _FINE, y * _FINE) for x, y in pane])
    body = f'{sheet(colours.ground)}<g transform="scale(.5)" stroke-linejoin="round" '
    body += f'stroke-width="{_ROUND * 2 * _FINE}">'
    for colour, path in paths.items():
        if path:
            body += f'<path fill="{colour}" stroke="{colour}" d="{path}"/>'
    return body + "</g>"
