"""One's own account."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import ADMIN_EMAIL, EMAIL, PASSWORD, signed_in
from tests.web.editor.people import LONG, account, post, written_down

ACCOUNT = "/editor/account/"

pytestmark = pytest.mark.usefixtures("english")


def change(client: FlaskClient, **fields: str) -> TestResponse:
    form = {"email": EMAIL, "current": PASSWORD, "password": "", "again": "", **fields}
    return post(client, f"{ACCOUNT}credentials", ACCOUNT, **form)


def test_a_name_and_a_language_are_kept(editor: FlaskClient, demo_app: Flask) -> None:
    assert post(editor, ACCOUNT, ACCOUNT, name=" 林 ", lang="zh").status_code == 303
    kept = account(demo_app, EMAIL)
    assert kept
    assert (kept.name, kept.lang) == ("林", "zh")
    assert '<html lang="zh-Hans"' in editor.get(ACCOUNT).text


@pytest.mark.parametrize("form", [{"name": "x" * 101}, {"lang": "xx"}])
def test_what_cannot_be_kept_is_said_beside_the_field(
    editor: FlaskClient, form: dict[str, str]
) -> None:
    response = post(editor, ACCOUNT, ACCOUNT, **form)
    assert response.status_code == 422
    assert "ed-wrong" in response.text


def test_a_new_password_ends_the_other_sessions_and_not_this_one(
    editor: FlaskClient, demo_app: Flask
) -> None:
    other = signed_in(demo_app, EMAIL)
    assert change(editor, password=LONG, again=LONG).status_code == 303
    assert "From now on sign in with these" in editor.get(ACCOUNT).text
    assert other.get(ACCOUNT).status_code == 303
    assert written_down(demo_app) == [("set-password", "", 1)]


def test_a_new_address_signs_in_from_now_on(editor: FlaskClient, demo_app: Flask) -> None:
    change(editor, email="Lin@New.Example.org")
    assert account(demo_app, EMAIL) is None
    assert signed_in(demo_app, "lin@new.example.org").get(ACCOUNT).status_code == 200
    assert written_down(demo_app) == [("changed-address", "lin@new.example.org", 1)]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"current": "wrong", "password": LONG, "again": LONG}, "not your password"),
        ({"current": "", "email": "a@example.org"}, "not your password"),
        ({"password": LONG}, "not the same"),
        ({"again": LONG}, "at least 8"),
        ({"password": "short", "again": "short"}, "at least 8"),
        ({"email": "nobody"}, "no mail address"),
        ({"email": ""}, "no mail address"),
        ({"email": ADMIN_EMAIL}, "Another account"),
    ],
)
def test_nothing_changes_where_a_field_is_wrong(
    editor: FlaskClient, demo_app: Flask, form: dict[str, str], said: str
) -> None:
    response = change(editor, **form)
    assert response.status_code == 422
    assert said in response.text
    assert signed_in(demo_app, EMAIL).get(ACCOUNT).status_code == 200
    assert written_down(demo_app) == []


def test_signing_out_everywhere_ends_all_sessions(editor: FlaskClient, demo_app: Flask) -> None:
    other = signed_in(demo_app, EMAIL)
    admin = signed_in(demo_app, ADMIN_EMAIL)
    post(editor, f"{ACCOUNT}sign-out-everywhere", ACCOUNT)
    assert editor.get(ACCOUNT).status_code == other.get(ACCOUNT).status_code == 303
    assert admin.get(ACCOUNT).status_code == 200
    assert written_down(demo_app) == [("signed-out-everywhere", "", 1)]


def test_a_session_that_was_ended_does_not_come_back(editor: FlaskClient, demo_app: Flask) -> None:
    cookie = editor.get_cookie("session")
    assert cookie
    post(editor, f"{ACCOUNT}sign-out-everywhere", ACCOUNT)
    thief = demo_app.test_client()
    thief.set_cookie("session", cookie.value)
    signed_in(demo_app, EMAIL)
    assert thief.get(ACCOUNT).status_code == 303
