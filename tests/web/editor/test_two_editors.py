"""Two tabs save the same page: nothing of either is lost."""

import html
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Page, Publication, Revision, Tag
from microsite.models.base import now
from tests.web.editor.content import URL, form_in, made, page_of, send

TEXT = "First.\n\nSecond.\n\nThird.\n"


@pytest.fixture
def number(editor: FlaskClient) -> int:
    editor.set_cookie("lang", "en")
    fields = {"title__en": "Visit", "text__en": TEXT, "text__zh": "一。\n"}
    return made(send(editor, page_of(editor, "page/new"), **fields))


def said(app: Flask, number: int) -> Page:
    with app.app_context():
        return db.session.get_one(Page, number)


def chosen(page: str) -> list[str]:
    """The names of the choices a page asks for."""
    return list(dict.fromkeys(re.findall(r'name="(choice-[^"]+)"', page)))


def test_what_does_not_collide_is_put_together(
    editor: FlaskClient, demo_app: Flask, number: int
) -> None:
    one, other = (page_of(editor, f"page/{number}/") for _ in range(2))
    assert send(editor, one, text__en=TEXT.replace("First", "Theirs")).status_code == 303
    answer = send(editor, other, text__en=TEXT.replace("Third", "Yours"), title__zh="来访")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert said(demo_app, number).title == Localized(en="Visit")
    assert "put together by themselves" in page
    assert not chosen(page)
    assert send(editor, page, "merging", do="save").status_code == 303
    now = said(demo_app, number)
    assert now.text["en"] == "Theirs.\n\nSecond.\n\nYours.\n"
    assert now.title == Localized(en="Visit", zh="来访")


def test_what_collides_is_shown_and_chosen(
    editor: FlaskClient, demo_app: Flask, number: int
) -> None:
    one, other = (page_of(editor, f"page/{number}/") for _ in range(2))
    send(editor, one, title__en="Theirs", text__en=TEXT.replace("Second", "Theirs"))
    answer = send(editor, other, title__en="Yours", text__en=TEXT.replace("Second", "Yours"))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    names = chosen(page)
    assert len(names) == 2
    # Without a choice it is asked again, and nothing is lost by that.
    again = send(editor, page, "merging", do="save")
    assert again.status_code == 409
    title, text = names
    answer = send(editor, again.get_data(as_text=True), "merging", **{title: "yours", text: "both"})
    assert answer.status_code == 303
    now = said(demo_app, number)
    assert now.title["en"] == "Yours"
    assert now.text["en"] == "First.\n\nTheirs.\nYours.\n\nThird.\n"


def test_a_third_editor_meanwhile_is_seen_too(
    editor: FlaskClient, demo_app: Flask, number: int
) -> None:
    first, second = (page_of(editor, f"page/{number}/") for _ in range(2))
    send(editor, first, title__en="Theirs")
    page = send(editor, second, title__en="Yours").get_data(as_text=True)
    send(editor, page_of(editor, f"page/{number}/"), title__en="A third one")
    answer = send(editor, page, "merging", **{chosen(page)[0]: "yours"})
    assert answer.status_code == 409
    assert "A third one" in answer.get_data(as_text=True)
    assert said(demo_app, number).title["en"] == "A third one"


def test_the_merged_text_can_be_gone_on_with(
    editor: FlaskClient, demo_app: Flask, number: int
) -> None:
    first, second = (page_of(editor, f"page/{number}/") for _ in range(2))
    send(editor, first, title__en="Theirs")
    page = send(editor, second, text__zh="二。").get_data(as_text=True)
    answer = send(editor, page, "merging", do="edit")
    assert answer.status_code == 200
    _action, fields = form_in(answer.get_data(as_text=True))
    assert fields["title-en"] == "Theirs"
    assert fields["text-zh"].strip() == "二。"
    assert send(editor, answer.get_data(as_text=True), place="7").status_code == 303
    assert said(demo_app, number).place == 7


