"""Documents: their first page becomes a picture, in little memory; what cannot be read is told."""

from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from microsite.pictures import documents
from microsite.pictures.folder import Folder
from microsite.pictures.problems import RefusedError
from tests.pictures.files import arrow, pdf, saved
from tests.pictures.measured import ordered


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Folder, Folder]:
    return Folder(tmp_path / "files"), Folder(tmp_path / "pictures")


def test_a_document_is_kept_once_with_its_first_page(
    folders: tuple[Folder, Folder], session: Session
) -> None:
    ready = documents.prepare(*folders, pdf(7), "/tmp/a paper.PDF", 1)
    assert folders[0].kept(ready.hash, "pdf").read_bytes() == pdf(7)
    document, is_new = documents.keep(session, ready)
    assert (is_new, document.filename, document.pages) == (True, "a paper.PDF", 7)
    assert document.first_page
    assert documents.keep(session, ready) == (document, False)
    with Image.open(folders[1].kept(document.first_page.hash, "png")) as page:
        assert page.getpixel((640, 20)) == (0, 0, 0)
        assert page.getpixel((640, 1700)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (saved(arrow(), "JPEG"), "not-pdf"),
        (b"%PDF-1.7\n" + b"nothing " * 100, "pdf-damaged"),
        (pdf()[:200], "pdf-damaged"),
        (pdf(pages=0), "pdf-damaged"),
        (pdf(locked=True), "pdf-locked"),
        (pdf() + b" " * 1024 * 1024, "pdf-too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(
    content: bytes, code: str, folders: tuple[Folder, Folder]
) -> None:
    with pytest.raises(RefusedError) as refused:
        documents.prepare(*folders, content, "a.pdf", 1)
    assert refused.value.code == code
    assert str(refused.value)
    assert not [path for path in folders[0].path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("width", "height"), [(14_400, 14_400), (1, 14_400), (14_400, 1), (0.01, 0.01), (1e9, 1e9)]
)
def test_a_page_of_any_size_takes_little_memory(
    width: float, height: float, tmp_path: Path
) -> None:
    source, target = tmp_path / "a.pdf", tmp_path / "a.png"
    source.write_bytes(pdf(1, width, height))
    measured = ordered(action="first-page", source=str(source), target=str(target))
    assert measured.megabytes < 400
    assert measured.refused or target.is_file()
