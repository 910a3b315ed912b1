"""Archives: taken apart without trusting what they say of themselves, and made of several files."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from posixpath import splitext

from microsite.bibtex import Problem, decode
from microsite.bibtex.problems import problem
from microsite.formats.kinds import holds_references, is_wanted

LARGEST = 100_000_000
"""Bytes that all files of an archive may have together."""

MOST_FILES = 1_000
_MOST_MEMBERS = 20_000
# Text shrinks to a tenth, the same line again and again to a hundredth.
_HIGHEST_RATIO = 50
_HARMLESS = 20_000_000
_CHUNK = 1 << 18
_OPENING = b"PK\x03\x04"
_MEMBER = b"PK\x01\x02"
_ARCHIVES = (".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".bz2", ".xz")
_OFFICE = ("[Content_Types].xml", "mimetype")
# Names without a mark of UTF-8 are in the encoding of the computer that packed them.
_TOLD_BY_LETTERS = ("utf-8", "gb18030", "big5", "shift_jis", "euc-kr")
_EPOCH = (1980, 1, 1, 0, 0, 0)

# What zipfile lets through of damaged archives.
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError, LookupError, OverflowError, AssertionError,
)  # fmt: skip

Files = list[tuple[str, bytes]]


class _TooLargeError(Exception):
    """An archive that unpacks to more than anyone's references."""


def is_archive(data: bytes) -> bool:
    """Whether this is a .zip, be it empty."""
    return data.startswith((_OPENING, b"PK\x05\x06"))


def unpack(data: bytes) -> tuple[Files, list[Problem]]:
    """The files that may hold references, by their paths, and what was wrong. Never raises.

    Nothing is read of an archive that is too large or holds too many files.
    """
    if data.count(_MEMBER) > _MOST_MEMBERS:
        return [], [problem("too-many-files", 1, limit=MOST_FILES)]
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _unpack(archive, len(data))
    except _TooLargeError:
        return [], [problem("oversized-archive", 1, limit=LARGEST // 1_000_000)]
    except _DAMAGES:
        return [], [problem("broken-archive", 1)]


def _unpack(archive: zipfile.ZipFile, size: int) -> tuple[Files, list[Problem]]:
    members = [one for one in archive.infolist() if not one.is_dir()]
    if any(one.filename in _OFFICE for one in members):
        return [], [problem("office-file", 1)]
    names = {one: _name(one) for one in members}
    wanted = [one for one in members if is_wanted(names[one])]
    if len(wanted) > MOST_FILES:
        return [], [problem("too-many-files", 1, limit=MOST_FILES)]
    problems = [
        _about("nested-archive", name)
        for name in names.values()
        if name.lower().endswith(_ARCHIVES) and "__MACOSX/" not in name
    ]
    files: Files = []
    taken: set[str] = set()
    allowance = min(LARGEST, max(_HARMLESS, _HIGHEST_RATIO * size))
    for member in wanted:
        name = _unique(names[member], taken)
        if member.flag_bits & 1:
            problems.append(_about("encrypted-part", name))
            continue
        try:
            content = b"".join(_chunks(archive, member, allowance))
        except _DAMAGES:
            problems.append(_about("damaged-part", name))
            continue
        allowance -= len(content)
        if is_archive(content):
            problems.append(_about("nested-archive", name))
        elif holds_references(name, content):
            files.append((name, content))
    if not files and not problems:
        problems.append(problem("empty-archive", 1))
    return files, problems


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: int) -> Iterator[bytes]:
    """What the member really holds, however long it says to be."""
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The other ways may ask for any amount of memory before the first byte.
        raise NotImplementedError
    with archive.open(member) as file:
        while chunk := file.read(_CHUNK):
            allowance -= len(chunk)
            if allowance < 0:
                raise _TooLargeError
            yield chunk


def _about(code: str, file: str) -> Problem:
    return replace(problem(code, 1), file=file)


def _name(member: zipfile.ZipInfo) -> str:
    """The member's path, printable; one without a mark of UTF-8 is decoded by its letters."""
    name = member.filename
    if not member.flag_bits & 0x800 and not name.isascii():
        told, encoding = decode(name.encode("cp437", "replace"))
        name = told if encoding in _TOLD_BY_LETTERS else name
    return "".join(filter(str.isprintable, name)).replace("\\", "/")[-200:] or "?"


def _unique(name: str, taken: set[str]) -> str:
    free, number = name, 2
    stem, ending = splitext(name)
    while free in taken:
        free, number = f"{stem} ({number}){ending}", number + 1
    taken.add(free)
    return free


def bundle(files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Several files as one .zip and a name for it; a single one as it is.

    The same files in the same order give the same bytes.
    Raises ValueError if there are none.
    """
    if len(files) == 1:
        return files[0]
    if not files:
        raise ValueError("there is no file to bundle")
    packed = BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            printable = "".join(filter(str.isprintable, re.split(r"[/\\]", name)[-1]))
            member = zipfile.ZipInfo(_unique(printable or "?", taken), _EPOCH)
            archive.writestr(member, content)
    return "upload.zip", packed.getvalue()
