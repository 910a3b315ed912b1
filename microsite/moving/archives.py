"""Archives that others packed, unpacked without trusting what they say of themselves.

A .zip or .tar.gz goes into a folder that is made for it; where anything is refused, nothing of it
stays. Bytes are counted as they come, whatever the archive declares.
"""

import gzip
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from microsite.moving.archive_members import Member, check_count, of_tar, of_zip
from microsite.moving.archive_problems import ArchiveError, shown

LARGEST = 2_000_000_000
"""Bytes of all files together: a lab's pictures of ten years, and no disk is full of it."""

MOST_FILES = 20_000
"""Files and folders: several times the largest public sites of labs."""

LONGEST_PATH, DEEPEST = 400, 30
# Beyond this a folder of text and pictures does not shrink; a trap does.
HIGHEST_RATIO, HARMLESS = 50, 50_000_000
_CHUNK = 1 << 18
_DAMAGES = (
    zipfile.BadZipFile, gzip.BadGzipFile, tarfile.TarError, zlib.error, struct.error, EOFError,
    NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError, AssertionError,
)  # fmt: skip


class Limits(NamedTuple):
    """How much an archive may hold."""

    bytes: int = LARGEST
    files: int = MOST_FILES


_USUAL = Limits()


@contextmanager
def unpacked(archive: Path, parent: Path, limits: Limits = _USUAL) -> Iterator[Path]:
    """A folder below `parent` with what the archive holds, until the context ends.

    Archives in the archive stay packed.

    Raises:
        ArchiveError: nothing is left behind.
    """
    with tempfile.TemporaryDirectory(dir=parent) as made:
        folder = Path(made)
        try:
            _unpack(archive, folder, limits)
        except _DAMAGES as error:
            raise ArchiveError("damaged") from error
        yield folder


def inner(folder: Path) -> Path:
    """The one folder that all lies in, as many programs pack; else the folder itself."""
    inside = list(folder.iterdir())
    is_around = len(inside) == 1 and inside[0].is_dir() and not inside[0].name.startswith("_")
    return inside[0] if is_around else folder


def _unpack(archive: Path, folder: Path, limits: Limits) -> None:
    with archive.open("rb") as file:
        head = file.read(4)
    allowance = min(limits.bytes, max(HARMLESS, HIGHEST_RATIO * archive.stat().st_size))
    budget = _Budget(allowance, limits)
    if head.startswith(b"PK"):
        check_count(archive, limits.files)
        with zipfile.ZipFile(archive) as packed:
            _write(of_zip(packed, limits.files, limits.bytes), folder, budget)
    elif head.startswith(b"\x1f\x8b"):
        _unpack_tar(archive, folder, budget)
    else:
        raise ArchiveError("no-archive")


def _unpack_tar(archive: Path, folder: Path, budget: "_Budget") -> None:
    """Unpressed first, counted, so that nobody has to believe what its headers say."""
    with tempfile.TemporaryFile(dir=folder.parent) as plain, gzip.open(archive) as packed:
        while chunk := packed.read(_CHUNK):
            budget.spend(len(chunk))
            plain.write(chunk)
        plain.seek(0)
        budget.begin_again()
        careful: Any = _Careful(plain)
        with tarfile.open(fileobj=careful, mode="r:") as tar:
            _write(of_tar(tar), folder, budget)


class _Careful:
    """A file that nobody reads much of at once: a header may claim to be as long as it likes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek, self.tell = file.seek, file.tell

    def read(self, size: int) -> bytes:
        """At most a few megabytes."""
        if size > 16 * _CHUNK:
            raise ArchiveError("damaged")
        return self._file.read(size)


class _Budget:
    """What may still come, in bytes and in files."""

    def __init__(self, allowance: int, limits: Limits) -> None:
        self._left = self._allowance = allowance
        self._limits = limits
        self._code = "too-large" if allowance == limits.bytes else "trap"
        self._files = 0

    def spend(self, count: int) -> None:
        """Bytes that came."""
        self._left -= count
        if self._left < 0:
            raise ArchiveError(self._code, limit=self._limits.bytes // 1_000_000)

    def begin_again(self) -> None:
        """What was counted comes a second time."""
        self._left = self._allowance

    def one_more(self) -> None:
        """A file or a folder that came."""
        self._files += 1
        if self._files > self._limits.files:
            raise ArchiveError("too-many", limit=self._limits.files)


def _write(members: Iterator[Member | None], folder: Path, budget: _Budget) -> None:
    """Write each file; None stands for a folder, which is made when a file is in it."""
    taken: dict[str, str] = {}
    for member in members:
        budget.one_more()
        if member is None:
            continue
        path = _safe(member.path)
        _claim(path, taken)
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file, member.opened() as source:
                while chunk := source.read(_CHUNK):
                    budget.spend(len(chunk))
                    file.write(chunk)
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise ArchiveError("twice", name=shown(path)) from error
        target.chmod(0o600)


def _claim(path: str, taken: dict[str, str]) -> None:
    """No two files, nor a file and a folder, may be one on a disk that knows no capitals."""
    known = taken.setdefault(path.casefold(), path)
    if known == path and taken.get(f"\0{path}"):
        raise ArchiveError("twice", name=shown(path))
    if known != path:
        raise ArchiveError("same-name", name=shown(path))
    taken[f"\0{path}"] = path
    parts = path.split("/")[:-1]
    for depth in range(1, len(parts) + 1):
        above = "/".join(parts[:depth])
        if taken.setdefault(above.casefold(), above) != above:
            raise ArchiveError("same-name", name=shown(above))


def _safe(path: str) -> str:
    """The path below the folder. Raises ArchiveError for one that leads elsewhere."""
    path = path.replace("\\", "/")
    parts = [part for part in path.split("/") if part not in ("", ".")]
    drive = len(path) > 1 and path[1] == ":"
    if path.startswith("/") or drive or ".." in parts or "\0" in path or not parts:
        raise ArchiveError("outside", name=shown(path))
    is_long = any(len(part.encode("utf-8", "replace")) > 255 for part in parts)
    if len(path) > LONGEST_PATH or len(parts) > DEEPEST or is_long:
        raise ArchiveError("long-name", name=shown(path))
    return "/".join(parts)
