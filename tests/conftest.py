"""An application on a database of its own for each test, copied from one made once a run."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from microsite import create_app, demo
from microsite.db import db, upgrade
from microsite.models import Editor
from microsite.web.auth import new_editor

# The settings of whoever runs the tests are theirs alone.
for name in [name for name in os.environ if name.startswith("MICROSITE_")]:
    del os.environ[name]

DATA = Path(__file__).parent / "data"
EMAIL, PASSWORD = "lin@example.org", "correct horse battery"
ADMIN_EMAIL = "wei@example.org"


@pytest.fixture(scope="session")
def empty_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with an empty database of the newest version."""
    folder = tmp_path_factory.mktemp("empty")
    made = make_app(folder)
    upgrade(made)
    close(made)
    return folder


@pytest.fixture(scope="session")
def demo_instance(empty_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance that holds the demonstration lab, one editor and one admin."""
    folder = copy(empty_instance, tmp_path_factory.mktemp("demo") / "instance")
    made = make_app(folder)
    with made.app_context():
        demo.fill(db.session())
        db.session.add(new_editor(EMAIL, PASSWORD))
        db.session.flush()
        db.session.add(new_editor(ADMIN_EMAIL, PASSWORD, "admin"))
        db.session.commit()
    close(made)
    return folder


@pytest.fixture
def app(empty_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    made = make_app(copy(empty_instance, tmp_path / "instance"))
    yield made
    close(made)


@pytest.fixture
def demo_app(demo_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    made = make_app(copy(demo_instance, tmp_path / "instance"))
    yield made
    close(made)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    with app.app_context():
        yield db.session()


@pytest.fixture
def demo_session(demo_app: Flask) -> Iterator[Session]:
    with demo_app.app_context():
        yield db.session()


@pytest.fixture
def english(demo_app: Flask) -> None:
    """Have every visitor's browser ask for English: for a module's `usefixtures`."""

    class Visitor(FlaskClient):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"

    demo_app.test_client_class = Visitor


@pytest.fixture
def client(demo_app: Flask) -> FlaskClient:
    """A visitor of the demonstration lab."""
    return demo_app.test_client()


@pytest.fixture
def editor(demo_app: Flask) -> FlaskClient:
    """An editor of the demonstration lab, signed in."""
    return signed_in(demo_app, EMAIL)


@pytest.fixture
def admin(demo_app: Flask) -> FlaskClient:
    """An admin of the demonstration lab, signed in."""
    return signed_in(demo_app, ADMIN_EMAIL)


def signed_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    form = {"email": email, "password": PASSWORD, "csrf_token": token(client, "/editor/sign-in")}
    assert client.post("/editor/sign-in", data=form).status_code == 303
    return client


def make_app(instance: Path) -> Flask:
    return create_app({"INSTANCE": instance, "TESTING": True, "SIGN_IN_RATE": "100 per minute"})


def copy(instance: Path, target: Path) -> Path:
    shutil.copytree(instance, target)
    return target


def close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def token(client: FlaskClient, url: str) -> str:
    """The token against forged forms that the page at `url` carries."""
    page = client.get(url).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, f"no csrf_token in {url}"
    return found[1]


def first_editor(session: Session) -> Editor:
    found = session.query(Editor).first()
    assert found
    return found


@contextmanager
def counted_queries(app: Flask) -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile."""
    statements: list[str] = []

    def note(connection, cursor, statement, *rest):  # type: ignore[no-untyped-def]
        if not statement.startswith(("BEGIN", "PRAGMA")):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)
