"""The demonstration lab and an empty one, walked through in one language, then served as saved."""

import logging
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NoReturn

from flask import Flask, abort, g
from werkzeug.serving import make_server

from microsite import create_app, demo
from microsite.db import database_file, db, upgrade
from microsite.web.auth import new_editor
from tests.browser.pages import editors, flows, hard
from tests.browser.pages.public import walk_public
from tests.browser.pages.walk import Saved, Walk
from tests.conftest import ADMIN_EMAIL, EMAIL, PASSWORD

STATE = "saved-page"
NEW_PUBLIC = ("research", "directions", "projects", "team", "articles", "news", "about")
NEW_EDITOR = ("publications", "bib-uploads", "content", "content/person", "pictures", "documents",
              "activity", "lab", "authorships", "directions/suggestions")  # fmt: skip
MAIL = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": 9, "SMTP_FROM": "lab@example.org"}


@contextmanager
def walked(lang: str) -> Iterator[tuple[Walk, Walk]]:
    """The walks through the full and the empty lab in a language, both still open."""
    with tempfile.TemporaryDirectory() as folder:
        full, empty = Path(folder) / "full", Path(folder) / "empty"
        lab = walk_all(make(full, fill, **MAIL, BASE_URL="http://127.0.0.1"), lang)
        new = walk_empty(make(empty, lambda app: None), lang)
        yield lab, new
        for app in (lab.app, new.app):
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


@contextmanager
def replayed(app: Flask, pages: Sequence[Saved]) -> Iterator[str]:
    """The address at which a browser that has the cookie `saved-page` gets that page.

    Whatever the page then loads comes from the app.
    """
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, _Replay(app, pages), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def make(instance: Path, fill: Callable[[Flask], None], **settings: Any) -> Flask:
    """A site with an editor and an admin that takes a megabyte and fails where it is told to.

    All have one key and one password: who is signed in at one is so at the others, too.
    """
    app = create_app({"INSTANCE": instance, "TESTING": True, "UPLOAD_LIMIT_MB": 1,
                      "SIGN_IN_RATE": "1000 per minute", "SECRET_KEY": "k" * 32,
                      **settings})  # fmt: skip
    app.add_url_rule("/<lang:lang>/fails/<int:code>", "fails", lambda code: abort(code))
    app.add_url_rule("/<lang:lang>/breaks", "breaks", _break)
    upgrade(app)
    with app.app_context():
        for email, role in ((EMAIL, "editor"), (ADMIN_EMAIL, "admin")):
            editor = new_editor(email, PASSWORD, role)
            editor.password_hash = _password_hash()
            db.session.add(editor)
            db.session.flush()
        db.session.commit()
    fill(app)
    return app


@cache
def _password_hash() -> str:
    return new_editor(EMAIL, PASSWORD).password_hash


def _break() -> NoReturn:
    """Fail so that not even the frame of a page can be made."""
    g.lab = None
    abort(500)


def fill(app: Flask) -> None:
    with app.app_context():
        demo.fill(db.session())
        db.session.commit()
    hard.put(app)


def walk_all(app: Flask, lang: str) -> Walk:
    """The lab with all in it, in every state."""
    walk = Walk(app, lang)
    walk_public(walk)
    flows.walk_uploads(walk)
    flows.walk_content(walk)
    flows.walk_files(walk)
    flows.walk_accounts(walk)
    editors.walk_editors(walk)
    with _kept(app) as put_back:
        flows.walk_publications(walk)
        put_back()
        editors.walk_refusals(walk, put_back)
    return walk


def walk_empty(app: Flask, lang: str) -> Walk:
    """A lab with nothing in it: its lists, and what an admin sees first."""
    walk = Walk(app, lang)
    for section in ("", *NEW_PUBLIC):
        walk.see(f"empty-{section or 'home'}", f"/{lang}/{section}{'/' if section else ''}")
    for section in ("", *NEW_EDITOR):
        name = section.replace("/", "-") or "overview"
        walk.see(f"empty-editor-{name}", f"/editor/{section}{'/' if section else ''}", "admin")
    walk.see("empty-editor-sign-in", "/editor/sign-in")
    walk.send(
        "empty-editor-invited", "/editor/accounts/invitations", email="a@example.org", role="editor"
    )
    return walk


@contextmanager
def _kept(app: Flask) -> Iterator[Callable[[], None]]:
    """Yields what puts the database back to what it is now; done at the end, too."""
    file = database_file(app)
    kept = sqlite3.connect(":memory:")
    now = sqlite3.connect(file)
    now.backup(kept)
    now.close()

    def put_back() -> None:
        with app.app_context():
            db.session.remove()
        to = sqlite3.connect(file)
        kept.backup(to)
        to.close()

    yield put_back
    put_back()
    kept.close()


class _Replay:
    """Answers a page with the saved one that the browser's cookie names, all else by the app."""

    def __init__(self, app: Flask, pages: Sequence[Saved]) -> None:
        self.app, self.pages = app, pages
        answer = app.test_client().get("/robots.txt")
        self.policy = answer.headers["Content-Security-Policy"]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"].endswith("/progress"):
            # Work that is shown as being done stays so.
            start_response("204 No Content", [])
            return []
        cookie = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(STATE)
        if cookie is None or environ.get("HTTP_SEC_FETCH_DEST") != "document":
            return self.app(environ, start_response)
        page = self.pages[int(cookie.value)]
        # The error's own status would be one more error in the browser's console.
        headers = [("Content-Type", "text/html; charset=utf-8")]
        headers += [("Content-Security-Policy", self.policy)]
        start_response("200 OK", headers)
        # The page that loads itself anew would do so while it is looked at.
        return [page.html.replace('http-equiv="refresh"', 'name="refresh"').encode()]
