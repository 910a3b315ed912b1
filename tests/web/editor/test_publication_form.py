"""A publication's form: what editors own, the entry itself, two editors, the way back."""

import html
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.models import BibUpload, Direction, Highlight, Project, Publication
from tests.conftest import token
from tests.importing.entries import FIRST, entry, hold
from tests.web.editor.content import form_in, send

LINES = entry("lamps", **FIRST, abstract="On lamps.")


@pytest.fixture(autouse=True)
def lamps(demo_app: Flask, editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")
    with demo_app.app_context():
        hold(db.session(), LINES)
        db.session.commit()


def held(app: Flask) -> Publication:
    with app.app_context():
        found = db.session.query(Publication).filter_by(citation_key="lamps").one()
        assert (found.directions, found.projects, found.fields, found.authorships) is not None
        return found


def address(app: Flask) -> str:
    return f"/editor/content/publication/{held(app).id}/"


def fields(client: FlaskClient, url: str) -> "MultiDict[str, str]":
    """What a browser would send without touching anything."""
    page = client.get(url).text
    form = page[page.index('id="form"') :]
    form = form[: form.index("</form>")]
    found: MultiDict[str, str] = MultiDict()
    for tag in re.findall(r"<(?:input|textarea|select)[^>]*>(?:[^<]*</textarea>)?", form):
        name = re.search(r'name="([^"]+)"', tag)
        if not name:
            continue
        if tag.startswith("<textarea"):
            text = tag[tag.index(">") + 1 : -len("</textarea>")]
            found.add(name[1], text.removeprefix("\n").replace("&amp;", "&"))
        elif tag.startswith("<select"):
            found.add(name[1], "")
        elif 'type="checkbox"' not in tag or " checked" in tag:
            value = re.search(r'value="([^"]*)"', tag)
            found.add(name[1], value[1] if value else "")
    return found


def save(client: FlaskClient, url: str, **changes: Any) -> TestResponse:
    """Save the form with changes; `edited` maps fields of the entry to their new texts."""
    form = fields(client, url)
    return client.post(url, data=changed(form, **changes))


def changed(form: "MultiDict[str, str]", **changes: Any) -> "MultiDict[str, str]":
    edited: dict[str, str] = dict(changes.pop("edited", {}))
    names, values = form.getlist("edited-name"), form.getlist("edited-value")
    values = [edited.pop(name, value) for name, value in zip(names, values, strict=True)]
    was = [one for one, name in zip(form.getlist("edited-was"), names, strict=True) if name]
    values = [value for value, name in zip(values, names, strict=True) if name]
    names = [name for name in names if name]
    form.setlist("edited-name", [*names, *edited])
    form.setlist("edited-value", [*values, *edited.values()])
    form.setlist("edited-was", [*was, *("" for _ in edited)])
    for name, value in changes.items():
        form.setlist(name.replace("_", "-") if "-" not in name else name, value)
    return form


def test_saving_what_was_not_touched_changes_nothing(demo_app: Flask, editor: FlaskClient) -> None:
    before = held(demo_app).updated_at
    assert save(editor, address(demo_app)).status_code == 303
    assert held(demo_app).updated_at == before


def test_what_editors_own_is_saved(demo_app: Flask, editor: FlaskClient) -> None:
    with demo_app.app_context():
        direction = db.session.scalars(select(Direction.id)).first()
        project = db.session.scalars(select(Project.id)).first()
    form = fields(editor, address(demo_app))
    form.setlist("directions", [str(direction)])
    form.setlist("projects", [str(project)])
    form.setlist("hidden", ["1"])
    form["award-en"], form["award-zh"] = "Best paper", "最佳论文"
    form["translated_title-zh"] = "光与影"
    form.setlist("own_links-kind", ["code", "slides"])
    form.setlist("own_links-url", ["https://example.org/code", "https://example.org/slides"])
    assert editor.post(address(demo_app), data=form).status_code == 303
    found = held(demo_app)
    assert [one.id for one in found.directions] == [direction]
    assert [one.id for one in found.projects] == [project]
    assert found.hidden
    assert dict(found.award) == {"en": "Best paper", "zh": "最佳论文"}
    assert dict(found.translated_title) == {"zh": "光与影"}
    assert [kind for kind, _ in found.own_links] == ["code", "slides"]
    assert editor.get("/editor/publications/?q=光与影").text.count('name="id"') == 1


def test_fields_of_the_entry_are_written_by_hand_and_given_back(
    demo_app: Flask, editor: FlaskClient
) -> None:
    url = address(demo_app)
    answer = save(editor, url, edited={"title": "By hand", "abstract": "", "journal": "Lamps"})
    assert answer.status_code == 303
    found = held(demo_app)
    assert (found.title, found.abstract, found.venue) == ("By hand", "", "Lamps")
    assert found.edited_fields == ["abstract", "journal", "title"]
    page = editor.get(url).text
    assert page.count("take the file’s word again") == 3
    form = fields(editor, url)
    form.setlist("edited-file", ["title", "abstract"])
    assert editor.post(url, data=form).status_code == 303
    found = held(demo_app)
    assert (found.title, found.abstract) == (FIRST["title"], "On lamps.")
    assert found.edited_fields == ["journal"]


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        ({"title": "Lamps {"}, "do not balance"),
        ({"title": "}{"}, "do not balance"),
        ({"two words": "x"}, "cannot be the name of a field"),
        ({"<script>": "x"}, "cannot be the name of a field"),
        ({"entry type": "@@"}, "no type of entry"),
        ({"note": "x" * 100_001}, "too long"),
    ],
)
def test_what_cannot_be_an_entry_is_told_and_kept_in_the_form(
    demo_app: Flask, editor: FlaskClient, edited: dict[str, str], told: str
) -> None:
    answer = save(editor, address(demo_app), edited=edited)
    assert answer.status_code == 422
    assert told in answer.text
    assert "<script>" not in answer.text.replace("<script src", "")
    assert held(demo_app).edited_fields == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x", "x", "https://"])
