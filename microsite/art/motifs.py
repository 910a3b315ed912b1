"""The discs of the hero: one pattern a direction, so that they differ by more than their colour.

Every motif draws inside the disc it is given, in strokes of the class `disc-ink` alone. The
attributes are what is drawn where no stylesheet says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from microsite.art.current import Disc
from microsite.art.stream import Stream
from microsite.art.svg import Point, dots, num
from microsite.art.tiles import strands

Motif = Callable[[Stream, Disc, str], str]

_INK = 'class="disc-ink" fill="none" stroke="#fff"'
_ROUND = f'{_INK} stroke-linecap="round"'


def _halftone(_stream: Stream, disc: Disc, _ident: str) -> str:
    x0, y0, r = disc
    sizes: dict[int, list[Point]] = {}
    for j in range(-9, 10):
        for i in range(-9, 10):
            x, y = (i + (j & 1) / 2) * r / 4.1, j * r / 4.75
            shade = (y / r + x / r * 0.5 + 1.25) / 2.1
            size = round(shade * r * 0.235)
            if math.hypot(x, y) < r * 0.93 and size > 0:
                sizes.setdefault(size, []).append((x0 + x, y0 + y))
    return "".join(
        f'<path {_ROUND} stroke-width="{size}" d="{dots(points)}"/>'
        for size, points in sorted(sizes.items())
    )


def _truchet(stream: Stream, disc: Disc, ident: str) -> str:
    x0, y0, r = round(disc.x), round(disc.y), disc.r
    half = max(3, round(r / 3.7))
    grid = [
        [
            stream.below(2) == 1
            if math.hypot(2 * i - 5, 2 * j - 5) * half < r + 1.1 * half
            else None
            for i in range(6)
        ]
        for j in range(6)
    ]
    path = strands(grid, half, x0 - 6 * half, y0 - 6 * half)
    return (
        f'<clipPath id="{ident}"><circle cx="{x0}" cy="{y0}" r="{num(r * 0.93)}"/></clipPath>'
        f'<path {_INK} clip-path="url(#{ident})" stroke-width="{num(half * 0.54)}" d="{path}"/>'
    )


def _phyllo(stream: Stream, disc: Disc, _ident: str) -> str:
    x0, y0, r = disc
    turn = stream.between(0, 6.3)
    spots = [
        (
            x0 + r * 0.133 * math.sqrt(k) * math.cos(k * 2.39996 + turn),
            y0 + r * 0.133 * math.sqrt(k) * math.sin(k * 2.39996 + turn),
        )
        for k in range(1, 46)
    ]
    return f'<path {_ROUND} stroke-width="{num(r * 0.118)}" d="{dots(spots)}"/>'


def _sections(stream: Stream, disc: Disc, _ident: str) -> str:
    x0, y0, r = disc
    lean = stream.pick((-1, 1))
    body = f'<g {_INK} stroke-width="{num(r * 0.075)}">'
    for k in range(5):
        size, inner = r * (0.12 + 0.17 * k), 4 - k
        body += f'<ellipse cx="{num(x0 + lean * r * 0.05 * inner)}" '
        body += f'cy="{num(y0 + r * 0.03 * inner)}" rx="{num(size)}" '
        body += f'ry="{num(size * (0.78 + 0.05 * k))}"/>'
    return body + "</g>"


def _waves(_stream: Stream, disc: Disc, _ident: str) -> str:
    x0, y0, r = disc
    path = ""
    for k in range(-3, 4):
        y = k * r * 0.24
        chord = 2 * math.sqrt((r * 0.84) ** 2 - y * y)
        bows = max(2, round(chord / (r * 0.36)))
        bow = chord / bows
        path += f"M{num(x0 - chord / 2)} {num(y0 + y)}q{num(bow / 2)} {num(-r * 0.17)} {num(bow)} 0"
        path += f"t{num(bow)} 0" * (bows - 1)
    return f'<path {_ROUND} stroke-width="{num(r * 0.085)}" d="{path}"/>'


def _rays(stream: Stream, disc: Disc, _ident: str) -> str:
    x0, y0, r = disc
    turn = stream.between(0, 6.3)
    path = ""
    for k in range(28):
        angle = turn + k * math.tau / 28
        inner, outer = ((0.5, 0.84), (0.24, 0.84), (0.5, 0.84), (0.5, 0.7))[k % 4]
        cos, sin = math.cos(angle) * r, math.sin(angle) * r
        path += f"M{num(x0 + cos * inner)} {num(y0 + sin * inner)}"
        path += f"L{num(x0 + cos * outer)} {num(y0 + sin * outer)}"
    return f'<path {_ROUND} stroke-width="{num(r * 0.07)}" d="{path}"/>'


MOTIFS: tuple[Motif, ...] = (_halftone, _truchet, _phyllo, _sections, _waves, _rays)
