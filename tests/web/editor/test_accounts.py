"""The admins' pages about accounts."""

import re
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import Editor, OneTimeLink
from tests.conftest import ADMIN_EMAIL, EMAIL, counted_queries, signed_in, token
from tests.smtp import mail_server
from tests.web.editor.people import (
    ACCOUNTS,
    NEW,
    account,
    follow,
    invite,
    link_in,
    post,
    written_down,
)

# Its id; the editor's is 1.
ADMIN = 2

pytestmark = pytest.mark.usefixtures("english")


def test_an_invited_person_becomes_an_editor_with_a_name(
    admin: FlaskClient, client: FlaskClient, demo_app: Flask
) -> None:
    link = invite(admin)
    assert NEW in admin.get(ACCOUNTS).text
    response = follow(client, link, name=" 何新 ")
    assert response.headers["Location"] == "/editor/"
    assert client.get("/editor/bib-uploads/new").status_code == 200
    assert client.get(ACCOUNTS).status_code == 403
    made = account(demo_app, NEW)
    assert made
    assert (made.name, made.role) == ("何新", "editor")
    assert written_down(demo_app) == [("invited", NEW, ADMIN), ("joined", "", made.id)]


def test_an_invited_admin_is_one(admin: FlaskClient, client: FlaskClient) -> None:
    follow(client, invite(admin, role="admin"))
    assert client.get(ACCOUNTS).status_code == 200


def test_only_the_digest_of_a_link_is_kept(admin: FlaskClient, demo_app: Flask) -> None:
    secret = invite(admin).rsplit("/", 1)[1]
    with demo_app.app_context():
        [link] = db.session.query(OneTimeLink)
        assert secret not in (link.token_hash, link.email, link.purpose)
        assert re.fullmatch(r"[0-9a-f]{64}", link.token_hash)


def test_a_second_invitation_takes_the_place_of_the_first(
    admin: FlaskClient, client: FlaskClient
) -> None:
    first, second = invite(admin), invite(admin, email=NEW.upper(), role="admin")
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    assert admin.get(ACCOUNTS).text.count(f"Withdraw: {NEW}") == 1


def test_an_invitation_can_be_taken_back(
    admin: FlaskClient, client: FlaskClient, demo_app: Flask
) -> None:
    link = invite(admin)
    assert post(admin, f"{ACCOUNTS}invitations/1/withdraw").status_code == 303
    assert client.get(link).status_code == 404
    assert NEW not in admin.get(ACCOUNTS).text
    assert written_down(demo_app)[-1] == ("withdrew", NEW, ADMIN)


@pytest.mark.parametrize("email", ["", "nobody", "a@b@c", EMAIL, f" {EMAIL.upper()} "])
def test_an_address_that_cannot_be_invited_is_said_beside_the_field(
    admin: FlaskClient, email: str
) -> None:
    response = post(admin, f"{ACCOUNTS}invitations", email=email, role="editor")
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert "/editor/link/" not in response.text


def test_a_role_nobody_has_is_no_request_of_ours(admin: FlaskClient) -> None:
    for url in (f"{ACCOUNTS}invitations", f"{ACCOUNTS}1/role"):
        assert post(admin, url, email=NEW, role="owner").status_code == 400


def test_a_new_role_counts_at_once(
    admin: FlaskClient, editor: FlaskClient, demo_app: Flask
) -> None:
    assert editor.get(ACCOUNTS).status_code == 403
    assert post(admin, f"{ACCOUNTS}1/role", role="admin").status_code == 303
    assert editor.get(ACCOUNTS).status_code == 200
    post(admin, f"{ACCOUNTS}1/role", role="editor")
    assert editor.get(ACCOUNTS).status_code == 403
    assert written_down(demo_app) == [("made-admin", EMAIL, 2), ("made-editor", EMAIL, 2)]


@pytest.mark.parametrize(
    ("what", "form"), [("role", {"role": "editor"}), ("disable", {}), ("delete", {})]
)
def test_the_last_admin_stays(admin: FlaskClient, what: str, form: dict[str, str]) -> None:
    response = post(admin, f"{ACCOUNTS}2/{what}", **form)
    assert response.status_code == 409
    assert "Nobody else is an admin" in response.text
    assert admin.get(ACCOUNTS).status_code == 200


def test_a_disabled_admin_is_none_that_counts(admin: FlaskClient) -> None:
    post(admin, f"{ACCOUNTS}1/role", role="admin")
    post(admin, f"{ACCOUNTS}1/disable")
    assert post(admin, f"{ACCOUNTS}2/disable").status_code == 409