def test_a_link_needs_a_safe_address(demo_app: Flask, editor: FlaskClient, url: str) -> None:
    form = fields(editor, address(demo_app))
    form.setlist("own_links-kind", ["pdf"])
    form.setlist("own_links-url", [url])
    assert editor.post(address(demo_app), data=form).status_code == 422
    assert held(demo_app).own_links == []


def test_two_editors_at_one_entry_lose_nothing(demo_app: Flask, editor: FlaskClient) -> None:
    url = address(demo_app)
    first, second = fields(editor, url), fields(editor, url)
    assert editor.post(url, data=changed(first, edited={"title": "One"})).status_code == 303
    both = editor.post(url, data=changed(second, edited={"title": "Two", "pages": "1--2"}))
    assert both.status_code == 409
    assert "One" in both.text
    assert "Two" in both.text
    assert held(demo_app).title == "One"


def test_an_import_meanwhile_is_in_nobodys_way(demo_app: Flask, editor: FlaskClient) -> None:
    url = address(demo_app)
    form = fields(editor, url)
    with demo_app.app_context():
        hold(db.session(), entry("lamps", **FIRST, abstract="Newer words on lamps.", pages="1--2"))
        db.session.commit()
    form["award-en"] = "Best paper"
    assert editor.post(url, data=changed(form, edited={"note": "Mine"})).status_code == 303
    found = held(demo_app)
    assert (dict(found.award), found.abstract) == ({"en": "Best paper"}, "Newer words on lamps.")
    assert ["pages", "1--2"] in found.fields
    assert found.edited_fields == ["note"]


def test_history_shows_what_differs_and_restores(demo_app: Flask, editor: FlaskClient) -> None:
    url = address(demo_app)
    save(editor, url, edited={"title": "By hand"})
    history = editor.get(f"{url}history")
    assert history.status_code == 200
    diff = editor.get(f"{url}diff?old=1")
    assert "<code>title</code>" in diff.text
    version = re.search(r'name="version" value="([^"]+)"', diff.text)
    assert version
    form = {"csrf_token": token(editor, url), "number": "1", "version": version[1]}
    assert editor.post(f"{url}restore", data=form).status_code == 303
    assert held(demo_app).title == FIRST["title"]


def test_the_home_page_shows_it_or_not(demo_app: Flask, editor: FlaskClient) -> None:
    number = held(demo_app).id
    path = f"/editor/publications/{number}/highlight"
    for do, expected in (("highlight", 1), ("unhighlight", 0)):
        form = {"csrf_token": token(editor, address(demo_app)), "do": do}
        assert editor.post(path, data=form).status_code == 303
        with demo_app.app_context():
            query = select(Highlight).where(Highlight.publication_id == number)
            assert len(db.session.scalars(query).all()) == expected


def test_the_short_address_leads_to_the_form(demo_app: Flask, editor: FlaskClient) -> None:
    number = held(demo_app).id
    answer = editor.get(f"/editor/publications/{number}/")
    assert answer.headers["Location"].endswith(address(demo_app))
    assert editor.get("/editor/publications/99999999999999999999/").status_code == 404
    assert editor.get("/editor/content/publication/").status_code == 303
    assert editor.get("/editor/content/publication/new").status_code == 303


def block(client: FlaskClient, app: Flask, text: str, **more: str) -> TestResponse:
    url = f"/editor/publications/{held(app).id}/bibtex"
    page = client.get(url).text
    version = re.search(r'name="version" value="([^"]+)"', page)
    assert version
    form = {"csrf_token": token(client, url), "version": version[1], "text": text, **more}
    return client.post(url, data=form)


def test_the_block_as_it_stands_changes_nothing(demo_app: Flask, editor: FlaskClient) -> None:
    url = f"/editor/publications/{held(demo_app).id}/bibtex"
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", editor.get(url).text, re.DOTALL)
    assert found
    assert block(editor, demo_app, found[1]).status_code == 303
    assert held(demo_app).edited_fields == []


