"""Every address of the editors' part, and every one that changes something, with who may use it.

The table states what each answers; an address that is not in it fails the test. In it, `in` is a
redirect to the sign-in page. What changes something answers 400 to everybody without its token.
"""

import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule

from microsite import accounts
from microsite.db import begin_writing, database_file, db
from microsite.models import Base, OneTimeLink, Picture, StoredFile
from tests.conftest import ADMIN_EMAIL, EMAIL, close, copy, make_app, signed_in, token
from tests.web.editor.uploads import NEW, bring

SIGN_IN = "/editor/sign-in"
TOKEN = "a-token-that-the-database-knows-the-digest-of"

# Method, endpoint; then what a signed-out visitor, an editor and an admin get.
TABLE = """
GET  session.new                  200 302 302
POST session.create               422 422 422
POST session.delete               303 303 303
GET  one_time.show                200 200 200
POST one_time.accept              422 422 422
GET  one_time.ask                 404 404 404
POST one_time.send                404 404 404
GET  editor.index                 in  200 200
GET  bib_uploads.index            in  200 200
GET  bib_uploads.new              in  200 200
POST bib_uploads.create           in  422 422
GET  bib_uploads.show             in  200 200
POST bib_uploads.apply            in  409 409
POST bib_uploads.choose           in  303 303
GET  bib_uploads.original         in  200 200
GET  bib_uploads.look_again       in  303 303
GET  bib_uploads.ask_undo         in  303 303
POST bib_uploads.undo             in  303 303
POST bib_uploads.again            in  303 303
GET  authorships.index            in  200 200
POST authorships.settle           in  303 303
POST authorships.take_back        in  303 303
GET  account.show                 in  200 200
POST account.update               in  303 303
POST account.change_credentials   in  422 422
POST account.sign_out_everywhere  in  in  in 
GET  guide.show                   in  302 302
GET  editor_pictures.index        in  200 200
POST editor_pictures.create       in  422 422
POST editor_pictures.describe     in  303 303
GET  editor_pictures.show         in  200 200
POST editor_pictures.update       in  422 422
POST editor_pictures.replace      in  422 422
POST editor_pictures.delete       in  303 303
GET  editor_pictures.pick         in  404 404
GET  editor_documents.index       in  200 200
POST editor_documents.create      in  422 422
POST editor_documents.delete      in  303 303
GET  content.overview             in  200 200
GET  content.index                in  200 200
GET  content.new                  in  200 200
POST content.create               in  422 422
GET  content.edit                 in  200 200
POST content.update               in  409 409
POST content.merge                in  409 409
POST content.preview              in  200 200
POST content.keep_draft           in  200 200
POST content.discard              in  303 303
GET  content.history              in  200 200
GET  content.diff                 in  404 404
POST content.restore              in  404 404
POST content.order                in  303 303
POST content.slug                 in  200 200
GET  content.publications         in  200 200
GET  content.ask_delete           in  200 200
POST content.delete               in  409 409
POST content.undelete             in  303 303
GET  publications.index           in  200 200
GET  publications.edit            in  302 302
GET  publications.new             in  200 200
POST publications.create          in  422 422
GET  publications.block           in  200 200
POST publications.save_block      in  422 422
POST publications.bulk            in  422 422
POST publications.bring_pdf       in  422 422
POST publications.highlight       in  303 303
POST publications.undo            in  303 303
POST publications.undelete        in  303 303
GET  suggestions.index            in  200 200
POST suggestions.settle           in  422 422
GET  suggestions.ask_merge        in  200 200
POST suggestions.merge            in  422 422
GET  activity.index               in  200 200
GET  accounts.index               in  403 200
POST accounts.invite              in  403 400
POST accounts.withdraw            in  403 303
GET  accounts.show                in  403 200
POST accounts.change_role         in  403 400
POST accounts.disable             in  403 303
POST accounts.enable              in  403 303
POST accounts.reset               in  403 200
POST accounts.delete              in  403 303
GET  lab.edit                     in  403 200
POST lab.update                   in  403 422
POST lab.look                     in  403 200
GET  lab.looked                   in  403 302
GET  moving.index                 in  403 200
GET  moving.download              in  403 200
POST moving.bring                 in  403 422
POST moving.apply                 in  403 422
GET  moving.applied               in  403 303
"""

