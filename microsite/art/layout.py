"""Where the discs of the hero lie: any number of them, with room for the stream between."""

from __future__ import annotations

import math

from microsite.art.current import Disc
from microsite.art.stream import Stream


def row(stream: Stream, count: int, width: int, height: int) -> list[Disc]:
    """Return `count` discs from left to right in width x height units, in turn high and low."""
    if not count:
        return []
    slot = width / count
    side = stream.pick((-1, 1))
    discs = []
    for index in range(count):
        r = min(height * 0.31, slot * 0.26) * stream.between(0.82, 1)
        # One disc alone in the middle is a target; off the middle it is a stone in a stream.
        at = 0.62 if count == 1 else index + 0.5 + stream.between(-0.08, 0.08)
        y = height / 2 + side * stream.between(0.04, 0.12) * height
        discs.append(_whole(at * slot, min(max(y, r + 24), height - r - 24), r))
        side = -side
    return discs


def _rows(count: int) -> list[int]:
    """Return how many discs go in each row of a tall sheet, the fuller rows first."""
    most = 2 if count <= 4 else 3 if count <= 9 else math.ceil(math.sqrt(count))
    rows = math.ceil(count / most)
    return [count // rows + (index < count % rows) for index in range(rows)]


def block(stream: Stream, count: int, width: int, height: int) -> list[Disc]:
    """Return `count` discs in rows in width x height units, each a little off its cell."""
    if not count:
        return []
    rows = _rows(count)
    tall = height / len(rows)
    side = stream.pick((-1, 1))
    discs = []
    for j, columns in enumerate(rows):
        wide = width / columns
        for i in range(columns):
            r = min(76.0, wide * 0.31, tall * 0.31, width / max(rows) * 0.31)
            r *= stream.between(0.84, 1)
            x = (i + 0.5) * wide + stream.between(-0.3, 0.3) * (wide / 2 - r - 12)
            if columns == 1:
                x += side * wide * 0.12
            y = (j + 0.5) * tall + side * stream.between(0.1, 0.5) * (tall / 2 - r - 12)
            discs.append(_whole(x, y, r))
            side = -side
    return discs


def _whole(x: float, y: float, r: float) -> Disc:
    # Whole units: every motif then starts from a short number.
    return Disc(round(x), round(y), round(r))
