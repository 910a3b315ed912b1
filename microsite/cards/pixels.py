"""A card in pixels: a PNG that no network refuses for its size."""

from io import BytesIO
from pathlib import Path

import resvg_py
from PIL import Image, ImageOps

from microsite.cards import faces
from microsite.cards.card import Card
from microsite.cards.drawing import PANEL, sheet

# Bytes; a photo needs fewer colours than a drawing has to come below it.
LARGEST = 300_000
_COLOURS = (256, 128, 64, 32, 16)


def png(card: Card, pictures: Path | None = None) -> bytes:
    """The card as PNG of 1200 x 630 pixels under 300 kB; `pictures` is where a picture lies.

    A picture that is not there or cannot be read leaves the drawing in its place. Letters that
    neither our fonts nor the machine's have are boxes; with no font at all there is no text.
    """
    drawn = sheet(card)
    rendered = resvg_py.svg_to_bytes(
        svg_string=drawn.svg, font_files=faces.files(), skip_system_fonts=not drawn.needs_more
    )
    with Image.open(BytesIO(bytes(rendered))) as image:
        whole = image.convert("RGB")
    if card.picture and pictures:
        _put(whole, pictures / card.picture.file, (card.picture.focal_x, card.picture.focal_y))
    return _small(whole)


def _put(whole: Image.Image, file: Path, focus: tuple[float, float]) -> None:
    """Lay a picture over the drawing, cut to the panel round its focal point."""
    left, top, width, height = PANEL
    try:
        with Image.open(file) as image:
            cut = ImageOps.fit(image.convert("RGB"), (width, height), centering=focus)
    except (OSError, ValueError, Image.DecompressionBombError):
        return
    whole.paste(cut, (left, top))


def _small(image: Image.Image) -> bytes:
    made = b""
    for colours in _COLOURS:
        out = BytesIO()
        flat = image.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        flat.save(out, "PNG")
        made = out.getvalue()
        if len(made) < LARGEST:
            break
    return made
