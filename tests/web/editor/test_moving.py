"""The site as a .zip, down and up, in the editor's pages."""

import io
import os
import re
import sqlite3
import stat
import tarfile
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from microsite.db import database_file, db
from microsite.models import Activity, Base, Page
from microsite.moving import jekyll
from tests.conftest import token
from tests.moving.academic import academicpages
from tests.moving.test_archives import REFUSED

pytestmark = pytest.mark.usefixtures("english")
URL = "/editor/moving/"


def packed(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


def bring(admin: FlaskClient, content: bytes, way: str = "content") -> TestResponse:
    file = FileStorage(io.BytesIO(content), "site.zip")
    form = {"csrf_token": token(admin, URL), "way": way, "file": file}
    # In memory: a large form would be a file that the client leaves open.
    boundary, data = encode_multipart(form)
    kind = f"multipart/form-data; boundary={boundary}"
    return admin.post(URL, data=data, content_type=kind)


def apply(admin: FlaskClient, page: str) -> TestResponse:
    archive = re.search(r'name="archive" value="([^"]+)"', page)
    assert archive, page
    return admin.post(f"{URL}apply", data={"csrf_token": token(admin, URL), "archive": archive[1]})


def left(app: Flask) -> list[str]:
    return [path.name for path in (Path(app.config["INSTANCE"]) / "moving").iterdir()]


def test_the_site_comes_down_and_going_up_again_it_changes_nothing(
    admin: FlaskClient, demo_app: Flask
) -> None:
    answer = admin.get(f"{URL}content.zip")
    assert answer.mimetype == "application/zip"
    content = answer.data
    answer.close()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {"lab.yaml", "publications.bib", "pages/home.zh.md"} <= set(archive.namelist())
    page = bring(admin, content).text
    assert re.search(r'Web pages</th><td class="num">0</td><td class="num">0</td><td', page)
    assert apply(admin, page).status_code == 303
    assert left(demo_app) == []


def test_what_would_change_is_shown_before_it_does(admin: FlaskClient, demo_app: Flask) -> None:
    files = {"pages/visit.en.md": "---\ntitle: Visit us\nx: 1\n---\n\nCome in.\n"}
    page = bring(admin, packed(**files)).text
    assert "pages/visit.en.md:3" in page
    found = select(Page).where(Page.slug == "visit")
    with demo_app.app_context():
        assert db.session.scalar(found) is None
    assert apply(admin, page).status_code == 200
    with demo_app.app_context():
        assert db.session.scalar(found) is not None
        done = db.session.scalars(select(Activity.action).order_by(Activity.id.desc())).first()
        assert done == "moved-in"
    again = admin.post(
        f"{URL}apply", data={"csrf_token": token(admin, URL), "archive": f"{'a' * 64}-content"}
    )
    assert again.status_code == 422


@pytest.mark.parametrize("way", ["content", "site"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_hostile_archive_is_refused_in_both_languages(
    lang: str, way: str, admin: FlaskClient, demo_app: Flask
) -> None:
    link = zipfile.ZipInfo("pages")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(link, "/etc")
    admin.environ_base["HTTP_ACCEPT_LANGUAGE"] = lang
    answer = bring(admin, file.getvalue(), way)
    assert answer.status_code == 422
    said = {"en": "is a link and no file", "zh": "是链接，不是文件"}
    assert said[lang] in answer.text
    assert left(demo_app) == []


@pytest.mark.parametrize("way", ["content", "site"])
def test_every_hostile_archive_is_refused_and_nothing_of_it_stays(
    way: str, admin: FlaskClient, demo_app: Flask
) -> None:
    before = counted(demo_app)
    for name, (make, code) in REFUSED.items():
        if code not in ("too-large", "too-many") or name == "many files":
            answer = bring(admin, make(), way)
            assert answer.status_code == 422, name
            assert 'role="alert"' in answer.text, name
    assert left(demo_app) == []
    assert counted(demo_app) == before


def counted(app: Flask) -> dict[str, int]:
    """How many rows each table has, and how many files the instance."""
    with app.app_context():
        tables = Base.metadata.sorted_tables
        found = {
            one.name: db.session.scalar(select(func.count()).select_from(one)) or 0
            for one in tables
        }
    instance = Path(app.config["INSTANCE"])
    folders = (instance / "pictures", instance / "files")
    return found | {one.name: sum(path.is_file() for path in one.rglob("*")) for one in folders}


def jekyll_site(folder: Path, name: str = "site.zip") -> bytes:
    """A checkout packed as GitHub does it, in a folder of its own."""
    checkout = academicpages(folder / "fennel-main")
    file = io.BytesIO()
    if name.endswith(".zip"):
        with zipfile.ZipFile(file, "w") as archive:
            for path in sorted(checkout.rglob("*")):
                archive.write(path, path.relative_to(folder))
    else:
        with tarfile.open(fileobj=file, mode="w:gz") as tar:
            tar.add(checkout, "fennel-main")
    return file.getvalue()


@pytest.mark.parametrize(
    ("lang", "name", "said"),
    [
        ("en", "site.zip", "The navigation leads to “/talks/”"),
        ("zh", "site.tar.gz", "导航中的“/talks/”在这里没有对应的页面"),
    ],
)
def test_a_jekyll_site_is_shown_first_and_then_brought(
    lang: str, name: str, said: str, admin: FlaskClient, demo_app: Flask, tmp_path: Path
) -> None:
    admin.environ_base["HTTP_ACCEPT_LANGUAGE"] = lang
    content = jekyll_site(tmp_path, name)
    before = counted(demo_app)
    page = bring(admin, content, "site").text
    assert said in page
    assert "_pages/about.md:17" in page
    assert counted(demo_app) == before
    done = apply(admin, page)
    assert done.status_code == 200
    assert said in done.text
    assert left(demo_app) == []
    after = counted(demo_app)
    assert (after["publications"], after["people"]) == (
        before["publications"] + 2,
        before["people"] + 1,
    )
    assert after["bib_uploads"] == before["bib_uploads"] + 1
    assert (after["pictures"], after["stored_files"]) > (before["pictures"], 0)
    again = bring(admin, content, "site").text
    assert re.search(r'<td class="num">[1-9]\d*</td><td class="num">0</td><td', again) is None
    apply(admin, again)
    assert counted(demo_app) == after | {"activities": after["activities"] + 1}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("refused: This is a text file", "as it should: The braces or")),
        ("zh", ("图片被拒绝：这是文本文件", "没能完全读懂：条目“one”的花括号")),
    ],
)
def test_why_something_is_refused_is_told_in_the_language_of_the_page(
    lang: str, said: tuple[str, str], admin: FlaskClient, tmp_path: Path
) -> None:
    checkout = academicpages(tmp_path / "fennel-main")
    (checkout / "images/fern.png").write_bytes(b"no picture")
    (checkout / "_bibliography").mkdir()
    (checkout / "_bibliography/papers.bib").write_text("@article{one, title = {A}\n\n@article")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(checkout.rglob("*")):
            archive.write(path, path.relative_to(tmp_path))
    admin.environ_base["HTTP_ACCEPT_LANGUAGE"] = lang
    page = bring(admin, file.getvalue(), "site").text
    for words in said:
        assert words in page


