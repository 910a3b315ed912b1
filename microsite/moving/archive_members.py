"""What an archive says it holds: each file by its path, refused where it is no plain file."""

import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from microsite.bibtex import decode
from microsite.moving.archive_problems import ArchiveError, shown

_TOLD_BY_LETTERS = ("utf-8", "gb18030", "big5", "shift_jis", "euc-kr")


class Member(NamedTuple):
    """A file in an archive; `opened` gives its bytes."""

    path: str
    opened: Callable[[], IO[bytes]]


def of_zip(packed: zipfile.ZipFile, most: int, largest: int) -> Iterator[Member | None]:
    """The files of a .zip; None for each folder. Raises ArchiveError."""
    members = packed.infolist()
    if len(members) > most:
        raise ArchiveError("too-many", limit=most)
    if sum(one.file_size for one in members) > largest:
        raise ArchiveError("too-large", limit=largest // 1_000_000)
    for one in members:
        name = _name(one)
        _check_kind(one, name)
        if one.is_dir():
            yield None
        elif not _is_debris(name):
            yield Member(name, lambda one=one: packed.open(one))  # type: ignore[misc]


def _check_kind(one: zipfile.ZipInfo, name: str) -> None:
    mode = one.external_attr >> 16
    if one.flag_bits & 1:
        raise ArchiveError("encrypted")
    if stat.S_ISLNK(mode):
        raise ArchiveError("link", name=shown(name))
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ArchiveError("device", name=shown(name))
    if one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The other ways may ask for any amount of memory before the first byte.
        raise ArchiveError("damaged")


def of_tar(tar: tarfile.TarFile) -> Iterator[Member | None]:
    """The files of a .tar; None for each folder. Raises ArchiveError."""
    for one in tar:
        if one.issym() or one.islnk():
            raise ArchiveError("link", name=shown(one.name))
        if one.isdir():
            yield None
        elif not one.isreg():
            raise ArchiveError("device", name=shown(one.name))
        elif not _is_debris(one.name):
            name = one.name.encode("utf-8", "surrogateescape")
            yield Member(_decoded(name), lambda one=one: _opened(tar, one))  # type: ignore[misc]


def _opened(tar: tarfile.TarFile, one: tarfile.TarInfo) -> IO[bytes]:
    found = tar.extractfile(one)
    if found is None:
        raise ArchiveError("damaged")
    return found


def check_count(archive: Path, most: int) -> None:
    """Look how many files a .zip says to hold before all of its list is read into memory."""
    with archive.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        tail = file.read()
    is_plain = tail[-22:-18] == b"PK\x05\x06" and tail[-2:] == b"\0\0"
    at = len(tail) - 22 if is_plain else tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise ArchiveError("damaged")
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    # What needs the longer form of the list holds more than is taken. Six hundred bytes for each
    # file are more than any path that is taken needs.
    has_more = tail[max(0, at - 20) : at].startswith(b"PK\x06\x07") or count == 0xFFFF
    if has_more or count > most or listed > 600 * most:
        raise ArchiveError("too-many", limit=most)


def _name(member: zipfile.ZipInfo) -> str:
    """The path; without a mark of UTF-8 it is in the encoding of whoever packed it."""
    name = member.orig_filename
    if member.flag_bits & 0x800 or name.isascii():
        return name
    return _decoded(name.encode("cp437", "replace"))


def _decoded(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        told, encoding = decode(name)
        return told if encoding in _TOLD_BY_LETTERS else name.decode("cp437")


def _is_debris(name: str) -> bool:
    """What programs pack along for themselves."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return name.startswith("__MACOSX/") or last in (".DS_Store", "Thumbs.db", "desktop.ini")
