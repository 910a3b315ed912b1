"""When something does not work."""

import sqlite3
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from microsite.db import db
from microsite.web import research
from tests.conftest import EMAIL, PASSWORD, token


@pytest.mark.parametrize(("lang", "word"), [("en", "Something broke"), ("zh", "出了问题")])
def test_a_fault_of_ours_is_a_page_in_the_visitors_language(
    demo_app: Flask, monkeypatch: pytest.MonkeyPatch, lang: str, word: str
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(research, "listing", broken)
    response = demo_app.test_client().get(f"/{lang}/research/")
    assert response.status_code == 500
    assert word in response.text
    assert "RuntimeError" not in response.text


def test_a_busy_database_asks_for_a_moment(
    demo_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("BEGIN", {}, sqlite3.OperationalError("database is locked"))

    monkeypatch.setattr(research, "listing", busy)
    response = demo_app.test_client().get("/en/research/")
    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_while_one_writes_another_editor_is_asked_to_wait(
    demo_app: Flask, editor: FlaskClient
) -> None:
    with demo_app.app_context():
        # The pool hands this connection to the request below.
        db.session.execute(text("PRAGMA busy_timeout = 50"))
        db.session.remove()
    form = {"csrf_token": token(editor, "/editor/bib-uploads/new"), "text": "@misc{a, title={A}}"}
    writer = sqlite3.connect(f"{demo_app.config['INSTANCE']}/microsite.sqlite3")
    writer.execute("BEGIN IMMEDIATE")
    assert editor.post("/editor/bib-uploads/", data=form).status_code == 503
    writer.rollback()
    writer.close()
    assert editor.post("/editor/bib-uploads/", data=form).status_code == 303


def test_an_upload_waits_for_another_writer_to_finish(demo_app: Flask, editor: FlaskClient) -> None:
    form = {"csrf_token": token(editor, "/editor/bib-uploads/new"), "text": "@misc{a, title={A}}"}
    file = f"{demo_app.config['INSTANCE']}/microsite.sqlite3"
    writer = sqlite3.connect(file, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.5, writer.rollback)
    done.start()
    assert editor.post("/editor/bib-uploads/", data=form).status_code == 303
    done.join()
    writer.close()


def test_a_stranger_cannot_send_a_large_form(client: FlaskClient) -> None:
    body = b"a&" * 1_000_000
    kind = "application/x-www-form-urlencoded"
    assert client.post("/editor/sign-in", data=body, content_type=kind).status_code == 413


def test_an_error_without_words_of_its_own_is_told_in_the_visitors_language(
    editor: FlaskClient,
) -> None:
    editor.set_cookie("lang", "zh")
    url = "/editor/directions/suggestions/"
    response = editor.post(url, data={"csrf_token": token(editor, url)})
    assert response.status_code == 422
    assert "Unprocessable" not in response.text
    assert "这个请求" in response.text


def test_a_method_nobody_serves_is_said(client: FlaskClient) -> None:
    response = client.post("/en/research/", data={"csrf_token": token(client, "/editor/sign-in")})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize(
    "path", ["/%ff%fe", "/en/research/%00/", "/en/team/%c3%28/", "/en/%2e%2e/"]
)
def test_no_path_gives_a_fault(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in (302, 308, 404)


def test_no_form_gives_a_fault(client: FlaskClient) -> None:
    csrf = token(client, "/editor/sign-in")
    for email, password in (
        (EMAIL, "\x00"),
        ("\x00", PASSWORD),
        ("\ud800", "x"),
        ("a" * 100_000, "x"),
    ):
        form = {"email": email, "password": password, "csrf_token": csrf}
        body = "&".join(f"{k}={v}" for k, v in form.items()).encode("utf-8", "surrogatepass")
        kind = "application/x-www-form-urlencoded"
        assert client.post("/editor/sign-in", data=body, content_type=kind).status_code in (
            400,
            422,
        )
