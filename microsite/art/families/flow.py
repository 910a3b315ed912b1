"""Flow: stream lines that part round discs."""

from __future__ import annotations

import math

from microsite.art.current import Disc, part
from microsite.art.scheme import Scheme, sheet
from microsite.art.stream import Stream
from microsite.art.svg import num, spline

# Twice the sheet's units: whole numbers stay short, and no line wobbles on a wide screen.
_FINE = 2
_STEP = 20
_GAP = 14.6


def _place(stream: Stream) -> list[Disc]:
    """Return up to three discs that leave room for lines between them."""
    discs: list[Disc] = []
    for _ in range(40):
        disc = Disc(stream.between(50, 350), stream.between(40, 260), stream.between(24, 54))
        if all(
            math.hypot(disc.x - other.x, disc.y - other.y) > disc.r + other.r + 44
            for other in discs
        ):
            discs.append(disc)
        if len(discs) == 3:
            break
    return discs


def draw(stream: Stream, colours: Scheme) -> str:
    """Return the body of a 400 x 300 cover in the given colours."""
    discs = _place(stream)
    swing, phase, waves = stream.between(8, 26), stream.between(0, 6.3), stream.between(0.8, 1.7)

    def rest(x: float, base: float) -> float:
        return base + swing * math.sin(x / 400 * math.tau * waves + phase + base / 170)

    hot = stream.below(5)
    thin = thick = ""
    for index in range(27):
        base = -40 + index * _GAP
        line = [(x * _FINE, part(rest, discs, x, base) * _FINE) for x in range(-_STEP, 441, _STEP)]
        if all(not -8 < y < 608 for _, y in line):
            continue
        if index % 5 == hot:
            thick += spline(line)
        else:
            thin += spline(line)
    body = (
        f'{sheet(colours.ground)}<g fill="none" stroke="{colours.ink}" stroke-width="6.8" '
        f'transform="scale(.5)"><path d="{thin}"/>'
        f'<path stroke="{colours.second}" stroke-width="13" d="{thick}"/></g>'
    )
    inks = (colours.spark, colours.ink, colours.second)
    for disc, ink in zip(discs, inks, strict=False):
        body += f'<circle cx="{num(disc.x)}" cy="{num(disc.y)}" r="{num(disc.r * 0.8)}" '
        body += f'fill="{ink}"/>'
    return body
