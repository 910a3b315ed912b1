"""A current: lines at rest, and how they part round discs like water."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Disc(NamedTuple):
    """A disc in user units: its centre and its radius."""

    x: float
    y: float
    r: float


# The height at x of the line that starts at a base, both in user units, when nothing is in its way.
Rest = Callable[[float, float], float]


def part(rest: Rest, discs: Sequence[Disc], x: float, base: float, near: float = 0.98) -> float:
    """Return the height at x of the line from `base` as it passes the discs.

    `near` is how close lines come to a disc, in radii. The side on which a line passes follows from
    its base alone and each push keeps the order of lines on that side, so lines never cross.
    """
    y = rest(x, base)
    for disc in discs:
        reach = abs((x - disc.x) / (disc.r * 1.12)) ** 3
        if reach > 12:
            continue  # e^-12 of a radius is less than a thousandth of a unit
        side = 1 if rest(disc.x, base) >= disc.y else -1
        away = side * (y - disc.y)
        y += side * math.exp(-reach) * (math.hypot(away, disc.r * near) - away)
    return y
