"""Short SVG: numbers, paths and documents written in as few characters as they need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

Point = tuple[float, float]


def num(value: float) -> str:
    """Return `value` with at most one decimal and no trailing zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def pair(dx: int, dy: int) -> str:
    """Return two integers as path data; a minus sign is a separator of its own."""
    return f"{dx}{dy}" if dy < 0 else f"{dx} {dy}"


def join(parts: Iterable[str]) -> str:
    """Join coordinates, with a space only where the next one has no sign."""
    text = ""
    for part in parts:
        text += part if not text or part.startswith("-") else " " + part
    return text


def dots(points: Iterable[Point]) -> str:
    """Return path data of zero-length strokes: with round caps each is a dot of the stroke's width.

    That is about seven characters a dot, where a circle element takes forty.
    """
    text = ""
    at_x = at_y = 0
    for point in points:
        x, y = round(point[0]), round(point[1])
        text += f"m{pair(x - at_x, y - at_y)}h0" if text else f"M{x} {y}h0"
        at_x, at_y = x, y
    return text


def polygon(points: Sequence[Point]) -> str:
    """Return path data of a closed polygon, rounded to whole units without accumulating error."""
    corners = [(round(x), round(y)) for x, y in points]
    steps = (pair(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(corners))
    return f"M{corners[0][0]} {corners[0][1]}l{join(steps)}z"


def spline(points: Sequence[Point]) -> str:
    """Return path data of a quadratic B-spline through the middles of three or more points.

    Each control point is the mirror of the last, so `t` needs no more than the end of every piece;
    the mirror is taken from the rounded point, so rounding never accumulates.
    """
    (x0, y0), (x1, y1) = ((round(x), round(y)) for x, y in points[:2])
    steps: list[str] = []
    head = f"M{x0} {y0}"
    for x2, y2 in points[2:]:
        mx, my = round((x1 + x2) / 2), round((y1 + y2) / 2)
        if steps or "Q" in head:
            steps.append(pair(mx - x0, my - y0))
        else:
            head += f"Q{x1} {y1} {mx} {my}"
        x0, y0, x1, y1 = mx, my, 2 * mx - x1, 2 * my - y1
    return f"{head}t{join(steps)}" if steps else head


def document(width: int, height: int, body: str) -> str:
    """Return a whole SVG document of width x height user units."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{body}</svg>'
    )