# Parts of other pages, which htmx asks for.
FRAGMENTS = ("/progress", "/content/publications", "/pictures/pick")

# What stands for an argument of an address whose name does not say it: see `argument`.
# The first account is the editor's; the other one, the only admin's, could not be closed.
ARGUMENTS: dict[str, str | int] = {
    "token": TOKEN,
    "editor_id": 1,
    "picture_id": 1,
    "name": "page",
    "item_id": 1,
    "field": "text",
    "text_lang": "en",
}
# `<int:upload_id>` is an upload's; most others have the name of their table.
MODELS = {
    "upload_id": "bib_uploads",
    "link_id": "one_time_links",
    "document_id": "stored_files",
}


PICTURE = {"media_type": "image/png", "width": 9, "height": 9, "widths": [9]}


class Expected(NamedTuple):
    """The answers to a signed-out visitor, an editor and an admin."""

    out: str
    editor: str
    admin: str


class Visitor(NamedTuple):
    """Somebody's session: its cookie, and the token of its forms."""

    cookie: str
    csrf: str


class Site:
    """The demonstration lab with an upload and an invitation, put back before each request."""

    def __init__(self, app: Flask, kept: Path) -> None:
        self.app = app
        self.kept = kept
        shutil.copy(database_file(app), kept)
        self.visitors = {
            "out": visitor(app.test_client()),
            "editor": visitor(signed_in(app, EMAIL)),
            "admin": visitor(signed_in(app, ADMIN_EMAIL)),
        }

    def ask(self, who: str, method: str, url: str, *, with_token: bool = True) -> str:
        """The status of the answer, or `in` for a redirect to the sign-in page."""
        self._put_back()
        client = self.app.test_client()
        client.set_cookie("session", self.visitors[who].cookie)
        form = {"csrf_token": self.visitors[who].csrf} if with_token and method != "GET" else None
        with client.open(url, method=method, data=form) as answer:
            target = answer.headers.get("Location", "")
            if method == "GET" and answer.mimetype == "text/html" and answer.status_code == 200:
                assert "</html>" in answer.get_data(as_text=True) or url.endswith(FRAGMENTS), url
        is_led_away = answer.status_code == 303 and target.startswith(SIGN_IN)
        return "in" if is_led_away else str(answer.status_code)

    def _put_back(self) -> None:
        with self.app.app_context():
            db.session.remove()
        with sqlite3.connect(self.kept) as source, sqlite3.connect(database_file(self.app)) as to:
            source.backup(to)
        source.close()
        to.close()


def visitor(client: FlaskClient) -> Visitor:
    csrf = token(client, SIGN_IN if not client.get_cookie("session") else "/editor/")
    cookie = client.get_cookie("session")
    assert cookie
    return Visitor(cookie.value, csrf)


