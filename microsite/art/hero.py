"""The hero: the lab's name as a stream that parts round one disc for each of its directions.

It is inlined in the page and coloured by classes, so that it follows the theme.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from microsite.art.colour import hue_class
from microsite.art.current import Disc, Rest, part
from microsite.art.layout import block, row
from microsite.art.motifs import MOTIFS
from microsite.art.stream import Stream
from microsite.art.svg import Point, num, spline

Shape = Literal["wide", "tall"]


class _Sheet(NamedTuple):
    """A sheet in units: its size, its lines, how finely a line is felt and how coarsely drawn."""

    width: int
    height: int
    lines: int
    fine: int
    coarse: int


_SHEETS: dict[Shape, _Sheet] = {
    "wide": _Sheet(1440, 340, 26, 10, 88),
    "tall": _Sheet(390, 300, 25, 4, 26),
}
# Lines start this far above the sheet and end this far below, for the discs pull some of them in.
_BEYOND = 75
# Samples before and after the sheet, so that no line ends in sight.
_OVERHANG = 14


def _rest(stream: Stream, sheet: _Sheet) -> Rest:
    swell, ripple = stream.between(0, 6.3), stream.between(0, 6.3)
    width, height = sheet.width, sheet.height

    def rest(x: float, base: float) -> float:
        return (
            base
            + height * 0.05 * math.sin(x / width * 5.2 + swell + base / height * 1.6)
            + height * 0.022 * math.sin(x / width * 11 + ripple - base / height * 2)
        )

    return rest


def _thin(line: list[Point], sheet: _Sheet) -> list[Point]:
    """Keep few points of a line where it is straight and more where it bends."""
    kept = [line[0]]
    for k in range(4, len(line) - 4):
        bend = abs(line[k + 4][1] - 2 * line[k][1] + line[k - 4][1]) / sheet.fine
        stride = 1.7 if bend < 0.2 else 1.1 if bend < 0.7 else 0.6
        if line[k][0] - kept[-1][0] >= sheet.coarse * stride:
            kept.append(line[k])
    return [*kept, line[-3], line[-1]]


def _lines(rest: Rest, discs: Sequence[Disc], sheet: _Sheet) -> str:
    path = ""
    for index in range(sheet.lines + 1):
        base = -_BEYOND + index * (sheet.height + 2 * _BEYOND) / sheet.lines
        line = [
            (float(x), part(rest, discs, x, base, near=1.1))
            for x in range(
                -_OVERHANG * sheet.fine, sheet.width + _OVERHANG * sheet.fine + 1, sheet.fine
            )
        ]
        kept = _thin(line, sheet)
        if min(y for _, y in kept) < sheet.height + 4 and max(y for _, y in kept) > -4:
            path += spline(kept)
    return path


def hero(name: str, hues: Sequence[int | None], shape: Shape) -> str:
    """Return the hero as inline SVG: 1440 x 340 units when "wide", 390 x 300 when "tall".

    `hues` holds the directions' hues in OKLCH degrees, in their order; there may be none. Classes:
    `stream-lines`; `disc` with that of `hue_class`, and in it `disc-ground` and `disc-ink`.
    """
    sheet = _SHEETS[shape]
    stream = Stream(f"hero/{name}")
    rest = _rest(stream, sheet)
    place = row if shape == "wide" else block
    discs = place(stream, len(hues), sheet.width, sheet.height)
    body = '<path class="stream-lines" fill="none" stroke="currentColor" stroke-width="1.5" '
    body += f'vector-effect="non-scaling-stroke" d="{_lines(rest, discs, sheet)}"/>'
    for index, (disc, hue) in enumerate(zip(discs, hues, strict=True)):
        motif = MOTIFS[index % len(MOTIFS)]
        body += f'<g class="disc {hue_class(hue)}"><circle class="disc-ground" '
        body += f'cx="{num(disc.x)}" cy="{num(disc.y)}" r="{num(disc.r)}"/>'
        body += motif(stream, disc, f"hero-{shape}-clip-{index}") + "</g>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="hero-art hero-{shape}" '
        f'viewBox="0 0 {sheet.width} {sheet.height}" width="{sheet.width}" '
        f'height="{sheet.height}" preserveAspectRatio="xMidYMid slice" role="img" '
        f'aria-hidden="true">{body}</svg>'
    )
