"""From an upload to a row: first the files, without the database, then what it says of them."""

import hashlib
import re
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.models import Picture
from microsite.pictures import apart
from microsite.pictures.bare import is_bare
from microsite.pictures.cleaned import Cleaned
from microsite.pictures.folder import EDITOR, Folder
from microsite.pictures.media import MEDIA_TYPES
from microsite.pictures.problems import RefusedError
from microsite.pictures.sizes import LARGEST_FILE, formats_of

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """A picture whose files are in place."""

    filename: str
    cleaned: Cleaned


def prepare(folder: Folder, content: bytes, filename: str, known_as: str = "") -> Ready:
    """Check, clean and store a file. This takes seconds: hold no transaction meanwhile.

    One that is `known_as` its SHA-256 and holds nothing but its pixels was cleaned before: it is
    kept to the letter, as what leads to it knows it.

    Raises:
        RefusedError: it cannot be taken.
        BusyError: too many others came first.
    """
    if not content:
        raise RefusedError("empty")
    if len(content) > LARGEST_FILE:
        raise RefusedError("too-large", megabytes(content, LARGEST_FILE))
    with apart.alone(folder.path, EDITOR), folder.scratch() as scratch:
        source = scratch / "source"
        source.write_bytes(content)
        cleaned = Cleaned(**apart.order("clean", source=str(source), folder=str(scratch)))
        kept = scratch / f"kept.{cleaned.suffix}"
        if known_as == hashlib.sha256(content).hexdigest() and is_bare(content, cleaned.suffix):
            cleaned = replace(cleaned, hash=known_as, size=len(content))
            kept.write_bytes(content)
        for width in cleaned.widths:
            for suffix in formats_of(cleaned.width, cleaned.height):
                part = scratch / f"{width}.{suffix}"
                folder.place(part, folder.variant(cleaned.hash, width, None, suffix))
        folder.place(kept, folder.kept(cleaned.hash, cleaned.suffix))
    return Ready(safe_name(filename), cleaned)


def keep(session: Session, ready: Ready, editor_id: int | None = None) -> tuple[Picture, bool]:
    """The row of a picture, and whether it is new: the same one is not kept twice."""
    cleaned = ready.cleaned
    held = session.scalar(select(Picture).where(Picture.hash == cleaned.hash))
    if held is not None:
        return held, False
    picture = Picture(filename=ready.filename, editor_id=editor_id)
    describe(picture, cleaned)
    session.add(picture)
    session.flush()
    return picture, True


def describe(picture: Picture, cleaned: Cleaned) -> None:
    """Let the row say what its files are."""
    picture.hash = cleaned.hash
    picture.media_type = MEDIA_TYPES[cleaned.suffix]
    picture.width, picture.height = cleaned.width, cleaned.height
    picture.widths = cleaned.widths
    picture.animated = cleaned.animated
    picture.size = cleaned.size


def suffix_of(picture: Picture) -> str:
    """The suffix of the file that is kept."""
    return next(suffix for suffix, name in MEDIA_TYPES.items() if name == picture.media_type)


def safe_name(given: str) -> str:
    """The last part of a file's name, printable and short; browsers may send a whole path."""
    name = re.split(r"[/\\]", given)[-1]
    return "".join(filter(str.isprintable, name)).strip()[-200:] or "picture"


def megabytes(content: bytes, limit: int) -> dict[str, str | int]:
    """What the message about a file that is too large is filled with."""
    return {"size": f"{len(content) / _MEGABYTE:.0f}", "limit": limit // _MEGABYTE}
