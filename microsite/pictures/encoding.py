"""Writes pictures: the one that is kept, and those that pages show, without any metadata."""

from pathlib import Path
from typing import Any

from PIL import Image

from microsite.pictures.sizes import Crop, box_of

# Above this a drawing kept losslessly would be larger than a photo is worth.
_LOSSLESS_PIXELS = 4_000_000
_LOSSLESS_KINDS = ("png", "gif", "bmp", "tiff")
# Colours that a drawing has at most: such a one is kept sharp.
_FLAT = 1024
_PHOTO: dict[str, dict[str, Any]] = {
    "webp": {"quality": 80, "method": 4},
    # 9 takes a fifth of the time of 6 and gives files a quarter larger, still below WebP's.
    "avif": {"quality": 62, "speed": 9, "max_threads": 2},
}
_DRAWING: dict[str, dict[str, Any]] = {
    "webp": {"lossless": True, "quality": 60, "method": 3},
    "avif": {"quality": 85, "speed": 9, "max_threads": 2, "subsampling": "4:4:4"},
}


def write_kept(image: Image.Image, kind: str, folder: Path) -> Path:
    """Write the picture as it is kept: PNG where it is clear or drawn, else JPEG."""
    small = image.width * image.height <= _LOSSLESS_PIXELS
    if image.mode == "RGBA" or (kind in _LOSSLESS_KINDS and small):
        path = folder / "kept.png"
        image.save(path, "PNG", compress_level=4)
    else:
        path = folder / "kept.jpg"
        image.save(path, "JPEG", quality=93, subsampling="4:4:4")
    return path


def write_variant(
    image: Image.Image, width: int, crop: Crop | None, suffix: str, path: Path
) -> None:
    """Write a picture `width` pixels wide, of all of `image` or of a part of it."""
    box = box_of(crop, *image.size)
    height = max(1, round(width * (box[3] - box[1]) / (box[2] - box[0])))
    scaled = image.resize((width, height), Image.Resampling.LANCZOS, box, reducing_gap=2)
    # None: there are more colours than that.
    flat = image.getcolors(_FLAT) is not None
    scaled.save(path, suffix.upper(), **(_DRAWING if flat else _PHOTO)[suffix])
