"""The figure behind an engraved face: how dark a head and shoulders are at each point."""

from __future__ import annotations

from dataclasses import dataclass

from microsite.art.stream import Stream


@dataclass(frozen=True)
class Figure:
    """A head and shoulders on a sheet of 240 x 300 units.

    Lengths are in units; `line` (of the hair on the forehead), `parting` and `long` (of the hair
    below the eyes) are in radii of the head; `light` is the side it comes from, -1 or 1.
    """

    x: float
    y: float
    rx: float
    ry: float
    shoulder: float
    top: float
    line: float
    parting: float
    long: float
    puff: float
    light: int
    tilt: float

    def tone(self, x: float, y: float) -> float:
        """Return the shade at a point, 0 for bare paper to 1 for solid ink."""
        across = x - self.x - (y - self.y) * self.tilt
        u, v = across / self.rx, (y - self.y) / self.ry
        if u * u + v * v < 1 and v > -self.line + 0.32 * abs(u - self.parting):
            shade: float = max(0.0, 0.1 - self.light * u) ** 1.3
            return 0.1 + 0.55 * shade + 0.1 * max(0.0, v)
        if self._hair(across, u, v, y):
            return 0.95
        if abs(across) < self.rx * 0.52 and v > 0 and y < self.top + 16:
            return 0.62 if self.light * across < 4 else 0.34
        return self._clothes(x, y)

    def _hair(self, across: float, u: float, v: float, y: float) -> bool:
        crown_x = across / (self.rx + self.puff)
        crown_y = (y - self.y + self.puff * 0.7) / (self.ry + self.puff)
        if v < 0.12 and crown_x * crown_x + crown_y * crown_y < 1:
            return True
        inside = abs(across) < (self.rx + self.puff) * (1 - 0.1 * max(0.0, v))
        return inside and 0 < v < self.long and (v < 0.5 or abs(u) > 0.6)

    def _clothes(self, x: float, y: float) -> float:
        fall = (y - self.top + 16) / 58
        if fall <= 0:
            return 0.0
        aside = abs(x - 120)
        if aside >= 24 + self.shoulder * fall**0.55:
            return 0.0
        # A lighter wedge under the chin is a collar.
        return 0.62 if aside < 20 and y < self.top + 34 else 0.74


def pose(stream: Stream) -> Figure:
    """Return a figure from a stream of numbers."""
    return Figure(
        x=120 + stream.between(-6, 6),
        y=stream.between(112, 120),
        rx=stream.between(40, 46),
        ry=stream.between(54, 60),
        shoulder=stream.between(84, 102),
        top=stream.between(196, 204),
        line=stream.between(0.30, 0.55),
        parting=stream.between(-0.6, 0.6),
        long=stream.pick((0.0, 0.0, 0.35, 0.9, 1.5)),
        puff=stream.between(5, 13),
        light=stream.pick((-1, 1)),
        tilt=stream.between(-0.1, 0.1),
    )
