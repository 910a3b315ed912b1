"""What a cover is drawn with: its four colours in their parts, and the size of its sheet."""

from __future__ import annotations

from typing import NamedTuple

from microsite.art.colour import Palette
from microsite.art.stream import Stream

# Every cover is 400 x 300 user units.
WIDTH, HEIGHT = 400, 300


class Scheme(NamedTuple):
    """The colours of one cover: its ground, two inks and the rare foreign one."""

    ground: str
    ink: str
    second: str
    spark: str


def scheme(stream: Stream, colours: Palette) -> Scheme:
    """Return one of three ways to print a palette: on its deep, its pale or its middle colour."""
    deep, mid, pale, spark = colours
    return stream.pick(
        (
            Scheme(deep, pale, mid, spark),
            Scheme(pale, deep, mid, spark),
            Scheme(mid, pale, deep, spark),
        )
    )


def sheet(colour: str) -> str:
    """Return the ground of a cover: one path over the whole 400 x 300 sheet."""
    return f'<path fill="{colour}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
