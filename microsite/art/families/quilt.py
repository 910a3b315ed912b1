"""Quilt: squares large and small, in each a quarter, a half, a disc or a wedge."""

from __future__ import annotations

from microsite.art.scheme import Scheme, sheet
from microsite.art.stream import Stream

_LARGE = 100
# The shapes in parts of a square whose corner the pen is at: {s} its side, {h} half of it.
_SHAPES = (
    "h{s}a{s} {s} 0 0 1-{s} {s}z",
    "h{s}v{s}a{s} {s} 0 0 1-{s}-{s}z",
    "m{s} {s}h-{s}a{s} {s} 0 0 1{s}-{s}z",
    "m0 {s}v-{s}a{s} {s} 0 0 1{s} {s}z",
    "h{s}a{h} {h} 0 0 1-{s} 0z",
    "m0 {s}a{h} {h} 0 0 1{s} 0z",
    "h{s}l-{s} {s}z",
    "h{s}v{s}z",
)
_DISC = "m{q} {h}a{q} {q} 0 0 1{h} 0a{q} {q} 0 0 1-{h} 0z"


def _squares(stream: Stream) -> list[tuple[int, int, int]]:
    """Return left, top and side of each square: of the large ones about half are cut in four."""
    squares: list[tuple[int, int, int]] = []
    for x in range(0, 400, _LARGE):
        for y in range(0, 300, _LARGE):
            half = _LARGE // 2
            if stream.below(9) < 4:
                squares += [(x + dx, y + dy, half) for dx in (0, half) for dy in (0, half)]
            else:
                squares.append((x, y, _LARGE))
    return squares


def draw(stream: Stream, colours: Scheme) -> str:
    """Return the body of a 400 x 300 cover in the given colours."""
    squares = _squares(stream)
    large = [square for square in squares if square[2] == _LARGE]
    lit = stream.pick(large or squares)
    paths = {colours.second: "", colours.ink: "", colours.spark: ""}
    for square in squares:
        x, y, side = square
        filled = stream.below(3) == 0
        if filled and square != lit:
            paths[colours.second] += f"M{x} {y}h{side}v{side}h-{side}z"
        shape = _DISC if square == lit or stream.below(11) == 0 else stream.pick(_SHAPES)
        bare = not filled and stream.below(4) == 0
        colour = colours.spark if square == lit else colours.second if bare else colours.ink
        drawn = shape.format(s=side, h=side // 2, q=side // 4)
        paths[colour] += f"M{x} {y}{drawn}"
    body = sheet(colours.ground)
    for colour, path in paths.items():
        if path:
            body += f'<path fill="{colour}" d="{path}"/>'
    return body
