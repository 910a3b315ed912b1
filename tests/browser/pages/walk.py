"""Walks through a lab as its visitors and editors would, and keeps each page that it is shown."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import Flask, template_rendered
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.models import (
    Authorship,
    Base,
    BibUpload,
    Editor,
    Person,
    Picture,
    Publication,
    StoredFile,
)
from microsite.web.templating import without_mathematics
from tests.browser.pages.strays import Said
from tests.conftest import ADMIN_EMAIL, EMAIL, signed_in

# What an empty element of a page says of its template.
_ELEMENT = re.compile(r"<([a-z][a-z0-9-]*)(?:\s[^>]*?class=\"([^\"]*)\")?")


class Saved(NamedTuple):
    """A page as the site answered; `session` is the cookie of who asked, if they are signed in."""

    name: str
    lang: str
    url: str
    status: int
    html: str
    session: str = ""


class Walk:
    """Three visitors of one lab: signed out, an editor, an admin; and what they were shown."""

    def __init__(self, app: Flask, lang: str) -> None:
        self.app, self.lang = app, lang
        self.pages: list[Saved] = []
        self.templates: set[str] = set()
        self.endpoints: set[tuple[str, str]] = set()
        template_rendered.connect(self._note, app)
        self.clients = {
            "out": app.test_client(),
            "editor": signed_in(app, EMAIL),
            "admin": signed_in(app, ADMIN_EMAIL),
        }
        for client in self.clients.values():
            client.set_cookie("lang", lang)
        self._cookies = {who: one.get_cookie("session") for who, one in self.clients.items()}

    def sign_in_again(self) -> None:
        """Have everybody be signed in as at the start, whatever ended their sessions."""
        for who, cookie in self._cookies.items():
            if cookie:
                self.clients[who].set_cookie("session", cookie.value)

    def client(self, who: str) -> FlaskClient:
        return self.clients[who]

    def get(self, url: str, who: str = "out") -> TestResponse:
        """A page that is not kept (yet)."""
        answer = self.clients[who].get(url, follow_redirects=True)
        assert answer.status_code < 500, (url, answer.status_code)
        return answer

    def see(self, name: str, url: str, who: str = "out") -> str:
        """Keep the page at an address, wherever it leads; its text."""
        return self.keep(name, self.get(url, who), who)

    def send(self, name: str, url: str, who: str = "admin", **form: Any) -> str:
        """Keep the page that a form is answered with; `__` in a name stands for a hyphen."""
        fields = {name.replace("__", "-"): value for name, value in form.items()}
        fields["csrf_token"] = self.token(who)
        answer = self.clients[who].post(url, data=fields, follow_redirects=True)
        return self.keep(name, answer, who)

    def keep(self, name: str, answer: TestResponse, who: str = "admin") -> str:
        text = answer.get_data(as_text=True)
        assert "</html>" in text, (name, answer.status_code, text[:200])
        assert name not in [page.name for page in self.pages], f"{name} is there twice"
        asked = answer.request
        query = asked.query_string
        url = asked.path + (
            f"?{query.decode() if isinstance(query, bytes) else query}" if query else ""
        )
        cookie = self.clients[who].get_cookie("session")
        session = cookie.value if cookie and who != "out" else ""
        self.pages.append(Saved(name, self.lang, url, answer.status_code, text, session))
        self.endpoints.add((asked.method, self.endpoint(asked.path, asked.method)))
        return text

    def token(self, who: str) -> str:
        page = self.clients[who].get("/editor/sign-in" if who == "out" else "/editor/account/").text
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found
        return found[1]

    def endpoint(self, path: str, method: str = "GET") -> str:
        """Whose page it is; nothing where there is none."""
        try:
            return str(self.app.url_map.bind("localhost").match(path, method)[0])
        except HTTPException:
            return ""

    def said(self) -> Said:
        """What the lab says itself."""
        files = (Picture.filename, StoredFile.filename, BibUpload.filename)
        with self.app.app_context():
            session = db.session()
            columns = (Authorship.name, Editor.name, Editor.email, *files)
            names = {name for column in columns for (name,) in session.query(column).distinct()}
            names |= {name for one in session.query(Person) for name in one.name.values()}
            works = {
                word
                for one in session.query(Publication)
                for word in (one.title, without_mathematics(one.title), one.venue, *one.keywords)
            }
            rows = [
                " ".join(_plain(value) for value in row)
                for table in Base.metadata.sorted_tables
                for row in session.execute(select(table))
            ]
        return Said(
            frozenset(names), frozenset(works) - {""}, " ".join(" ".join([*rows, *works]).split())
        )

    def _note(self, sender: Flask, template: Any, **rest: Any) -> None:
        if template.name:
            self.templates.add(template.name)


def telling(pages: Iterable[TestResponse], most: int) -> list[TestResponse]:
    """A few pages of one template that together show every kind of element any of them shows."""
    left = {id(page): (page, elements(page.get_data(as_text=True))) for page in pages}
    chosen: list[TestResponse] = []
    seen: set[tuple[str, str]] = set()
    while left and len(chosen) < most:
        page, shown = max(left.values(), key=lambda one: len(one[1] - seen))
        if not shown - seen:
            break
        chosen.append(page)
        seen |= shown
        del left[id(page)]
    return chosen


def elements(text: str) -> set[tuple[str, str]]:
    """Every kind of element in a page: its name and its classes."""
    return set(_ELEMENT.findall(text))


def _plain(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
