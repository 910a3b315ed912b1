"""Pictures that somebody puts into the folder are cleaned, whatever name they bear."""

import hashlib
import io
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from microsite.db import db
from microsite.models import Page, Picture
from microsite.pictures.bare import is_bare
from tests.moving import site
from tests.moving.site import one
from tests.moving.test_round_trip import bring


def test_a_photo_with_notes_of_its_camera_is_cleaned_even_under_its_own_hash(
    app: Flask, tmp_path: Path
) -> None:
    image = Image.open(io.BytesIO(site.photo()))
    exif = Image.Exif()
    exif[271] = "A camera that tells"
    file = io.BytesIO()
    image.save(file, "JPEG", exif=exif)
    name = hashlib.sha256(file.getvalue()).hexdigest()
    for folder in ("pictures", "pages"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "content" / "pictures" / f"{name}.jpg").write_bytes(file.getvalue())
    (tmp_path / "content" / "pages" / "x.yaml").write_text(f"header: {name}\n")
    (tmp_path / "content" / "pages" / "x.en.md").write_text("---\ntitle: X\n---\n\nText\n")
    assert bring(app, tmp_path / "content").problems == []
    with app.app_context():
        picture = db.session.scalars(select(Picture)).one()
        assert picture.hash != name
        assert one(db.session(), Page, slug="x").header_id == picture.id
        kept = site.folders(app)[0].kept(picture.hash, "jpg").read_bytes()
        assert b"camera" not in kept
    assert bring(app, tmp_path / "content").counts["picture"]["new"] == 0


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_bare_pictures_are_told_from_those_with_more(kind: str, suffix: str) -> None:
    content = site.photo(kind)
    assert is_bare(content, suffix)
    assert not is_bare(content + b"<script>", suffix)
    assert not is_bare(content[:-3], suffix)
    exif = Image.Exif()
    exif[271] = "A camera"
    file = io.BytesIO()
    Image.open(io.BytesIO(content)).save(file, kind, exif=exif)
    assert not is_bare(file.getvalue(), suffix)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xda\x00\x02", b"RIFF", b"\x89PNG"]
)
def test_what_is_no_picture_is_not_bare(content: bytes) -> None:
    assert not any(is_bare(content, suffix) for suffix in ("jpg", "png", "webp", "svg"))
