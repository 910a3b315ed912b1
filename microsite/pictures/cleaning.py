"""From an uploaded file to what is kept of it and the sizes it is shown in."""

import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PIL import Image

from microsite.pictures import svg
from microsite.pictures.animation import first_frame, frames_of, write_animation
from microsite.pictures.cleaned import Cleaned
from microsite.pictures.encoding import write_kept, write_variant
from microsite.pictures.kinds import HEAD, NAMES, kind
from microsite.pictures.opening import open_picture
from microsite.pictures.problems import RefusedError
from microsite.pictures.sizes import Crop, formats_of, widths_of
from microsite.pictures.upright import upright


def clean(source: Path, folder: Path) -> dict[str, Any]:
    """Write what is kept of `source` into `folder`; `Cleaned` as a dict. Raises RefusedError."""
    with source.open("rb") as file:
        found = kind(file.read(HEAD))
    if found not in NAMES:
        raise _refusal(found)
    animated = False
    if found == "svg":
        kept, size = svg.write_clean(source, folder)
        widths: list[int] = []
    else:
        kept, small, animated = _pixels(source, found, folder)
        size, widths = small.size, widths_of(small.width)
        for width in widths:
            for suffix in formats_of(*size):
                write_variant(small, width, None, suffix, folder / f"{width}.{suffix}")
    content = kept.read_bytes()
    return asdict(
        Cleaned(
            hash=hashlib.sha256(content).hexdigest(),
            suffix=kept.suffix[1:],
            width=size[0],
            height=size[1],
            widths=widths,
            animated=animated,
            size=len(content),
        )
    )


def variant(kept: Path, width: int, crop: Crop | None, target: Path) -> dict[str, Any]:
    """Write one size of a kept picture, of all of it or of a part, as `target`'s suffix says."""
    if kept.suffix == ".webp":
        image: Image.Image = first_frame(kept)
    else:
        opened = Image.open(kept, formats=["JPEG", "PNG"])
        if crop is None:
            opened.draft("RGB", (width, max(1, width * opened.height // opened.width)))
        opened.load()
        image = opened
    write_variant(image, width, crop, target.suffix[1:], target)
    return {}


def _pixels(source: Path, found: str, folder: Path) -> tuple[Path, Image.Image, bool]:
    image = open_picture(source, found)
    frames = frames_of(image, found)
    if frames > 1:
        kept = write_animation(image, frames, found, folder)
        return kept, first_frame(kept), True
    small = upright(image, found)
    return write_kept(small, found, folder), small, False


def _refusal(found: str) -> RefusedError:
    if found.startswith("other:"):
        return RefusedError("other-format", {"kind": found.partition(":")[2]})
    return RefusedError(found)
