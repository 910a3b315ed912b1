"""Accounts, invitations and links as a browser uses them, for the tests of the editors' pages."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from microsite import accounts
from microsite.db import db
from microsite.models import Activity, Editor
from tests.conftest import token

ACCOUNTS = "/editor/accounts/"
NEW = "new@example.org"
LONG = "a longer password"


def post(client: FlaskClient, url: str, page: str = ACCOUNTS, **form: str) -> TestResponse:
    """Send a form with the token of `page`."""
    return client.post(url, data={"csrf_token": token(client, page), **form})


def invite(admin: FlaskClient, email: str = NEW, role: str = "editor") -> str:
    """Invite somebody; the path of the link."""
    return link_in(post(admin, f"{ACCOUNTS}invitations", email=email, role=role).text)


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/editor/link/[\w-]{43})", text)
    assert found, text
    return found[1]


def follow(client: FlaskClient, link: str, password: str = LONG, **form: str) -> TestResponse:
    """Set a password with a link; the token comes from a page that is there in any case."""
    page = "/editor/account/" if client.get("/editor/").status_code == 200 else "/editor/sign-in"
    return post(client, link, page, **{"password": password, "again": password, **form})


def account(app: Flask, email: str) -> Editor | None:
    with app.app_context():
        return accounts.by_email(db.session(), email)


def written_down(app: Flask) -> list[tuple[str, str, int | None]]:
    """What was written down, oldest first, but for the signing in of the fixtures."""
    with app.app_context():
        query = select(Activity.action, Activity.about, Activity.editor_id).order_by(Activity.id)
        rows = [(row[0], row[1], row[2]) for row in db.session.execute(query)]
    return [row for row in rows if row[0] != "signed-in"]
