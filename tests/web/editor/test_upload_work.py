"""Work on uploads that takes its time: progress, interruption, undoing, history."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite import jobs
from microsite.db import db
from microsite.models import BibUpload
from microsite.models.base import now
from tests.conftest import counted_queries, token
from tests.library import library
from tests.web.editor.uploads import NEW, UPLOADS, bring, carry_out, number, publication, upload

HTMX = {"HX-Request": "true"}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The uploads that another process was asked to work on; none does."""
    asked: list[int] = []
    monkeypatch.setattr(jobs, "start", lambda app, upload_id: asked.append(upload_id))
    return asked


def undo(client: FlaskClient, url: str) -> int:
    form = {"csrf_token": token(client, f"{url}/undo")}
    return client.post(f"{url}/undo", data=form).status_code


def put(app: Flask, url: str, **columns: object) -> None:
    with app.app_context():
        found = db.session.get_one(BibUpload, number(url))
        for name, value in columns.items():
            setattr(found, name, value)
        db.session.commit()


def test_a_large_file_is_applied_by_another_process(
    editor: FlaskClient, demo_app: Flask, started: list[int]
) -> None:
    url = bring(editor, library(300))
    assert carry_out(editor, url).status_code == 303
    assert started == [number(url)]
    page = editor.get(url).text
    assert "<progress" in page
    assert 'http-equiv="refresh"' in page
    part = editor.get(f"{url}/progress", headers=HTMX)
    assert "<html" not in part.text
    assert "<progress" in part.text
    jobs.run(demo_app, number(url))
    assert editor.get(f"{url}/progress", headers=HTMX).headers["HX-Redirect"] == url
    assert editor.get(f"{url}/progress").headers["Location"] == url
    assert upload(demo_app, url).outcome["new"] == 300
    assert "<progress" not in editor.get(url).text


def test_work_that_died_is_told_and_can_be_done_again(
    editor: FlaskClient, demo_app: Flask, started: list[int]
) -> None:
    editor.set_cookie("lang", "en")
    url = bring(editor, library(300))
    carry_out(editor, url, choice_0="skip")
    put(demo_app, url, started_at=now() - timedelta(seconds=60))
    page = editor.get(url).text
    assert "was interrupted" in page
    assert publication(demo_app, "key1of2001") is None
    carry_out(editor, url)
    jobs.run(demo_app, number(url))
    assert upload(demo_app, url).outcome["new"] == 299
    assert "was interrupted" not in editor.get(url).text


def test_each_entry_is_told_page_by_page(
    editor: FlaskClient, demo_app: Flask, started: list[int]
) -> None:
    url = bring(editor, library(300))
    carry_out(editor, url, choice_299="skip")
    jobs.run(demo_app, number(url))
    assert "key60of2010" in editor.get(f"{url}?status=new&page=2").text
    assert "key299of2024" in editor.get(f"{url}?status=skipped").text
    part = editor.get(f"{url}?status=new&page=2", headers=HTMX)
    assert "<html" not in part.text
    with counted_queries(demo_app) as statements:
        editor.get(f"{url}?status=new&page=2")
    assert len(statements) < 12


def test_an_upload_is_undone_after_one_was_asked(editor: FlaskClient, demo_app: Flask) -> None:
    editor.set_cookie("lang", "en")
    url = bring(editor, NEW)
    carry_out(editor, url)
    assert "2 publications that it added are removed" in editor.get(f"{url}/undo").text
    assert undo(editor, url) == 303
    assert publication(demo_app, "fei2024snow") is None
    page = editor.get(url).text
    assert "2 publications were removed" in page
    assert "The site is as it was before." in page
    assert "Undone" in editor.get(UPLOADS).text


def test_what_cannot_be_undone_is_told_with_the_reason(
    editor: FlaskClient, demo_app: Flask
) -> None:
    editor.set_cookie("lang", "en")
    first = bring(editor, NEW)
    carry_out(editor, first)
    second = bring(editor, NEW.replace("Wet", "Wetter"))
    carry_out(editor, second)
    undo(editor, first)
    page = editor.get(first).text
    assert "A later upload changed it." in page
    assert f'href="{second}"' in page
    assert publication(demo_app, "fei2025rain")
    assert publication(demo_app, "fei2024snow") is None


def test_undoing_twice_undoes_once(editor: FlaskClient) -> None:
    url = bring(editor, NEW)
    carry_out(editor, url)
    form = {"csrf_token": token(editor, f"{url}/undo")}
    assert editor.post(f"{url}/undo", data=form).status_code == 303
    assert editor.post(f"{url}/undo", data=form).status_code == 303
    assert editor.get(f"{url}/undo").headers["Location"] == url


def test_an_upload_that_waits_cannot_be_undone(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, NEW)
    editor.post(f"{url}/undo", data={"csrf_token": token(editor, url)})
    assert upload(demo_app, url).state == "waiting"


def test_an_interrupted_undo_is_told(editor: FlaskClient, demo_app: Flask) -> None:
    editor.set_cookie("lang", "en")
    url = bring(editor, NEW)
    carry_out(editor, url)
    put(demo_app, url, state="undoing", started_at=now() - timedelta(seconds=60))
    assert "Undoing this upload was interrupted." in editor.get(url).text
    undo(editor, url)
    assert "interrupted" not in editor.get(url).text


def test_what_was_undone_can_be_brought_again(editor: FlaskClient, demo_app: Flask) -> None:
    url = bring(editor, NEW, directions=("coding",))
    carry_out(editor, url)
    undo(editor, url)
    again = editor.post(f"{url}/again", data={"csrf_token": token(editor, url)})
    other = again.headers["Location"]
    assert other != url
    assert upload(demo_app, other).direction_slugs == ["coding"]
    carry_out(editor, other)
    assert publication(demo_app, "fei2024snow")


def test_the_history_has_pages_and_few_queries(editor: FlaskClient, demo_app: Flask) -> None:
    with demo_app.app_context():
        db.session.add_all(BibUpload(filename=f"f{n}.bib", content=b"x") for n in range(120))
        db.session.commit()
    with counted_queries(demo_app) as statements:
        first = editor.get(UPLOADS).text
    assert "f119.bib" in first
    assert "f69.bib" not in first
    assert "f69.bib" in editor.get(f"{UPLOADS}?page=2").text
    assert "f0.bib" in editor.get(f"{UPLOADS}?page=99").text
    assert len(statements) < 8


def test_the_overview_leads_to_what_waits(editor: FlaskClient) -> None:
    done, waits = bring(editor, NEW), bring(editor, "@misc{z, title={Z}}")
    carry_out(editor, done)
    page = editor.get("/editor/").text
    assert f'<h3><a href="{waits}">' in page
    assert f'<h3><a href="{done}">' not in page


def test_an_upload_of_before_the_rows_were_kept_is_shown(
    editor: FlaskClient, demo_app: Flask
) -> None:
    url = bring(editor, NEW)
    carry_out(editor, url)
    put(demo_app, url, rows=[])
    assert "fei2024snow" in editor.get(url).text
