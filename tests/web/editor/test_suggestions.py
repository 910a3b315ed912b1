"""Suggested directions are taken or refused by a click; two directions are made one."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.models import Direction, Publication
from tests.conftest import counted_queries, token
from tests.importing.entries import entry, hold
from tests.web.editor.content import form_in

URL = "/editor/directions/suggestions/"
MERGE = "/editor/directions/merge/"


@pytest.fixture(autouse=True)
def lamps(demo_app: Flask, editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")
    with demo_app.app_context():
        db.session.query(Direction).filter_by(slug="coding").one().words = ["street lamp"]
        hold(db.session(), entry("lamps", title="Every Street Lamp", year="2024"))
        db.session.commit()


def suggested(client: FlaskClient, slug: str) -> list[int]:
    page = client.get(URL)
    assert page.status_code == 200
    return [int(number) for number in re.findall(rf'id="for-{slug}-(\d+)"', page.text)]


def settle(client: FlaskClient, do: str, **form: Any) -> TestResponse:
    return client.post(URL, data={"csrf_token": token(client, URL), "do": do, **form})


def lamps_of(app: Flask) -> tuple[int, list[str]]:
    with app.app_context():
        found = db.session.query(Publication).filter_by(citation_key="lamps").one()
        return found.id, [one.slug for one in found.directions]


def test_a_rule_suggests_says_why_and_does_nothing_by_itself(
    demo_app: Flask, editor: FlaskClient
) -> None:
    number, slugs = lamps_of(demo_app)
    assert number in suggested(editor, "coding")
    assert "because of: street lamp" in editor.get(URL).text
    assert slugs == []


def test_what_is_taken_belongs_to_it_and_can_be_undone(
    demo_app: Flask, editor: FlaskClient
) -> None:
    number, _ = lamps_of(demo_app)
    done = settle(editor, "take:coding", **{"for-coding": [number]})
    assert done.status_code == 303
    assert lamps_of(demo_app)[1] == ["coding"]
    assert number not in suggested(editor, "coding")
    at = parse_qs(urlsplit(done.headers["Location"]).query)["done"][0]
    form = {"csrf_token": token(editor, URL), "at": at, "next": f"{URL}?undone=1"}
    assert editor.post("/editor/publications/undo", data=form).headers["Location"].startswith(URL)
    assert lamps_of(demo_app)[1] == []


def test_what_is_refused_does_not_come_again(demo_app: Flask, editor: FlaskClient) -> None:
    number, _ = lamps_of(demo_app)
    for _time in range(2):
        answer = settle(editor, "refuse:coding", **{"for-coding": [number]})
        assert answer.status_code == 303
    assert number not in suggested(editor, "coding")
    assert lamps_of(demo_app)[1] == []


def test_a_refusal_is_taken_back_at_once_or_later_from_its_list(
    demo_app: Flask, editor: FlaskClient
) -> None:
    number, _ = lamps_of(demo_app)
    before = suggested(editor, "coding")
    done = settle(editor, "refuse:coding", **{"for-coding": [number]})
    told = editor.get(done.headers["Location"]).text
    assert "1 suggestion is refused" in told
    action, fields = form_in(
        told.replace('<form class="ed-note', '<form id="undo" class="ed-note'), "undo"
    )
    assert editor.post(action, data={**fields, "do": "again:coding"}).status_code == 303
    assert suggested(editor, "coding") == before
    settle(editor, "refuse:coding", **{"for-coding": [number]})
    later = editor.get(URL).text
    assert "Suggest again" in later[later.index("h-refused") :]
    done = settle(editor, "again:coding", **{"for-coding": [number]})
    assert "no longer refused" in editor.get(done.headers["Location"]).text
    assert number in suggested(editor, "coding")
    for odd in ("x", "-1,9999999999999999999999", ",,"):
        assert editor.get(f"{URL}?of=coding&refused={odd}").status_code == 200


@pytest.mark.parametrize(
    "form",
    [{"do": "take:coding"}, {"do": "take:nobody"}, {"do": ""}, {"do": "x:coding"},
     {"do": "refuse:coding", "for-coding": ["x", "-1", "9" * 40]}],
)  # fmt: skip
def test_what_makes_no_sense_changes_nothing(
    demo_app: Flask, editor: FlaskClient, form: dict[str, Any]
) -> None:
    assert settle(editor, **form).status_code == 422


def test_the_page_costs_as_many_queries_whatever_is_suggested(
    demo_app: Flask, editor: FlaskClient
) -> None:
    counts = []
    for number in (1, 40):
        with demo_app.app_context():
            lines = [entry(f"n{number}k{n}", title=f"Street Lamp {n}") for n in range(number)]
            hold(db.session(), *lines)
            db.session.commit()
        with counted_queries(demo_app) as queries:
            editor.get(URL)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def directions(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {one.slug: one.id for one in db.session.scalars(select(Direction))}


def test_two_directions_are_made_one_after_a_question_and_parted_again(
    demo_app: Flask, editor: FlaskClient
) -> None:
    before = directions(demo_app)
    form: dict[str, Any] = {"gone": before["coding"], "into": before["aigc"]}
    asked = editor.post(MERGE, data={"csrf_token": token(editor, MERGE), **form})
    assert asked.status_code == 200
    assert "Merge them" in asked.text
    assert directions(demo_app) == before
    form |= {"csrf_token": token(editor, MERGE), "do": "merge"}
    done = editor.post(MERGE, data=form)
    assert done.status_code == 303
    assert set(before) - set(directions(demo_app)) == {"coding"}
    assert "Undo" in editor.get(done.headers["Location"]).text
    at = parse_qs(urlsplit(done.headers["Location"]).query)["done"][0]
    editor.post("/editor/publications/undo", data={"csrf_token": form["csrf_token"], "at": at})
    assert directions(demo_app) == before


def test_a_merged_direction_restored_from_its_list_has_again_what_was_its(
    demo_app: Flask, editor: FlaskClient
) -> None:
    before = directions(demo_app)
    number, _ = lamps_of(demo_app)
    settle(editor, "take:coding", **{"for-coding": [number]})
    form: dict[str, Any] = {"gone": before["coding"], "into": before["aigc"], "do": "merge"}
    form["csrf_token"] = token(editor, MERGE)
    editor.post(MERGE, data=form)
    assert lamps_of(demo_app)[1] == ["aigc"]
    url = f"/editor/content/direction/{before['coding']}/undelete"
    done = editor.post(url, data={"csrf_token": form["csrf_token"]})
    assert done.headers["Location"].endswith("done=parted")
    assert "no part of another" in editor.get(done.headers["Location"]).text
    assert directions(demo_app) == before
    assert lamps_of(demo_app)[1] == ["coding"]
    again = editor.post(url, data={"csrf_token": form["csrf_token"]})
    assert again.headers["Location"].endswith("/editor/content/direction/")


@pytest.mark.parametrize("pair", [("", ""), ("1", "1"), ("1", "999999"), ("x", "1")])
def test_two_different_ones_must_be_chosen(editor: FlaskClient, pair: tuple[str, str]) -> None:
    form = {"csrf_token": token(editor, MERGE), "gone": pair[0], "into": pair[1], "do": "merge"}
    assert editor.post(MERGE, data=form).status_code == 422