@pytest.fixture(scope="module")
def site(demo_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("walk")
    app = make_app(copy(demo_instance, folder / "instance"))
    bring(signed_in(app, EMAIL), NEW)
    with app.app_context():
        begin_writing(db.session())
        accounts.invite(db.session(), "new@example.org", "editor", None, TOKEN)
        db.session.add(Picture(hash="a" * 64, filename="a.png", size=9, **PICTURE))
        db.session.add(
            StoredFile(hash="b" * 64, filename="b.pdf", media_type="application/pdf", size=9)
        )
        db.session.commit()
        # All of it into the one file that is copied.
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    made = Site(app, folder / "kept.sqlite3")
    yield made
    close(app)


def rules(app: Flask) -> dict[tuple[str, str], Rule]:
    """Every rule of the editors' part, and every other that takes more than GET."""
    return {
        (method, rule.endpoint): rule
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/editor") or method != "GET"
    }


def table() -> dict[tuple[str, str], Expected]:
    rows = [line.split() for line in TABLE.strip().splitlines()]
    return {(row[0], row[1]): Expected(*row[2:]) for row in rows}


def url_of(app: Flask, rule: Rule) -> str:
    values = {name: argument(app, name) for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


def argument(app: Flask, name: str) -> Any:
    """A value for an argument: stated above, or of the newest row of the table it names."""
    if name == "lang":
        return "en"
    if name in ARGUMENTS:
        return ARGUMENTS[name]
    noun, _, column = name.rpartition("_")
    model = tables().get(MODELS.get(name, f"{noun}s" if noun != "person" else "people"))
    assert model is not None, f"say in ARGUMENTS or MODELS what stands for <{name}>"
    with app.app_context():
        rows = model.__table__.c
        value = db.session.scalar(select(rows[column]).order_by(rows["id"].desc()).limit(1))
    return 1 if value is None else value


def tables() -> Mapping[str, type[Base]]:
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}


def test_every_address_has_its_row_in_the_table(site: Site) -> None:
    missing = sorted(rules(site.app).keys() - table().keys())
    assert not missing, f"state in TABLE who may use these: {missing}"
    assert not sorted(table().keys() - rules(site.app).keys())


def test_an_address_without_a_row_would_be_seen(tmp_path: Path) -> None:
    app = make_app(tmp_path / "instance")
    app.add_url_rule("/editor/new/", "new.index", lambda: "")
    app.add_url_rule("/elsewhere", "other.create", lambda: "", methods=["POST"])
    assert rules(app).keys() - table().keys() == {("GET", "new.index"), ("POST", "other.create")}
    close(app)


def test_a_number_that_no_row_can_have_is_no_page(site: Site) -> None:
    for (method, _endpoint), rule in rules(site.app).items():
        if "<int:" in rule.rule:
            url = re.sub("<int:[a-z_]+>", "9" * 25, rule.rule)
            assert site.ask("admin", method, url) == "404", (method, url)


@pytest.mark.parametrize("who", ["out", "editor", "admin"])
def test_every_address_answers_as_the_table_says(site: Site, who: str) -> None:
    wrong = []
    for (method, endpoint), rule in rules(site.app).items():
        expected = table().get((method, endpoint))
        url = url_of(site.app, rule)
        got = site.ask(who, method, url)
        if expected is not None and got != getattr(expected, who):
            wrong.append(f"{method} {url}: {got}, not {getattr(expected, who)}")
        assert not got.startswith("5"), (method, url)
    assert not wrong


@pytest.mark.parametrize("who", ["out", "editor", "admin"])
def test_nothing_is_changed_without_the_token_of_the_form(site: Site, who: str) -> None:
    for (method, endpoint), rule in rules(site.app).items():
        if method != "GET":
            url = url_of(site.app, rule)
            # Who is signed out is led to sign in before any token is looked for.
            stays_out = who == "out" and getattr(table()[method, endpoint], who) == "in"
            got = site.ask(who, method, url, with_token=False)
            assert got == ("in" if stays_out else "400"), (method, url)


def test_somebody_disabled_is_signed_out_everywhere(site: Site) -> None:
    site._put_back()
    client = site.app.test_client()
    client.set_cookie("session", site.visitors["editor"].cookie)
    assert client.get("/editor/").status_code == 200
    with site.app.app_context():
        editor = accounts.by_email(db.session(), EMAIL)
        assert editor
        accounts.disable(db.session(), editor, None)
        db.session.commit()
        assert not db.session.scalars(
            select(OneTimeLink).where(OneTimeLink.editor_id == editor.id)
        ).all()
    assert client.get("/editor/").status_code == 303