def test_the_block_is_written_by_hand_as_fields_are(demo_app: Flask, editor: FlaskClient) -> None:
    text = entry("lamps", title="By hand", author="Lu, Wanzhou", year="2024")
    assert block(editor, demo_app, text).status_code == 303
    found = held(demo_app)
    assert (found.title, found.abstract) == ("By hand", "")
    assert found.edited_fields == ["abstract", "title"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "There must be one entry"),
        ("nothing of the kind", "There must be one entry"),
        (entry("other", title="Lamps"), "The key must stay"),
        (entry("lamps", title="A") + entry("b", title="B"), "There must be one entry"),
        ("@article{lamps,\n  title = {A}\n  year = 2024\n}", "line 2"),
        ("@article{lamps,\n title = {A},\n journal = unknown,\n}", "line 3"),
    ],
)
def test_what_is_wrong_with_a_block_is_told_with_its_line(
    demo_app: Flask, editor: FlaskClient, text: str, told: str
) -> None:
    answer = block(editor, demo_app, text)
    assert answer.status_code == 422
    assert told in answer.text
    assert held(demo_app).title == FIRST["title"]


def test_problems_of_a_block_may_be_accepted(demo_app: Flask, editor: FlaskClient) -> None:
    text = "@article{lamps,\n title = {A},\n journal = unknown,\n}"
    assert block(editor, demo_app, text, do="anyway").status_code == 303
    assert held(demo_app).title == "A"


def block_page(client: FlaskClient, app: Flask) -> str:
    return client.get(f"/editor/publications/{held(app).id}/bibtex").text


def resend(client: FlaskClient, page: str, old: str, new: str) -> TestResponse:
    """The block of a page with one text replaced; all else as the page holds it."""
    form = page[page.index('<form class="ed-form"') :].replace("<form ", '<form id="form" ', 1)
    text = html.unescape(form_in(form)[1]["text"])
    assert old in text
    return send(client, form, text=text.replace(old, new))


def test_two_blocks_at_once_are_put_together(demo_app: Flask, editor: FlaskClient) -> None:
    first, second = (block_page(editor, demo_app) for _ in range(2))
    title, abstract = FIRST["title"], "On lamps."
    assert resend(editor, first, title, "Theirs").status_code == 303
    both = resend(editor, second, abstract, "On other lamps.")
    assert both.status_code == 409
    assert "put together by themselves" in both.text
    assert (held(demo_app).title, held(demo_app).abstract) == ("Theirs", abstract)
    assert send(editor, both.text, "merging", do="save").status_code == 303
    assert (held(demo_app).title, held(demo_app).abstract) == ("Theirs", "On other lamps.")


def test_what_two_blocks_say_differently_is_chosen(demo_app: Flask, editor: FlaskClient) -> None:
    first, second = (block_page(editor, demo_app) for _ in range(2))
    with demo_app.app_context():
        paper = db.session.get_one(Publication, held(demo_app).id)
        paper.directions = list(db.session.query(Direction).limit(2))
        db.session.commit()
    title = FIRST["title"]
    assert resend(editor, first, title, "Theirs").status_code == 303
    # A mistake in between is no way past it either.
    wrong = resend(editor, second, "@", "no entry ")
    assert wrong.status_code == 422
    both = resend(editor, wrong.text, "no entry ", "@")
    assert both.status_code == 409
    both = resend(editor, second, title, "Yours")
    assert both.status_code == 409
    assert held(demo_app).title == "Theirs"
    asked = send(editor, both.text, "merging", do="save")
    assert asked.status_code == 409
    done = send(editor, asked.text, "merging", do="save", **{"choice-edited.title": "yours"})
    assert done.status_code == 303
    assert held(demo_app).title == "Yours"
    assert len(held(demo_app).directions) == 2


def test_an_import_between_is_not_overwritten_by_a_block(
    demo_app: Flask, editor: FlaskClient
) -> None:
    page = block_page(editor, demo_app)
    with demo_app.app_context():
        hold(db.session(), entry("lamps", **FIRST, abstract="Newer words on lamps."))
        db.session.commit()
    assert resend(editor, page, FIRST["title"], "By hand").status_code == 303
    assert (held(demo_app).title, held(demo_app).abstract) == ("By hand", "Newer words on lamps.")


def test_one_added_by_hand_is_looked_at_as_an_upload_is(
    demo_app: Flask, editor: FlaskClient
) -> None:
    url = "/editor/publications/new"
    form = {
        "csrf_token": token(editor, url),
        "type": "article",
        "name": ["title", "author", "year"],
        "value": ["Chairs & Tables", "Gu, Linchuan", "2025"],
    }
    answer = editor.post(url, data=form)
    assert answer.status_code == 303
    assert "Chairs" in editor.get(answer.headers["Location"]).text
    with demo_app.app_context():
        upload = db.session.query(BibUpload).one()
        assert b"@article{gu2025chairs," in upload.content


@pytest.mark.parametrize("value", ["", "{", "\x00"])
def test_one_without_a_readable_title_does_not_come_in(
    demo_app: Flask, editor: FlaskClient, value: str
) -> None:
    url = "/editor/publications/new"
    form = {"csrf_token": token(editor, url), "type": "x", "name": ["title"], "value": [value]}
    assert editor.post(url, data=form).status_code == 422
    with demo_app.app_context():
        assert db.session.query(BibUpload).count() == 0
