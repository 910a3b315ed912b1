"""How large a picture may be, how large it is kept, and in which widths it is made."""

import math

LARGEST_FILE = 20 * 1024 * 1024
MEGAPIXELS = 50
MOST_PIXELS = MEGAPIXELS * 1_000_000
# Making AVIF takes 20 bytes of memory a pixel.
FORMATS = ("webp", "avif")
_AVIF_PIXELS = 6_000_000
WIDTHS = (320, 480, 640, 960, 1280, 1920)
# Room for a crop at twice the largest width, and no more: of a large photo a master is kept.
_KEPT_WIDTH, _KEPT_PIXELS = 3840, 12_000_000
# What a WebP can be at most (https://developers.google.com/speed/webp/faq).
_WEBP_SIDE = 16_383

Crop = tuple[int, int, int, int]
"""Left, top, width and height in thousandths of the picture."""


def kept_size(width: int, height: int) -> tuple[int, int]:
    """The size in which an upright picture of this size is kept."""
    scale = min(
        1.0,
        _KEPT_WIDTH / width,
        _WEBP_SIDE / height,
        math.sqrt(_KEPT_PIXELS / (width * height)),
    )
    return max(1, round(width * scale)), max(1, round(height * scale))


def widths_of(width: int) -> list[int]:
    """The widths in which a picture of this width is made: none larger than it is."""
    return [one for one in WIDTHS if one <= width] or [width]


def formats_of(width: int, height: int) -> tuple[str, ...]:
    """The formats in which a picture of this size is made: a very high one has no AVIF."""
    widest = widths_of(width)[-1]
    return FORMATS if widest * (widest * height / width) <= _AVIF_PIXELS else FORMATS[:1]


def crop_of(parts: list[float]) -> Crop | None:
    """A crop from parts of the width and height, from 0 to 1; None for one that crops nothing."""
    if len(parts) != 4:
        return None
    left, top, wide, high = (min(max(round(part * 1000), 0), 1000) for part in parts)
    wide, high = min(wide, 1000 - left), min(high, 1000 - top)
    whole = (left, top, wide, high) == (0, 0, 1000, 1000)
    return None if whole or wide < 10 or high < 10 else (left, top, wide, high)


def part_size(crop: Crop | None, width: int, height: int) -> tuple[int, int]:
    """Width and height in pixels of a part of a picture, or of all of it."""
    left, top, right, bottom = box_of(crop, width, height)
    return right - left, bottom - top


def box_of(crop: Crop | None, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels."""
    left, top, wide, high = crop or (0, 0, 1000, 1000)
    x, y = min(left * width // 1000, width - 1), min(top * height // 1000, height - 1)
    return (
        x,
        y,
        min(width, max(x + 1, round((left + wide) * width / 1000))),
        min(height, max(y + 1, round((top + high) * height / 1000))),
    )