def test_a_change_of_what_was_deleted_is_kept_as_a_draft(editor: FlaskClient, number: int) -> None:
    page = page_of(editor, f"page/{number}/")
    asked = page_of(editor, f"page/{number}/delete")
    found = re.search(r'name="version" value="(\d+)"', asked)
    assert found
    data = {"csrf_token": form_in(page)[1]["csrf_token"], "version": found[1]}
    assert editor.post(f"{URL}/page/{number}/delete", data=data).status_code == 303
    answer = send(editor, page, title__en="Written after all")
    assert answer.status_code == 410
    editor.post(f"{URL}/page/{number}/undelete", data=data)
    drafted = page_of(editor, f"page/{number}/?draft=1")
    assert "Written after all" in drafted
    # It came back as another version: what was written meets it as any second change does.
    assert send(editor, drafted).status_code in (303, 409)


def test_a_draft_of_what_is_deleted_leads_to_the_way_back(editor: FlaskClient, number: int) -> None:
    _action, fields = form_in(page_of(editor, f"page/{number}/"))
    fields["text-zh"] = "写到一半"
    editor.post(f"{URL}/page/{number}/draft", data=fields)
    version = re.search(r'name="version" value="(\d+)"', page_of(editor, f"page/{number}/delete"))
    assert version
    data = {"csrf_token": fields["csrf_token"], "version": version[1]}
    editor.post(f"{URL}/page/{number}/delete", data=data)
    listed = re.search(rf'href="(/editor/content/page/{number}/[^"]*)"', page_of(editor, ""))
    assert listed
    gone = editor.get(listed[1])
    assert gone.status_code == 410
    assert "写到一半" in gone.text
    assert f"{URL}/page/{number}/undelete" in gone.text
    editor.post(f"{URL}/page/{number}/undelete", data=data)
    assert "写到一半" in page_of(editor, f"page/{number}/?draft=1")


def test_drafts_of_publications_are_listed_their_changes_crowd_no_text_out(
    editor: FlaskClient, demo_app: Flask, number: int
) -> None:
    with demo_app.app_context():
        paper = db.session.query(Publication).first()
        assert paper
        item_id = paper.id
        for step in range(1, 20):
            later = now() + timedelta(minutes=step)
            data = {"fields": {}, "version": ""}
            row = {"kind": "publication", "item_id": item_id, "number": step}
            db.session.add(Revision(**row, action="changed", data=data, at=later))
        db.session.commit()
    _action, fields = form_in(page_of(editor, f"publication/{item_id}/"))
    editor.post(f"{URL}/publication/{item_id}/draft", data=fields)
    overview = page_of(editor, "")
    assert f"{URL}/publication/{item_id}/?draft=" in overview
    assert f"{URL}/page/{number}/history" in overview


def test_an_autosaved_draft_tells_that_somebody_saved_meanwhile(
    editor: FlaskClient, number: int
) -> None:
    first, second = (page_of(editor, f"page/{number}/") for _ in range(2))
    send(editor, first, title__en="Theirs")
    _action, fields = form_in(second)
    assert "Somebody has saved it meanwhile" in editor.post(
        f"{URL}/page/{number}/draft", data=fields
    ).get_data(as_text=True)


def test_tags_typed_in_a_change_that_collides_are_made_when_it_is_saved(
    editor: FlaskClient, demo_app: Flask
) -> None:
    editor.set_cookie("lang", "en")
    new = page_of(editor, "article/new")
    number = made(send(editor, new, title__en="Lamps", tags="light"))
    first, second = (page_of(editor, f"article/{number}/") for _ in range(2))
    send(editor, first, title__en="Theirs", tags="light, theirs")
    answer = send(editor, second, title__en="Yours", tags="light, 新的")
    page = answer.get_data(as_text=True)
    assert "新的" in html.unescape(page)
    with demo_app.app_context():
        kept = {name for tag in db.session.query(Tag) for name in tag.name.values()}
        assert {"light", "theirs"} <= kept
        assert "新的" not in kept
    assert send(editor, page, "merging", **{chosen(page)[0]: "yours"}).status_code == 303
    _action, fields = form_in(page_of(editor, f"article/{number}/"))
    assert fields["tags"] == "light, theirs, 新的"
