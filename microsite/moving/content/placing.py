"""Files put into a folder or a .zip: what says the same stays untouched, what is no more goes."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from microsite.moving.content import layout
from microsite.moving.content.out import File

# The same site gives the same archive.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_OWN = re.compile(
    r"(?:pages|articles|projects|people|directions)/[^/]+\.(?:yaml|[A-Za-z-]+\.md)"
    r"|(?:pictures|files)/[0-9a-f]{64}\.\w+"
)
Told = Callable[[int], object]


class OccupiedError(Exception):
    """The folder holds something else, which an export must not be mixed with."""


def into_folder(folder: Path, files: Iterable[File], told: Told = lambda done: None) -> int:
    """Make the folder hold these files; how many. Files of an earlier export that are no more go.

    Raises:
        OccupiedError: for a folder with other files and no export. What begins with a dot and a
            README or LICENSE may be there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / layout.MARK).is_file() and any(map(_is_foreign, folder.iterdir())):
        raise OccupiedError
    made = set()
    for done, (path, content) in enumerate(files, start=1):
        made.add(path)
        _place(folder / path, content)
        told(done)
    for old in [one for one in folder.glob("*/*") if one.is_file()]:
        path = old.relative_to(folder).as_posix()
        if path not in made and _OWN.fullmatch(path):
            old.unlink()
    return len(made)


def into_zip(target: IO[bytes], files: Iterable[File]) -> int:
    """Write these files as a .zip, a piece at a time; how many."""
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            count += 1
            member = zipfile.ZipInfo(path, _EPOCH)
            member.external_attr = 0o644 << 16
            # Pictures and documents are packed already.
            is_text = isinstance(content, str)
            member.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
            with archive.open(member, "w", force_zip64=True) as file:
                if isinstance(content, str):
                    file.write(content.encode())
                else:
                    with content.open("rb") as source:
                        shutil.copyfileobj(source, file)
    return count


def _place(target: Path, content: str | Path) -> None:
    target.parent.mkdir(exist_ok=True)
    if isinstance(content, Path):
        # Named by what they hold.
        if not target.is_file() or target.stat().st_size != content.stat().st_size:
            shutil.copyfile(content, target)
        return
    said = content.encode()
    if not target.is_file() or target.read_bytes() != said:
        target.write_bytes(said)


def _is_foreign(path: Path) -> bool:
    return not path.name.startswith((".", "README", "LICENSE"))
