"""Opens a picture far enough to know whether it may be decoded: nothing large is read yet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from microsite.pictures.kinds import HEAD, NAMES
from microsite.pictures.problems import RefusedError
from microsite.pictures.sizes import MEGAPIXELS, MOST_PIXELS, kept_size

# The formats by themselves and not by `Image.open`: no other one of Pillow's can be reached.
_OPENERS: dict[str, Callable[[BinaryIO], ImageFile.ImageFile]] = {
    "jpeg": JpegImagePlugin.jpeg_factory,
    "png": PngImagePlugin.PngImageFile,
    "webp": WebPImagePlugin.WebPImageFile,
    "avif": AvifImagePlugin.AvifImageFile,
    "gif": GifImagePlugin.GifImageFile,
    "bmp": BmpImagePlugin.BmpImageFile,
    "tiff": TiffImagePlugin.TiffImageFile,
}
# Bytes of memory that decoding takes at its peak, and how many a pixel takes of them (measured).
_MEMORY = 300_000_000
_HEAVY = {"png": 4, "gif": 5, "bmp": 4, "webp": 15, "avif": 11}


def open_picture(path: Path, kind: str) -> ImageFile.ImageFile:
    """The picture with its header read, and found to be small enough to decode.

    Raises:
        RefusedError: it is too large, or the header cannot be read.
    """
    if kind == "webp":
        # The decoder takes memory for all of it at once.
        check(kind, *_webp_size(path.read_bytes()[:HEAD]))
    try:
        image = _OPENERS[kind](path.open("rb"))
    except Exception as error:
        # Hostile bytes make the readers of formats raise anything.
        raise RefusedError("damaged", {"kind": NAMES[kind]}) from error
    check(kind, *image.size, weight=_weight(image, kind))
    if image.mode in ("I", "F"):
        raise RefusedError("too-deep")
    return image


def check(kind: str, width: int, height: int, weight: float | None = None) -> None:
    """Raise RefusedError for a picture that has too many pixels, or that takes too much memory."""
    params: dict[str, str | int] = {"kind": NAMES[kind], "width": width, "height": height}
    if width < 1 or height < 1:
        raise RefusedError("damaged", params)
    if width * height > MOST_PIXELS:
        raise RefusedError("too-many-pixels", {**params, "limit": MEGAPIXELS})
    if width * height * (_HEAVY.get(kind, 4) if weight is None else weight) > _MEMORY:
        raise RefusedError("too-heavy", params)


def _weight(image: ImageFile.ImageFile, kind: str) -> float:
    """Bytes of memory a pixel takes while it is decoded."""
    if kind == "jpeg":
        # It is decoded near the size it is kept in, unless both lie close to each other; a
        # progressive one holds all its coefficients meanwhile, two bytes each.
        ratio = image.width / kept_size(*image.size)[0]
        drawn = 4 / next(part for part in (8, 4, 2, 1) if ratio >= part) ** 2
        is_whole = not (image.info.get("progressive") or image.info.get("progression"))
        return drawn if is_whole else drawn + 2 * _samples(image)
    if kind == "tiff":
        bits: Any = getattr(image, "tag_v2", {}).get(258, (8,))
        is_turned = getattr(image, "tag_v2", {}).get(274, 1) != 1
        return float(4 + sum(bits) / 8 + 4 * is_turned)
    return _HEAVY[kind]


def _samples(image: Any) -> float:
    """How many coefficients a pixel has in a JPEG, all its channels together."""
    layers = getattr(image, "layer", [])
    most = max((layer[1] * layer[2] for layer in layers), default=1)
    return float(sum(layer[1] * layer[2] for layer in layers) / most)


def _webp_size(head: bytes) -> tuple[int, int]:
    """Width and height (developers.google.com/speed/webp/docs/riff_container)."""
    what = head[12:16]
    if what == b"VP8X" and len(head) >= 30:
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if what == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if what == b"VP8 " and len(head) >= 30:
        sides = head[26:28], head[28:30]
        width, height = (int.from_bytes(side, "little") & 0x3FFF for side in sides)
        return width, height
    raise RefusedError("damaged", {"kind": NAMES["webp"]})
