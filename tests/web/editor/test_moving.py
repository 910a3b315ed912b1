"""The site as a .zip, down and up, in the editor's pages."""

import io
import re
import stat
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.models import Activity, Page
from tests.conftest import token

pytestmark = pytest.mark.usefixtures("english")
URL = "/editor/moving/"


def packed(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


def bring(admin: FlaskClient, content: bytes, way: str = "content") -> TestResponse:
    form = {"csrf_token": token(admin, URL), "way": way, "file": (io.BytesIO(content), "site.zip")}
    return admin.post(URL, data=form)


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


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_hostile_archive_is_refused_in_both_languages(
    lang: str, admin: FlaskClient, demo_app: Flask
) -> None:
    link = zipfile.ZipInfo("pages")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(link, "/etc")
    admin.environ_base["HTTP_ACCEPT_LANGUAGE"] = lang
    answer = bring(admin, file.getvalue())
    assert answer.status_code == 422
    said = {"en": "is a link and no file", "zh": "是链接，不是文件"}
    assert said[lang] in answer.text
    assert left(demo_app) == []


def test_an_archive_without_content_is_told_so(admin: FlaskClient) -> None:
    answer = bring(admin, packed(**{"a.txt": "hello"}))
    assert answer.status_code == 200
    assert "There is no content here" in answer.text
    assert 'name="archive"' not in answer.text
    assert bring(admin, b"hello").status_code == 422
    assert bring(admin, packed(), way="else").status_code == 422
