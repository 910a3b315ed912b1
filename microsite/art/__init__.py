"""Drawings made from keys: covers, faces, the hero and the mark.

Pure and deterministic: the same arguments give the same bytes on every machine. Nothing here reads
a clock, a file or a random number.
"""

from __future__ import annotations

from microsite.art.accent import Accent, accent, contrast, hex_colour, style_sheet
from microsite.art.colour import Palette, hue_class, palette
from microsite.art.covers import FAMILIES, cover, family_of
from microsite.art.face import face
from microsite.art.hero import Shape, hero
from microsite.art.mark import icon, mark

__all__ = [
    "FAMILIES",
    "Accent",
    "Palette",
    "Shape",
    "accent",
    "contrast",
    "cover",
    "face",
    "family_of",
    "hero",
    "hex_colour",
    "hue_class",
    "icon",
    "mark",
    "palette",
    "style_sheet",
]
