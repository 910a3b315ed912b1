"""Covers: a picture for a paper, project or article that has none, drawn from its key."""

from __future__ import annotations

from microsite.art.colour import palette
from microsite.art.families import DRAWINGS
from microsite.art.scheme import HEIGHT, WIDTH, scheme
from microsite.art.stream import Stream
from microsite.art.svg import document

FAMILIES: tuple[str, ...] = tuple(DRAWINGS)


def family_of(key: str) -> str:
    """Return the family that `cover` draws for a key when it is given none."""
    return Stream(f"family/{key}").pick(FAMILIES)


def cover(key: str, hue: int | None, family: str | None = None) -> str:
    """Return a cover as an SVG document of 400 x 300 units, under 6 kB: same arguments, same bytes.

    `hue` is in OKLCH degrees, None for an item without a direction. It changes the colours only,
    never the drawing. Raises ValueError for a family that is not in FAMILIES.
    """
    family = family_of(key) if family is None else family
    if family not in DRAWINGS:
        raise ValueError(f"no family {family!r}: one of {', '.join(FAMILIES)}")
    stream = Stream(f"cover/{key}")
    colours = scheme(stream, palette(hue))
    return document(WIDTH, HEIGHT, DRAWINGS[family](stream, colours))
