"""Moire: rings over the whole sheet and a second, smaller set of rings across them."""

from __future__ import annotations

import math

from microsite.art.scheme import HEIGHT, WIDTH, Scheme, sheet
from microsite.art.stream import Stream
from microsite.art.svg import num


def _rings(x: float, y: float, gap: int, reach: float, colour: str) -> str:
    circles = "".join(f'<circle r="{num(gap * (k + 0.5))}"/>' for k in range(int(reach / gap)))
    return f'<g stroke="{colour}" transform="translate({num(x)} {num(y)})">{circles}</g>'


def draw(stream: Stream, colours: Scheme) -> str:
    """Return the body of a 400 x 300 cover in the given colours."""
    gap = stream.pick((16, 18, 21))
    x1, y1 = stream.between(60, 150), stream.between(60, 240)
    x2, y2 = stream.between(235, 330), stream.between(70, 230)
    if stream.below(2):
        x1, x2 = WIDTH - x1, WIDTH - x2
    # To the farthest corner, or a bare corner shows where the rings end.
    far = math.hypot(max(x1, WIDTH - x1), max(y1, HEIGHT - y1)) + gap
    body = f'{sheet(colours.ground)}<g fill="none" stroke-width="{num(gap * 0.42)}">'
    body += _rings(x1, y1, gap, far, colours.ink)
    body += _rings(x2, y2, gap, stream.between(104, 150), colours.second)
    body += f'</g><circle cx="{num(x2)}" cy="{num(y2)}" r="{num(gap * 1.5)}" '
    return body + f'fill="{colours.spark}"/>'