def test_nobody_waits_while_a_site_is_read(
    admin: FlaskClient, demo_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = database_file(demo_app)

    def reading(*args: Any, **values: Any) -> jekyll.Plan:
        with sqlite3.connect(file, timeout=0) as other:
            other.execute("UPDATE directions SET position = position")
        other.close()
        return jekyll.read(*args, **values)

    monkeypatch.setattr(
        "microsite.web.editor.moving_ways.jekyll", SimpleNamespace(read=reading, write=jekyll.write)
    )
    page = bring(admin, jekyll_site(tmp_path), "site").text
    assert "_pages/about.md:17" in page
    assert apply(admin, page).status_code == 200


def test_what_work_left_behind_that_was_cut_short_goes(admin: FlaskClient, demo_app: Flask) -> None:
    folder = Path(demo_app.config["INSTANCE"]) / "moving"
    (folder / "tmp1" / "pages").mkdir(parents=True)
    (folder / "tmp1" / "pages" / "a.md").write_text("a")
    os.utime(folder / "tmp1", (1, 1))
    bring(admin, b"hello")
    assert left(demo_app) == []


@pytest.mark.parametrize(
    ("way", "said"),
    [("content", "There is no content here"), ("site", "No page, post or entry was found here")],
)
def test_an_archive_without_content_is_told_so(
    way: str, said: str, admin: FlaskClient, demo_app: Flask
) -> None:
    answer = bring(admin, packed(**{"a.txt": "hello"}), way)
    assert answer.status_code == 200
    assert said in answer.text
    assert 'name="archive"' not in answer.text
    assert left(demo_app) == []
    assert bring(admin, b"hello").status_code == 422
    assert bring(admin, packed(), way="else").status_code == 422
