"""Truchet: quarter circles on a grid that join into strands, with a bead in a ring or two."""

from __future__ import annotations

import math

from microsite.art.scheme import Scheme, sheet
from microsite.art.stream import Stream
from microsite.art.svg import num
from microsite.art.tiles import rings, strands

# Half a tile, columns, rows, left and top: grids that fill 400 x 300 or hang over it evenly.
_SMALL, _MIDDLE, _LARGE = (20, 10, 8, 0, -10), (25, 8, 6, 0, 0), (30, 7, 5, -10, 0)


def _tiles(stream: Stream, columns: int, rows: int) -> list[list[bool]]:
    """Return a grid that is half pattern, half chance: runs of waves with knots between them."""
    across, down = (
        (stream.between(0, 6.3), stream.between(0.3, 0.9)),
        (stream.between(0, 6.3), stream.between(0.3, 0.9)),
    )
    return [
        [
            math.sin(i * across[1] + across[0])
            + math.sin(j * down[1] + down[0])
            + stream.between(-1.1, 1.1)
            > 0
            for i in range(columns)
        ]
        for j in range(rows)
    ]


def draw(stream: Stream, colours: Scheme) -> str:
    """Return the body of a 400 x 300 cover in the given colours."""
    inline = stream.below(2) == 1
    half, columns, rows, left, top = stream.pick(
        (_MIDDLE, _LARGE) if inline else (_SMALL, _MIDDLE, _LARGE)
    )
    grid = _tiles(stream, columns, rows)
    path = strands(grid, half, left, top)
    width = half * (0.6 if inline else 0.38)
    body = f'{sheet(colours.ground)}<g fill="none">'
    body += f'<path stroke="{colours.ink}" stroke-width="{num(width)}" d="{path}"/>'
    if inline:
        body += f'<path stroke="{colours.second}" stroke-width="{num(width * 0.34)}" d="{path}"/>'
    body += "</g>"
    # Beads sit where the arcs close round a corner, or nearly do; a stray one would look like dirt.
    corners = sorted(rings(grid), key=lambda ring: (-ring[2], stream.between(0, 1)))
    beads = max(1, min(3, sum(ring[2] == 4 for ring in corners)))
    for n, (i, j, _) in enumerate(corners[:beads]):
        body += f'<circle cx="{left + i * 2 * half}" cy="{top + j * 2 * half}" '
        body += f'r="{num(half * 0.52)}" fill="{colours.second if n == 2 else colours.spark}"/>'
    return body
