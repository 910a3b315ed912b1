"""Truchet tiles: quarter circles on a grid, followed from tile to tile into whole strands."""

from __future__ import annotations

from collections.abc import Sequence

from microsite.art.svg import join, pair

# A tile's value: True joins its top to its left, False its top to its right, None is no tile.
Grid = Sequence[Sequence[bool | None]]
# The middle of an edge, counted in half tiles from the grid's top left corner.
Node = tuple[int, int]
# An arc from a node to a node round a corner, which is counted in half tiles, too.
Arc = tuple[Node, Node, Node]


def _arcs(grid: Grid) -> list[Arc]:
    arcs: list[Arc] = []
    for j, row in enumerate(grid):
        for i, tile in enumerate(row):
            x, y = 2 * i, 2 * j
            top, left, right, foot = (x + 1, y), (x, y + 1), (x + 2, y + 1), (x + 1, y + 2)
            if tile is None:
                continue
            if tile:
                arcs += [(top, left, (x, y)), (right, foot, (x + 2, y + 2))]
            else:
                arcs += [(top, right, (x + 2, y)), (left, foot, (x, y + 2))]
    return arcs


def _walk(start: Node, at: dict[Node, list[Arc]]) -> list[Arc]:
    """Take the strand that leaves `start` and return its arcs, each turned to run forwards."""
    strand: list[Arc] = []
    node = start
    while at[node]:
        arc = at[node].pop()
        first, last, corner = arc
        if node != first:
            first, last = last, first
        at[last].remove(arc)
        strand.append((first, last, corner))
        node = last
    return strand


def strands(grid: Grid, half: int, left: int, top: int) -> str:
    """Return path data of a grid's strands: tiles are 2 x `half` units, the corner at left, top.

    One arc after the other in one stroke: separate arcs would show a hairline at every joint.
    """
    at: dict[Node, list[Arc]] = {}
    for arc in _arcs(grid):
        at.setdefault(arc[0], []).append(arc)
        at.setdefault(arc[1], []).append(arc)
    # Open ends first: what is left after them are rings.
    text = ""
    for node in sorted(at, key=lambda place: len(at[place])):
        strand = _walk(node, at)
        if not strand:
            continue
        x, y = strand[0][0]
        text += f"M{left + x * half} {top + y * half}a"
        text += join(_step(arc, half) for arc in strand)
    return text


def _step(arc: Arc, half: int) -> str:
    (ax, ay), (bx, by), (cx, cy) = arc
    clockwise = (ax - cx) * (by - cy) - (ay - cy) * (bx - cx) > 0
    end = pair((bx - ax) * half, (by - ay) * half)
    return f"{half} {half} 0 0 {int(clockwise)}{'' if end.startswith('-') else ' '}{end}"


def rings(grid: Sequence[Sequence[bool]]) -> list[tuple[int, int, int]]:
    """Return (i, j, count) of each inner corner of a grid: how many of its four arcs ring it."""
    found: list[tuple[int, int, int]] = []
    for j in range(1, len(grid)):
        for i in range(1, len(grid[0])):
            count = sum((grid[j][i], not grid[j][i - 1], grid[j - 1][i - 1], not grid[j - 1][i]))
            found.append((i, j, count))
    return found
