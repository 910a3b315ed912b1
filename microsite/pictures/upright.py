"""A decoded picture as it is kept: upright, in sRGB with 8 bits a channel, not too large.

It is converted in strips, so that beside the picture itself only the result takes memory.
"""

import io
import math
from collections.abc import Callable

from PIL import Image, ImageCms, ImageFile

from microsite.pictures.kinds import NAMES
from microsite.pictures.problems import RefusedError
from microsite.pictures.sizes import kept_size

# Pixels of the picture that are converted at a time.
_STRIP = 1_500_000
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What an ICC profile calls the channels of Pillow's modes.
_SPACES = {"RGB": "RGB ", "RGBA": "RGB ", "L": "GRAY", "CMYK": "CMYK"}


def upright(image: ImageFile.ImageFile, kind: str) -> Image.Image:
    """The picture in mode RGB or RGBA, turned as its EXIF says. Raises RefusedError."""
    if kind == "jpeg":
        turn = _turn(image)
        target = _target(image, turn)
        # Decoded at an eighth, a quarter or a half of its size where that is enough.
        image.draft(image.mode, target)
        _decode(image, kind)
    else:
        # In other formats the metadata may stand behind the pixels, and TIFF is turned by Pillow.
        _decode(image, kind)
        turn = _turn(image)
        target = _target(image, turn)
    small = _scaled(image, target)
    image.close()
    return small.transpose(turn) if turn is not None else small


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        # Metadata is broken more often than pictures are; it is not worth a refusal.
        return None


def _target(image: Image.Image, turn: Image.Transpose | None) -> tuple[int, int]:
    """The size it is kept in, as it lies in the file."""
    lies = turn is not None and turn >= Image.Transpose.ROTATE_90 and turn != _TURNS[3]
    width, height = kept_size(*(image.size[::-1] if lies else image.size))
    return (height, width) if lies else (width, height)


def _decode(image: ImageFile.ImageFile, kind: str) -> None:
    try:
        image.load()
    except Exception as error:
        is_cut = "truncated" in str(error) or isinstance(error, EOFError)
        raise RefusedError("truncated" if is_cut else "damaged", {"kind": NAMES[kind]}) from error


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    is_clear = image.has_transparency_data
    convert = _conversion(image, "RGBA" if is_clear else "RGB")
    made = Image.new("RGBA" if is_clear else "RGB", size)
    scale = image.height / size[1]
    rows = max(1, int(_STRIP / image.width / scale))
    # As far as the filter reaches (three pixels of the smaller picture) strips overlap.
    reach = math.ceil(3 * max(scale, 1)) + 1
    for top in range(0, size[1], rows):
        bottom = min(top + rows, size[1])
        first = max(0, math.floor(top * scale) - reach)
        last = min(image.height, math.ceil(bottom * scale) + reach)
        strip = convert(image.crop((0, first, image.width, last)))
        if image.size != size:
            box = (0, top * scale - first, image.width, min(bottom * scale, last) - first)
            strip = strip.resize((size[0], bottom - top), Image.Resampling.LANCZOS, box)
            made.paste(strip, (0, top))
        else:
            made.paste(strip, (0, first))
    return made


def _conversion(image: Image.Image, mode: str) -> Callable[[Image.Image], Image.Image]:
    """What turns a strip of the picture into sRGB."""
    transform = _transform(image, mode)

    def convert(strip: Image.Image) -> Image.Image:
        strip = _eight_bits(strip)
        if transform is None:
            return strip.convert(mode)
        if strip.mode not in ("L", "CMYK"):
            strip = strip.convert(mode)
        return ImageCms.applyTransform(strip, transform) or strip

    return convert


def _eight_bits(strip: Image.Image) -> Image.Image:
    if not strip.mode.startswith("I"):
        return strip
    return strip.convert("I").point(lambda value: value / 257).convert("L")


def _transform(image: Image.Image, mode: str) -> ImageCms.ImageCmsTransform | None:
    """From the picture's own colours to sRGB; None where it names none that can be used."""
    profile = image.info.get("icc_profile")
    if not profile:
        return None
    given = image.mode if image.mode in ("L", "CMYK") and mode == "RGB" else mode
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if own.profile.xcolor_space != _SPACES[given]:
            return None
        return ImageCms.buildTransform(own, ImageCms.createProfile("sRGB"), given, mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
