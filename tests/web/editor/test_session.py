"""Signing in and out."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from microsite import create_app
from microsite.db import db
from microsite.models import Activity, Editor
from microsite.models.base import now
from microsite.web.auth import hash_password
from tests.conftest import EMAIL, PASSWORD, first_editor, token

SIGN_IN = "/editor/sign-in"
HTMX = {"HX-Request": "true"}


def sign_in(client: FlaskClient, email: str, password: str, **more: str):  # type: ignore[no-untyped-def]
    form = {"email": email, "password": password, "csrf_token": token(client, SIGN_IN), **more}
    return client.post(SIGN_IN, data=form)


def test_one_lands_where_one_wanted_to_go(client: FlaskClient) -> None:
    response = client.get("/editor/bib-uploads/new")
    assert response.headers["Location"] == f"{SIGN_IN}?next=/editor/bib-uploads/new"
    response = sign_in(client, EMAIL, PASSWORD, next="/editor/bib-uploads/new")
    assert response.headers["Location"] == "/editor/bib-uploads/new"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "\t//evil.example",
        "javascript:1",
    ],
)
def test_next_cannot_leave_the_site(client: FlaskClient, target: str) -> None:
    assert sign_in(client, EMAIL, PASSWORD, next=target).headers["Location"] == "/editor/"


def test_a_wrong_password_says_no_more_than_that(client: FlaskClient) -> None:
    wrong = sign_in(client, EMAIL, "wrong password")
    nobody = sign_in(client, "nobody@example.org", "wrong password")
    assert wrong.status_code == nobody.status_code == 422
    assert 'role="alert"' in wrong.text


def test_the_address_is_not_case_sensitive(client: FlaskClient) -> None:
    assert sign_in(client, f" {EMAIL.upper()} ", PASSWORD).status_code == 303


def test_the_session_is_another_one_after_sign_in(client: FlaskClient) -> None:
    before = token(client, SIGN_IN)
    sign_in(client, EMAIL, PASSWORD)
    assert client.post("/editor/sign-out", data={"csrf_token": before}).status_code == 400
    after = token(client, "/editor/")
    assert client.post("/editor/sign-out", data={"csrf_token": after}).status_code == 303
    assert client.get("/editor/").status_code == 303


def test_a_new_password_ends_older_sessions(editor: FlaskClient, demo_app: Flask) -> None:
    assert editor.get("/editor/").status_code == 200
    with demo_app.app_context():
        first_editor(db.session()).password_hash = hash_password("another password")
        db.session.commit()
    assert editor.get("/editor/").status_code == 303


def test_somebody_disabled_is_told_so_if_the_password_is_right(
    client: FlaskClient, demo_app: Flask
) -> None:
    with demo_app.app_context():
        first_editor(db.session()).disabled_at = now()
        db.session.commit()
    client.set_cookie("lang", "en")
    assert "An admin of the site can enable it" in sign_in(client, EMAIL, PASSWORD).text
    assert "do not belong together" in sign_in(client, EMAIL, "wrong password").text
    assert client.get("/editor/").status_code == 303


def test_signing_in_is_written_down_and_so_is_failing(client: FlaskClient, demo_app: Flask) -> None:
    for email, password in ((EMAIL, "wrong"), ("nobody@example.org", "wrong"), (EMAIL, PASSWORD)):
        sign_in(client, email, password).close()
    with demo_app.app_context():
        found = [(row.action, row.editor_id) for row in db.session.query(Activity)]
    assert found == [("refused", 1), ("signed-in", 1)]


def test_a_busy_database_keeps_nobody_from_signing_in(
    client: FlaskClient, demo_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(session: object) -> None:
        raise OperationalError("", {}, Exception("database is locked"))

    monkeypatch.setattr("microsite.web.editor.session.begin_writing", busy)
    response = sign_in(client, EMAIL, PASSWORD)
    response.close()
    assert response.status_code == 303
    assert client.get("/editor/").status_code == 200


def test_signing_in_brings_ones_own_language(client: FlaskClient, demo_app: Flask) -> None:
    with demo_app.app_context():
        first_editor(db.session()).lang = "zh"
        db.session.commit()
    client.set_cookie("lang", "en")
    sign_in(client, EMAIL, PASSWORD)
    assert '<html lang="zh-Hans"' in client.get("/editor/").text


def test_an_editor_who_was_removed_is_out(editor: FlaskClient, demo_app: Flask) -> None:
    with demo_app.app_context():
        db.session.query(Editor).delete()
        db.session.commit()
    assert editor.get("/editor/").status_code == 303


def test_passwords_are_kept_as_scrypt(demo_app: Flask) -> None:
    with demo_app.app_context():
        assert first_editor(db.session()).password_hash.startswith("scrypt:")


def test_guessing_is_slowed_down(demo_app: Flask) -> None:
    config = {"INSTANCE": demo_app.config["INSTANCE"], "SIGN_IN_RATE": "3 per minute"}
    client = create_app(config).test_client()
    answers = [sign_in(client, EMAIL, "wrong password").status_code for _ in range(4)]
    assert answers == [422, 422, 422, 429]


def test_a_form_without_its_token_is_refused(client: FlaskClient, editor: FlaskClient) -> None:
    assert client.post(SIGN_IN, data={"email": EMAIL, "password": PASSWORD}).status_code == 400
    assert editor.post("/editor/bib-uploads/", data={"text": "@misc{a}"}).status_code == 400
    assert editor.post("/editor/bib-uploads/1").status_code == 400


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_signing_in_speaks_the_visitors_language(client: FlaskClient, lang: str) -> None:
    client.set_cookie("lang", lang)
    assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}"' in client.get(SIGN_IN).text


@pytest.mark.parametrize(
    ("referrer", "wanted"),
    [
        ("http://localhost/editor/content/page/new?draft=1", "/editor/content/page/new"),
        ("http://localhost/en/", None),
        ("", None),
        ("https://evil.example//editor/", None),
    ],
)
def test_a_form_sent_after_the_session_leads_to_sign_in_and_back(
    client: FlaskClient, referrer: str, wanted: str | None
) -> None:
    response = client.post("/editor/content/page/new", headers={"Referer": referrer})
    assert response.status_code == 303
    query = parse_qs(urlsplit(response.headers["Location"]).query)
    assert query == {"lost": ["1"]} | ({"next": [wanted]} if wanted else {})
    client.set_cookie("lang", "en")
    page = client.get(response.headers["Location"]).text
    assert "You were signed out meanwhile" in page
    assert "You were signed out" not in client.get(SIGN_IN).text


def test_a_large_file_sent_after_the_session_is_not_called_too_large(client: FlaskClient) -> None:
    sent = {"text": "x" * 3_000_000}
    assert client.post("/editor/bib-uploads/", data=sent).status_code == 303
    assert client.post("/editor/bib-uploads/", data=sent, headers=HTMX).status_code == 401


def test_a_form_of_an_older_session_comes_back_as_it_was_sent(editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")
    typed = {"title-en": "Written for an Hour", "do": "save"}
    response = editor.post("/editor/content/page/new", data=typed)
    assert response.status_code == 400
    assert "you have signed in anew" in response.text
    assert 'value="Written for an Hour"' in response.text
    response = editor.post("/editor/content/page/1/", data={**typed, "version": "old"})
    assert 'value="Written for an Hour"' in response.text
    assert 'name="version" value="old"' in response.text
    gone = editor.post("/editor/content/page/99999/", data=typed)
    assert gone.status_code == 404
    response = editor.post("/editor/bib-uploads/", data={"text": "@misc{a}"})
    assert (response.status_code, "@misc{a}" in response.text) == (400, True)
    assert "@misc{a}" not in editor.post("/editor/bib-uploads/1", data={"text": "@misc{a}"}).text