def test_two_admins_cannot_demote_each_other(admin: FlaskClient, demo_app: Flask) -> None:
    post(admin, f"{ACCOUNTS}1/role", role="admin")
    other = signed_in(demo_app, EMAIL)
    forms = [
        (client, number, token(client, ACCOUNTS)) for client, number in ((admin, 1), (other, 2))
    ]
    ready = threading.Barrier(2)

    def demote(client: FlaskClient, number: int, csrf: str) -> None:
        ready.wait()
        client.post(f"{ACCOUNTS}{number}/role", data={"csrf_token": csrf, "role": "editor"})

    threads = [threading.Thread(target=demote, args=form) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with demo_app.app_context():
        assert db.session.query(Editor).filter_by(role="admin").count() == 1


def test_a_disabled_account_is_out_until_it_is_enabled(
    admin: FlaskClient, editor: FlaskClient, demo_app: Flask
) -> None:
    post(admin, f"{ACCOUNTS}1/disable")
    assert editor.get("/editor/").status_code == 303
    assert "Disabled" in admin.get(ACCOUNTS).text
    post(admin, f"{ACCOUNTS}1/enable")
    assert editor.get("/editor/").status_code == 303, "sessions from before stay ended"
    assert signed_in(demo_app, EMAIL).get("/editor/").status_code == 200
    assert [row[0] for row in written_down(demo_app)] == ["disabled", "enabled"]


def test_a_deleted_account_is_gone_and_what_it_did_stays_in_the_log(
    admin: FlaskClient, editor: FlaskClient, demo_app: Flask
) -> None:
    post(editor, "/editor/account/sign-out-everywhere", "/editor/account/")
    assert post(admin, f"{ACCOUNTS}1/delete").headers["Location"] == ACCOUNTS
    assert account(demo_app, EMAIL) is None
    assert admin.get(f"{ACCOUNTS}1").status_code == 404
    assert written_down(demo_app) == [
        ("signed-out-everywhere", "", None),
        ("deleted-account", EMAIL, ADMIN),
    ]


def test_an_admin_may_leave_if_there_is_another(admin: FlaskClient) -> None:
    post(admin, f"{ACCOUNTS}1/role", role="admin")
    post(admin, f"{ACCOUNTS}2/delete")
    assert admin.get("/editor/").status_code == 303


def test_a_reset_link_sets_a_new_password_and_the_old_one_works_until_then(
    admin: FlaskClient, editor: FlaskClient, client: FlaskClient, demo_app: Flask
) -> None:
    link = link_in(post(admin, f"{ACCOUNTS}1/reset").text)
    assert editor.get("/editor/").status_code == 200
    assert follow(client, link).status_code == 303
    assert client.get("/editor/").status_code == 200
    assert editor.get("/editor/").status_code == 303
    assert [row[0] for row in written_down(demo_app)] == ["made-reset", "set-password"]


def test_no_link_is_made_for_a_disabled_account(admin: FlaskClient) -> None:
    post(admin, f"{ACCOUNTS}1/disable")
    response = post(admin, f"{ACCOUNTS}1/reset")
    assert response.status_code == 409
    assert "/editor/link/" not in response.text


def test_an_editor_reads_who_can_help_in_the_language_of_the_page(editor: FlaskClient) -> None:
    for lang, words in (("en", "ask one of them"), ("zh", "请联系")):
        editor.set_cookie("lang", lang)
        response = editor.get(ACCOUNTS)
        assert response.status_code == 403
        assert words in response.text
        assert f"mailto:{ADMIN_EMAIL}" in response.text


def test_an_invitation_is_mailed_in_every_language_where_mail_is_set(
    admin: FlaskClient, client: FlaskClient, demo_app: Flask
) -> None:
    with mail_server() as server:
        demo_app.config.update(SMTP_HOST="127.0.0.1", SMTP_PORT=server.port)
        page = post(admin, f"{ACCOUNTS}invitations", email=NEW, role="editor").text
    [message] = server.messages
    text = message.get_content()
    assert server.recipients == [NEW]
    assert "Plumbline Lab for Media Intelligence" in text
    assert "准绳智能媒体实验室" in text
    assert link_in(text) == link_in(page)
    assert "The link was mailed" in page
    assert follow(client, link_in(text)).status_code == 303


def test_mail_that_fails_is_told_with_the_reason_and_the_link_is_there(
    admin: FlaskClient, demo_app: Flask
) -> None:
    with mail_server() as server:
        demo_app.config.update(SMTP_HOST="127.0.0.1", SMTP_PORT=server.port)
        server.answers["RCPT"] = "550 no such <b>mailbox</b>"
        response = post(admin, f"{ACCOUNTS}1/reset")
    assert response.status_code == 200
    assert "550 no such &lt;b&gt;mailbox&lt;/b&gt;" in response.text
    assert link_in(response.text)


def test_the_list_asks_as_often_for_many_as_for_few(admin: FlaskClient, demo_app: Flask) -> None:
    def asked() -> int:
        with counted_queries(demo_app) as statements:
            assert admin.get(ACCOUNTS).status_code == 200
        return len(statements)

    few = asked()
    with demo_app.app_context():
        for number in range(40):
            db.session.add(Editor(email=f"{number}@example.org", password_hash="x"))
        db.session.commit()
    assert asked() == few
