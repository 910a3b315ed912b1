"""Where files lie, who makes them, and what is left when something goes wrong."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from microsite.localized import Localized
from microsite.models import Article, Picture, Project
from microsite.pictures import apart
from microsite.pictures.apart import BusyError
from microsite.pictures.folder import Folder
from microsite.pictures.problems import RefusedError
from microsite.pictures.sizes import LARGEST_FILE, crop_of, formats_of, kept_size, widths_of
from microsite.pictures.storing import keep, prepare
from microsite.pictures.uses import uses
from tests.pictures.files import arrow, saved


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "pictures")


def names(folder: Folder) -> list[str]:
    return sorted(path.name for path in folder.path.rglob("*") if path.is_file())


def test_files_lie_by_the_hash_of_what_is_kept(folder: Folder) -> None:
    cleaned = prepare(folder, saved(arrow(), "JPEG"), "a.jpg").cleaned
    for suffix in ("", "-320"):
        assert list((folder.path / cleaned.hash[:2]).glob(f"{cleaned.hash}{suffix}.*"))
    assert names(folder) == sorted(
        ["lock", *(f"{cleaned.hash}{end}" for end in (".jpg", "-320.webp", "-320.avif"))]
    )


def test_a_refused_file_leaves_nothing(folder: Folder) -> None:
    for content in (
        b"",
        b"text",
        saved(arrow(), "JPEG")[:900],
        b"\xff\xd8\xff" + b"x" * LARGEST_FILE,
    ):
        with pytest.raises(RefusedError) as refused:
            prepare(folder, content, "a.jpg")
        assert str(refused.value)
    assert names(folder) in ([], ["lock"])


def test_a_child_that_dies_is_told_and_leaves_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("microsite.pictures.apart.sys.executable", "/bin/false")
    with pytest.raises(RefusedError) as refused:
        prepare(folder, saved(arrow(), "JPEG"), "a.jpg")
    assert refused.value.code == "too-slow"
    assert names(folder) == ["lock"]


def test_a_full_disk_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Folder, "place", full)
    with pytest.raises(RefusedError) as refused:
        prepare(folder, saved(arrow(), "JPEG"), "a.jpg")
    assert refused.value.code == "no-room"


def test_of_many_who_ask_for_a_size_one_makes_it(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = prepare(folder, saved(arrow(), "JPEG"), "a.jpg").cleaned.hash
    folder.variant(digest, 320, None, "webp").unlink()
    orders = []
    order = apart.order

    def counted(*given: Any, **named: Any) -> dict[str, Any]:
        orders.append(given)
        return order(*given, **named)

    monkeypatch.setattr(apart, "order", counted)
    with ThreadPoolExecutor(8) as many:
        made = [many.submit(folder.made, digest, "jpg", 320, None, "webp") for _ in range(8)]
        assert len({future.result() for future in made}) == 1
    assert len(orders) == 1


def test_patience_ends(folder: Folder) -> None:
    with apart.alone(folder.path, 1), pytest.raises(BusyError), apart.alone(folder.path, 0.05):
        pass


def test_leavings_of_a_crash_are_tidied_and_nothing_else(folder: Folder) -> None:
    known, unknown, new = (
        prepare(folder, saved(arrow(200 + n, 90), "PNG"), "a.png").cleaned.hash for n in range(3)
    )
    scratch = folder.path / "new" / "tmp-crashed"
    scratch.mkdir(parents=True)
    (scratch / "source").write_bytes(b"x")
    long_ago = time.time() - 7200
    for path in folder.path.rglob("*"):
        if path.is_file() and not path.name.startswith(new):
            os.utime(path, (long_ago, long_ago))
    assert folder.tidy({known}) == 4
    assert not [name for name in names(folder) if name.startswith(unknown)]
    assert len(names(folder)) == 7


def test_the_same_is_kept_once_and_uses_are_found(folder: Folder, session: Session) -> None:
    ready = prepare(folder, saved(arrow(), "PNG"), "../../etc/图 1.png")
    picture, is_new = keep(session, ready)
    assert (is_new, picture.filename) == (True, "图 1.png")
    assert keep(session, ready) == (picture, False)
    assert not uses(session, picture)
    session.add(Project(slug="p", position=0, name=Localized(en="P"), gallery=[picture]))
    text = Localized(zh=f"![]({'picture:' + picture.hash[:8]})", en="![](picture:图 1.png)")
    session.add(Article(slug="a", title=Localized(en="A"), text=text))
    session.add(Article(slug="b", title=Localized(en="B"), text=Localized(en="picture 1.png")))
    session.flush()
    assert [(use.kind, use.slug, use.how) for use in uses(session, picture)] == [
        ("article", "a", "text"),
        ("project", "p", "gallery"),
    ]
    assert session.get_one(Picture, picture.id).alt == Localized()


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ((100, 50), (100, 50)),
        ((8000, 6000), (3840, 2880)),
        ((6000, 8000), (3000, 4000)),
        ((50_000, 1000), (3840, 77)),
        ((1, 50_000), (1, 16_383)),
        ((1, 1), (1, 1)),
    ],
)
def test_the_size_it_is_kept_in(given: tuple[int, int], size: tuple[int, int]) -> None:
    assert kept_size(*given) == size


def test_no_width_is_larger_than_the_picture() -> None:
    assert widths_of(3840) == [320, 480, 640, 960, 1280, 1920]
    assert widths_of(1000) == [320, 480, 640, 960]
    assert widths_of(319) == [319]
    assert formats_of(1080, 15_000) == ("webp",)
    assert formats_of(3000, 4000) == ("webp", "avif")


@pytest.mark.parametrize(
    ("parts", "crop"),
    [
        ([0.1, 0.2, 0.3, 0.4], (100, 200, 300, 400)),
        ([0, 0, 1, 1], None),
        ([], None),
        ([0.1, 0.2, 0.3], None),
        ([-1, 0.5, 9, 9], (0, 500, 1000, 500)),
        ([1, 1, 1, 1], None),
    ],
)
def test_a_crop_lies_within_the_picture(
    parts: list[float], crop: tuple[int, int, int, int] | None
) -> None:
    assert crop_of(parts) == crop
