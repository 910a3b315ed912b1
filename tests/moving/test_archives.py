import gzip
import io
import stat
import struct
import tarfile
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from microsite.moving.archive_problems import TEMPLATES, ArchiveError
from microsite.moving.archives import Limits, inner, unpacked

SMALL = Limits(bytes=1_000_000, files=50)


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def member(name: str, mode: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.create_system, made.external_attr = 3, mode << 16
    return made


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def tar_member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


def zeros_undeclared() -> bytes:
    """A file of 10 MB in an archive that says it has ten bytes."""
    packed = bytearray(zipped(("a.txt", bytes(10_000_000))))
    at = packed.rindex(b"PK\x01\x02")
    packed[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(packed)


def many_files() -> bytes:
    """A list of 200,000 files with nothing behind it."""
    entry = zipped(("a", b""))
    at, end = entry.index(b"PK\x01\x02"), entry.index(b"PK\x05\x06")
    listed = entry[at:end] * 200_000
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 3392, 3392, len(listed), at, 0)
    return entry[:at] + listed + tail


def encrypted() -> bytes:
    packed = bytearray(zipped(("a.txt", b"hello")))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def sparse() -> bytes:
    """A tar whose one header says that a name of 4 GB follows."""
    header = tar_member("x", tarfile.GNUTYPE_LONGNAME)
    header.size = 4_000_000_000
    return gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + bytes(1024))


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip slip": (lambda: zipped(("ok.txt", b"x"), ("../../etc/evil", b"x")), "outside"),
    "a path with backslashes": (lambda: zipped(("..\\..\\evil", b"x")), "outside"),
    "an absolute path": (lambda: zipped(("/etc/passwd", b"x")), "outside"),
    "a drive": (lambda: zipped(("C:/evil", b"x")), "outside"),
    "a link": (lambda: zipped((member("a", stat.S_IFLNK | 0o777), b"/etc")), "link"),
    "a device": (lambda: zipped((member("a", stat.S_IFCHR | 0o666), b"")), "device"),
    "zeros, declared": (lambda: zipped(("a.txt", bytes(10_000_000))), "too-large"),
    "zeros, undeclared": (zeros_undeclared, "damaged"),
    "many files": (many_files, "too-many"),
    "some files too many": (lambda: zipped(*((f"{n}", b"") for n in range(51))), "too-many"),
    "a name twice": (lambda: twice("a.txt", "a.txt"), "twice"),
    "names that differ in capitals": (lambda: twice("a.txt", "A.TXT"), "same-name"),
    "folders that differ in capitals": (lambda: twice("a/1", "A/2"), "same-name"),
    "a file that is a folder": (lambda: twice("a", "a/b"), "twice"),
    "a password": (encrypted, "encrypted"),
    "a long path": (lambda: zipped(("a" * 300, b"")), "long-name"),
    "deep folders": (lambda: zipped(("a/" * 40 + "b", b"")), "long-name"),
    "a torn file": (lambda: zipped(("a", b"hello" * 99))[:-40], "damaged"),
    "something else": (lambda: b"hello", "no-archive"),
    "nothing": (lambda: b"", "no-archive"),
    "tar slip": (lambda: tarred((tar_member("../evil"), b"x")), "outside"),
    "a tar with an absolute path": (lambda: tarred((tar_member("/evil"), b"x")), "outside"),
    "a tar with a link": (lambda: tarred((tar_member("a", tarfile.SYMTYPE, "/etc"), b"")), "link"),
    "a tar with a hard link": (
        lambda: tarred((tar_member("a", tarfile.LNKTYPE, "b"), b"")),
        "link",
    ),
    "a tar with a device": (lambda: tarred((tar_member("a", tarfile.CHRTYPE), b"")), "device"),
    "a tar of zeros": (lambda: tarred((tar_member("a"), bytes(10_000_000))), "too-large"),
    "a tar with many files": (
        lambda: tarred(*((tar_member(f"{n}"), b"") for n in range(51))),
        "too-many",
    ),
    "a header that claims gigabytes": (sparse, "damaged"),
    "a torn tar": (lambda: tarred((tar_member("a"), bytes(range(256)) * 99))[:-40], "damaged"),
}


def twice(first: str, second: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings():
        # What zipfile warns of is what is to be made here.
        warnings.simplefilter("ignore")
        archive.writestr(first, b"1")
        archive.writestr(second, b"2")
    return file.getvalue()


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_archive_is_refused_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    make, code = REFUSED[name]
    archive, parent = tmp_path / "archive", tmp_path / "parent"
    archive.write_bytes(make())
    parent.mkdir()
    with pytest.raises(ArchiveError) as refused, unpacked(archive, parent, SMALL):
        pytest.fail("it was unpacked")
    assert refused.value.code == code
    assert refused.value.template == TEMPLATES[code]
    assert list(parent.iterdir()) == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["archive", "parent"]


def held(archive: bytes, tmp_path: Path) -> dict[str, bytes]:
    (tmp_path / "archive").write_bytes(archive)
    with unpacked(tmp_path / "archive", tmp_path, SMALL) as folder:
        found = [path for path in folder.rglob("*") if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_files_and_folders_come_out_whole_and_are_gone_afterwards(tmp_path: Path) -> None:
    members = {"lab.yaml": b"name: 1", "pages/a.en.md": b"# A", "x/inner.zip": zipped(("b", b"1"))}
    assert held(zipped(*members.items()), tmp_path) == members
    assert held(tarred(*((tar_member(n), c) for n, c in members.items())), tmp_path) == members
    assert [one.name for one in tmp_path.iterdir()] == ["archive"]


def test_a_folder_around_all_is_found_and_debris_is_left_out(tmp_path: Path) -> None:
    packed = zipped(("site/lab.yaml", b"1"), ("__MACOSX/site/._lab.yaml", b"2"))
    (tmp_path / "archive").write_bytes(packed)
    with unpacked(tmp_path / "archive", tmp_path, SMALL) as folder:
        assert inner(folder) == folder / "site"
        assert inner(folder / "site") == folder / "site"


def test_names_in_gbk_are_told_by_their_letters(tmp_path: Path) -> None:
    name = "实验室照片与说明.txt"
    plain = "x" * len(name.encode("gbk"))
    packed = zipped((plain, b"1"), ("b", b"2")).replace(plain.encode(), name.encode("gbk"))
    assert set(held(packed, tmp_path)) == {name, "b"}


def test_ten_gigabytes_of_zeros_take_no_room(tmp_path: Path) -> None:
    # Ten thousand times the same million: gzip files may follow one another.
    piece = gzip.compress(bytes(1_000_000), 9)
    header = tar_member("zeros")
    header.size = 10_000_000_000
    with (tmp_path / "archive").open("wb") as file:
        file.write(gzip.compress(header.tobuf()))
        for _ in range(10_000):
            file.write(piece)
    limits = Limits(bytes=20_000_000)
    archive = tmp_path / "archive"
    with pytest.raises(ArchiveError, match="20 MB"), unpacked(archive, tmp_path, limits):
        pytest.fail("it was unpacked")
    assert [one.name for one in tmp_path.iterdir()] == ["archive"]
