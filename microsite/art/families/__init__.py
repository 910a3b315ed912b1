"""The families of covers: each module draws the body of a 400 x 300 sheet."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from microsite.art.families import (
    flow,
    halftone,
    moire,
    phyllo,
    quilt,
    ridges,
    truchet,
    voronoi,
)
from microsite.art.scheme import Scheme
from microsite.art.stream import Stream

Draw = Callable[[Stream, Scheme], str]

DRAWINGS: MappingProxyType[str, Draw] = MappingProxyType(
    {
        "ridges": ridges.draw,
        "truchet": truchet.draw,
        "halftone": halftone.draw,
        "moire": moire.draw,
        "voronoi": voronoi.draw,
        "phyllo": phyllo.draw,
        "quilt": quilt.draw,
        "flow": flow.draw,
    }
)
