"""Moving pictures, kept as animated WebP."""

from pathlib import Path

from PIL import Image, ImageFile

from microsite.pictures.kinds import NAMES
from microsite.pictures.problems import RefusedError

_MOST_FRAMES = 1000
# Pixels of a frame and of all frames together: about 20 seconds of work for the server.
_FRAME, _ALL = 2_500_000, 150_000_000


def frames_of(image: ImageFile.ImageFile, kind: str) -> int:
    """How many frames it has; a TIFF's and a JPEG's further pages are none."""
    if kind not in ("gif", "webp", "avif", "png"):
        return 1
    try:
        return int(getattr(image, "n_frames", 1))
    except Exception as error:
        # The frames are counted by reading to the end.
        raise RefusedError("truncated", {"kind": NAMES[kind]}) from error


def write_animation(image: ImageFile.ImageFile, frames: int, kind: str, folder: Path) -> Path:
    """Write all frames with their times, none of the metadata. Raises RefusedError."""
    width, height = image.size
    if frames > _MOST_FRAMES or width * height > _FRAME or width * height * frames > _ALL:
        told = {"frames": frames, "width": width, "height": height}
        raise RefusedError("animation-too-long", told)
    path = folder / "kept.webp"
    loop = int(image.info.get("loop", 1 if kind == "gif" else 0))
    try:
        image.save(
            path,
            "WEBP",
            save_all=True,
            duration=_durations(image, frames),
            loop=loop,
            quality=75,
            method=2,
            background=(0, 0, 0, 0),
        )
    except Exception as error:
        raise RefusedError("truncated", {"kind": NAMES[kind]}) from error
    return path


def first_frame(path: Path) -> Image.Image:
    """The first frame of what is kept."""
    with Image.open(path, formats=["WEBP"]) as image:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _durations(image: ImageFile.ImageFile, frames: int) -> list[int]:
    """Milliseconds of each frame. One shorter than 20 is shown for 100, as browsers do."""
    found = []
    for number in range(frames):
        image.seek(number)
        image.load()
        given = round(image.info.get("duration", 100))
        found.append(given if given >= 20 else 100)
    image.seek(0)
    return found
