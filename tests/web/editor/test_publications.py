"""The editors' list of publications: what it lists, and what is done to many of them."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from microsite.db import db
from microsite.models import Direction, Highlight, Publication, Revision
from tests.conftest import counted_queries, token
from tests.importing.entries import entry, hold

URL = "/editor/publications/"


@pytest.fixture(autouse=True)
def english(editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")


def listed(client: FlaskClient, query: str = "") -> list[int]:
    page = client.get(f"{URL}{query}")
    assert page.status_code == 200
    return [int(number) for number in re.findall(r'name="id" value="(\d+)"', page.text)]


def send(client: FlaskClient, **form: Any) -> TestResponse:
    return client.post(f"{URL}bulk", data={"csrf_token": token(client, URL), **form})


def confirmed(client: FlaskClient, **form: Any) -> TestResponse:
    """Look at the preview, then do it."""
    shown = send(client, **form)
    assert shown.status_code == 200, shown.text[:3000]
    found = re.search(r'name="mark" value="(\w+)"', shown.text)
    assert found
    return send(client, **form, mark=found[1])


def undo(client: FlaskClient, done: TestResponse) -> TestResponse:
    at = parse_qs(urlsplit(done.headers["Location"]).query)["done"][0]
    return client.post(f"{URL}undo", data={"csrf_token": token(client, URL), "at": at})


def papers(app: Flask) -> dict[int, Publication]:
    with app.app_context():
        found = db.session.scalars(select(Publication)).all()
        for one in found:
            assert one.directions is not None
        return {one.id: one for one in found}


def direction(app: Flask, slug: str) -> int:
    with app.app_context():
        return db.session.query(Direction).filter_by(slug=slug).one().id


def test_hidden_ones_are_listed_too_and_can_be_asked_for(
    demo_app: Flask, editor: FlaskClient
) -> None:
    first = listed(editor)[0]
    with demo_app.app_context():
        db.session.get_one(Publication, first).hidden = True
        db.session.commit()
    assert first in listed(editor)
    assert listed(editor, "?only=hidden") == [first]
    assert first not in listed(editor, "?only=shown")


@pytest.mark.parametrize(
    ("query", "meets"),
    [
        ("?direction=coding", lambda one: "coding" in [d.slug for d in one.directions]),
        ("?from=2024", lambda one: (one.year or 0) >= 2024),
        ("?type=article", lambda one: one.entry_type == "article"),
        ("?only=without-direction", lambda one: not one.directions),
        ("?only=without-abstract", lambda one: not one.abstract),
        ("?only=edited", lambda one: bool(one.edited_fields)),
        ("?only=nonsense&direction=%00&year=x&page=99999999999", lambda one: True),
    ],
)
def test_it_takes_the_filters_of_the_research_page_and_its_own(
    demo_app: Flask, editor: FlaskClient, query: str, meets: Any
) -> None:
    expected = {number for number, one in papers(demo_app).items() if meets(one)}
    assert set(listed(editor, query)) == expected


def test_a_search_finds_what_the_research_page_finds(editor: FlaskClient) -> None:
    public = editor.get("/en/research/?q=video").text
    shown = {int(number) for number in re.findall(r'id="publication-(\d+)"', public)}
    assert shown
    assert set(listed(editor, "?q=video")) == shown


def test_a_page_costs_as_many_queries_whatever_its_length(
    demo_app: Flask, editor: FlaskClient
) -> None:
    counts = []
    for number in (2, 60):
        with demo_app.app_context():
            lines = [entry(f"n{number}k{n}", title=f"Lamp {n} {number}") for n in range(number)]
            hold(db.session(), *lines)
            db.session.commit()
        editor.get(URL)
        with counted_queries(demo_app) as queries:
            editor.get(f"{URL}?q=lamp")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_what_is_done_to_all_is_done_to_what_the_filter_lists(
    demo_app: Flask, editor: FlaskClient
) -> None:
    number = direction(demo_app, "medical-imaging")
    meant = set(listed(editor, "?direction=coding"))
    before = {one: [d.id for d in paper.directions] for one, paper in papers(demo_app).items()}
    form = {"scope": "all", "filter": "direction=coding", "directions": [number]}
    done = confirmed(editor, **form, do="add:directions")
    assert done.status_code == 303
    after = {one: [d.id for d in paper.directions] for one, paper in papers(demo_app).items()}
    assert {one for one, held in after.items() if held != before[one]} <= meant
    assert all(number in after[one] for one in meant)
    told = editor.get(done.headers["Location"]).text
    assert "Undo" in told
    assert undo(editor, done).status_code == 303
    again = {one: [d.id for d in paper.directions] for one, paper in papers(demo_app).items()}
    assert again == before


@pytest.mark.parametrize("do", ["hide", "show", "highlight", "unhighlight", "award", "delete"])
def test_only_the_ticked_ones_are_meant_and_undo_brings_them_back(
    demo_app: Flask, editor: FlaskClient, do: str
) -> None:
    chosen = listed(editor)[:3]
    if do in ("show", "unhighlight"):
        confirmed(editor, id=chosen, do={"show": "hide", "unhighlight": "highlight"}[do])
    count = len(papers(demo_app))
    done = confirmed(editor, id=chosen, do=do, **{"award-en": "Best paper"})
    with demo_app.app_context():
        shown = set(db.session.scalars(select(Highlight.publication_id)))
        held = [db.session.get(Publication, number) for number in chosen]
        is_done = {
            "hide": all(one and one.hidden for one in held),
            "show": not any(one and one.hidden for one in held),
            "highlight": shown >= set(chosen),
            "unhighlight": not shown & set(chosen),
            "award": all(one and one.award.get("en") == "Best paper" for one in held),
            "delete": held == [None] * 3,
        }
        assert is_done[do]
    undo(editor, done)
    assert len(papers(demo_app)) == count


def test_nothing_is_done_before_the_preview_nor_where_the_list_changed_since(
    demo_app: Flask, editor: FlaskClient
) -> None:
    form = {"scope": "all", "filter": "q=lamps", "do": "hide"}
    with demo_app.app_context():
        hold(db.session(), entry("x1", title="Lamps One"))
        db.session.commit()
    shown = send(editor, **form)
    mark = re.search(r'name="mark" value="(\w+)"', shown.text)
    assert mark
    with demo_app.app_context():
        assert db.session.query(Revision).count() == 0
        hold(db.session(), entry("x2", title="Lamps Two"))
        db.session.commit()
    stale = send(editor, **form, mark=mark[1])
    assert stale.status_code == 409
    assert "has changed since you looked" in stale.text
    assert not any(one.hidden for one in papers(demo_app).values())


@pytest.mark.parametrize(
    "form",
    [
        {"do": "hide"},
        {"do": "", "scope": "all"},
        {"do": "add:directions", "scope": "all"},
        {"do": "add:people", "scope": "all", "people": ["1"]},
        {"do": "set:hidden", "scope": "all"},
        {"do": "hide", "id": ["-1", "x", "9" * 30, "<b>"]},
        {"do": "drop table", "scope": "all", "filter": "%00%ff=&&&q=" + "a" * 9000},
    ],
)
def test_what_makes_no_sense_is_told_and_changes_nothing(
    demo_app: Flask, editor: FlaskClient, form: dict[str, Any]
) -> None:
    answer = send(editor, **form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    with demo_app.app_context():
        assert db.session.query(Revision).count() == 0


@pytest.mark.parametrize("at", ["", "x", "2026-11-21", "9999-99-99T00:00:00+00:00"])
def test_an_undo_of_nothing_undoes_nothing(editor: FlaskClient, at: str) -> None:
    answer = editor.post(f"{URL}undo", data={"csrf_token": token(editor, URL), "at": at})
    assert answer.status_code == 303
    assert editor.get(f"{URL}?done={at}&undone=<b>").status_code == 200


def test_a_deleted_one_is_had_back_from_the_list(demo_app: Flask, editor: FlaskClient) -> None:
    number = listed(editor)[0]
    confirmed(editor, id=[number], do="delete")
    assert number not in papers(demo_app)
    form = {"csrf_token": token(editor, URL)}
    answer = editor.post(f"{URL}{number}/undelete", data=form)
    assert answer.status_code == 303
    assert number in papers(demo_app)
    assert editor.post(f"{URL}{number}/undelete", data=form).status_code == 303


def test_strangers_get_nowhere(client: FlaskClient) -> None:
    for path in ("", "new", "1/", "1/bibtex", "../directions/suggestions/"):
        assert client.get(f"{URL}{path}").status_code in (302, 303)
