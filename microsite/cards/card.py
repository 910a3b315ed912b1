"""What a card says and shows."""

import hashlib
from dataclasses import dataclass
from typing import Literal

# Pixels: what networks ask for (https://ogp.me, 1.91 to 1).
WIDTH, HEIGHT = 1200, 630
# Another number makes every address a new one: raised when the same card is drawn otherwise.
EDITION = 1

Drawing = Literal["cover", "face", "hero"]


@dataclass(frozen=True)
class Shown:
    """A picture of the instance folder: its file there, and in parts what a crop must keep."""

    file: str
    focal_x: float = 0.5
    focal_y: float = 0.5


@dataclass(frozen=True)
class Card:
    """One card.

    `titles` are one or two, the language of the page first; `note` is a line on what it is. The
    lab's mark is drawn from `mark`, the cover, face or hero from `key`; `hues` are in OKLCH
    degrees: those of all directions for a hero, else one at most. A `picture` stands in the place
    of the drawing.
    """

    titles: tuple[str, ...]
    lab: str
    mark: str
    note: str
    drawing: Drawing
    key: str
    hues: tuple[int | None, ...] = ()
    picture: Shown | None = None

    @property
    def hue(self) -> int | None:
        """The one hue of a cover or a face."""
        return self.hues[0] if self.hues else None

    def digest(self) -> str:
        """Sixteen hex digits that follow from all that decides the picture."""
        told = repr((EDITION, self)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(told).hexdigest()[:16]
