"""Links that let somebody in once, and the page that mails them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from microsite import create_app
from microsite.db import db
from microsite.models import Editor, OneTimeLink
from tests.conftest import EMAIL, PASSWORD, signed_in, token
from tests.smtp import MailServer, mail_server
from tests.web.editor.people import (
    ACCOUNTS,
    LONG,
    NEW,
    account,
    follow,
    invite,
    link_in,
    post,
    written_down,
)

FORGOT = "/editor/forgot"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def mailed(demo_app: Flask) -> Iterator[MailServer]:
    """The demonstration lab with mail, at an address of its own."""
    with mail_server() as server:
        demo_app.config.update(
            SMTP_HOST="127.0.0.1", SMTP_PORT=server.port, BASE_URL="https://lab.example.org"
        )
        yield server


def forget(client: FlaskClient, email: str) -> TestResponse:
    response = post(client, FORGOT, FORGOT, email=email)
    # What is done after the answer is done when it is closed.
    response.close()
    return response


def test_looking_at_a_link_does_not_use_it_up(admin: FlaskClient, client: FlaskClient) -> None:
    link = invite(admin)
    for _ in range(3):
        assert client.get(link).status_code == 200
    assert client.head(link).status_code == 200
    assert follow(client, link).status_code == 303


def test_a_link_works_once(admin: FlaskClient, client: FlaskClient, demo_app: Flask) -> None:
    link = invite(admin)
    follow(client, link)
    for _ in range(2):
        again = follow(demo_app.test_client(), link, "another password")
        assert again.status_code == 404
        assert "no longer works" in again.text
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(("kind", "days"), [("invite", 7), ("reset", 1)])
def test_a_link_expires(
    admin: FlaskClient, client: FlaskClient, demo_app: Flask, kind: str, days: int
) -> None:
    link = invite(admin) if kind == "invite" else link_in(post(admin, f"{ACCOUNTS}1/reset").text)
    with demo_app.app_context():
        [row] = db.session.query(OneTimeLink)
        assert row.expires_at - row.created_at <= timedelta(days=days, seconds=5)
        row.expires_at -= timedelta(days=days)
        db.session.commit()
    assert client.get(link).status_code == 404
    assert follow(client, link).status_code == 404
    if kind == "invite":
        assert "Expired" in admin.get(ACCOUNTS).text


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "at least 8 characters"),
        ("", "", "at least 8 characters"),
        (LONG, "something else", "not the same"),
        ("x" * 1001, "x" * 1001, "too long"),
    ],
)
def test_a_password_that_will_not_do_leaves_the_link_alive(
    admin: FlaskClient, client: FlaskClient, password: str, again: str, said: str
) -> None:
    link = invite(admin)
    response = follow(client, link, password, again=again, name="何新")
    assert response.status_code == 422
    assert said in response.text
    assert 'value="何新"' in response.text
    assert password == "" or password not in response.text
    assert follow(client, link).status_code == 303


def test_the_address_of_a_link_goes_to_no_other_page(
    admin: FlaskClient, client: FlaskClient
) -> None:
    link = invite(admin)
    answers = [client.get(link), follow(client, link, "short"), client.get(link + "x")]
    for response in answers:
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert 'content="noindex"' in response.text


def test_a_new_link_and_a_new_password_make_older_links_worthless(
    admin: FlaskClient, editor: FlaskClient, client: FlaskClient
) -> None:
    first = link_in(post(admin, f"{ACCOUNTS}1/reset").text)
    second = link_in(post(admin, f"{ACCOUNTS}1/reset").text)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    fields = {"email": EMAIL, "current": PASSWORD, "password": LONG, "again": LONG}
    post(editor, "/editor/account/credentials", "/editor/account/", **fields)
    assert client.get(second).status_code == 404


def test_an_invitation_to_somebody_who_has_an_account_by_now_is_worthless(
    admin: FlaskClient, client: FlaskClient, demo_app: Flask
) -> None:
    link = invite(admin)
    with demo_app.app_context():
        db.session.add(Editor(email=NEW, password_hash="x"))
        db.session.commit()
    assert follow(client, link).status_code == 404
    assert "Open invitations" not in admin.get(ACCOUNTS).text


@pytest.mark.parametrize("path", ["x", "x" * 43, "x" * 5000, "%00", "%E4%BD%A0"])
def test_a_link_nobody_made_says_who_can_help(client: FlaskClient, path: str) -> None:
    response = client.get(f"/editor/link/{path}")
    assert response.status_code == 404
    assert "An admin of the site can give you a new one" in response.text


def test_without_mail_or_an_address_of_its_own_the_site_mails_no_links(
    client: FlaskClient, demo_app: Flask
) -> None:
    for settings in ({}, {"SMTP_HOST": "127.0.0.1"}, {"SMTP_HOST": "", "BASE_URL": "https://a.b"}):
        demo_app.config.update(settings)
        assert client.get(FORGOT).status_code == 404
        assert "Forgot" not in client.get("/editor/sign-in").text


def test_who_forgot_a_password_sets_a_new_one_by_mail(
    client: FlaskClient, demo_app: Flask, mailed: MailServer
) -> None:
    assert "Forgot your password?" in client.get("/editor/sign-in").text
    forget(client, EMAIL.upper())
    assert mailed.recipients == [EMAIL]
    text = mailed.messages[0].get_content()
    assert "https://lab.example.org/editor/link/" in text
    assert follow(client, link_in(text)).status_code == 303
    assert written_down(demo_app) == [("forgot", "", 1), ("set-password", "", 1)]
    assert account(demo_app, EMAIL)


def test_the_answer_is_the_same_whether_the_address_exists_or_not(
    client: FlaskClient, admin: FlaskClient, mailed: MailServer
) -> None:
    post(admin, f"{ACCOUNTS}1/disable")
    answers = []
    for email in (EMAIL, "nobody@example.org", "wei@example.org"):
        csrf = token(client, FORGOT)
        response = client.post(FORGOT, data={"csrf_token": csrf, "email": email})
        answers.append((response.status_code, response.text.replace(email, "").replace(csrf, "")))
        assert mailed.recipients == [], "mail waits until the answer is out"
        if email != "wei@example.org":
            response.close()
    assert len(set(answers)) == 1


def test_mail_that_fails_changes_nothing_about_the_answer(
    client: FlaskClient, mailed: MailServer
) -> None:
    mailed.answers["MAIL"] = "451 later"
    assert forget(client, EMAIL).status_code == 200


def test_a_stranger_can_neither_flood_a_mailbox_nor_void_a_link(
    admin: FlaskClient, client: FlaskClient, mailed: MailServer
) -> None:
    link = link_in(post(admin, f"{ACCOUNTS}1/reset").text)
    for _ in range(8):
        assert forget(client, EMAIL).status_code == 200
    assert len(mailed.messages) == 5
    links = {link, *(link_in(message.get_content()) for message in mailed.messages)}
    assert {client.get(one).status_code for one in links} == {200}
    follow(client, link)
    assert {client.get(one).status_code for one in links} == {404}


def test_asking_for_links_is_slowed_down(demo_app: Flask, mailed: MailServer) -> None:
    names = ("INSTANCE", "SMTP_HOST", "SMTP_PORT", "BASE_URL")
    slow = create_app(
        {**{name: demo_app.config[name] for name in names}, "SIGN_IN_RATE": "2 per minute"}
    )
    visitor = slow.test_client()
    codes = []
    for _ in range(3):
        page = visitor.get(FORGOT, base_url="https://localhost").text
        csrf = page.split('name="csrf_token" value="')[1].split('"')[0]
        codes.append(
            visitor.post(
                FORGOT,
                data={"csrf_token": csrf, "email": "nobody@example.org"},
                base_url="https://localhost",
                headers={"Referer": "https://localhost/editor/forgot"},
            ).status_code
        )
    assert codes == [200, 200, 429]


def test_an_empty_form_asks_for_the_address(client: FlaskClient, mailed: MailServer) -> None:
    assert forget(client, " ").status_code == 422


def test_somebody_signed_in_may_follow_a_link_of_another(
    admin: FlaskClient, demo_app: Flask
) -> None:
    other = signed_in(demo_app, EMAIL)
    assert follow(other, invite(admin)).status_code == 303
    assert NEW in other.get("/editor/account/").text
