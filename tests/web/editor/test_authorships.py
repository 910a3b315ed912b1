"""The page where an editor says which doubtful author is who."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import AuthorDecision, Authorship, Person
from tests.conftest import counted_queries, token
from tests.importing.entries import entry, hold

URL = "/editor/authorships/"
LINES = (
    entry("one", title="Lamps", author="Z. Y. Shen and Gu, Linchuan", year="2020"),
    entry("two", title="Chairs", author="Z. Y. Shen and Nobody, Ever", year="1999"),
    entry("twins", title="Tables", author="Z. Y. Shen and Shen, Z. Y.", year="2021"),
)


@pytest.fixture(autouse=True)
def papers(demo_app: Flask, editor: FlaskClient) -> None:
    editor.set_cookie("lang", "en")
    with demo_app.app_context():
        hold(db.session(), *LINES)
        db.session.commit()


def shen(app: Flask) -> int:
    with app.app_context():
        return db.session.query(Person).filter_by(slug="zhiyao-shen").one().id


def authors(app: Flask, key: str) -> list[str | None]:
    with app.app_context():
        found = db.session.query(Authorship).order_by(Authorship.position)
        return [
            one.person.slug if one.person else "?" if one.doubtful else None
            for one in found
            if one.publication.citation_key == key
        ]


def post(client: FlaskClient, url: str = URL, **form: str):  # type: ignore[no-untyped-def]
    answer = {name.replace("_", "-"): value for name, value in form.items()}
    return client.post(url, data={"csrf_token": token(client, URL), **answer})


def places(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="(paper-\d+-\d+)"', page)))


def test_only_an_editor_sees_the_page(client: FlaskClient) -> None:
    assert client.get(URL).status_code == 303
    assert client.post(URL).status_code in (303, 400)


def test_the_name_stands_with_its_papers_and_what_speaks_for_whom(editor: FlaskClient) -> None:
    page = editor.get(URL).text
    assert "1 name waits" in page
    assert "stands 4 times" in page
    assert "has also written with Linchuan Gu" in page
    assert "no co-author in common" in page
    assert "was here then" in page
    assert "was not here then" in page


def test_papers_are_settled_one_by_one(editor: FlaskClient, demo_app: Flask) -> None:
    # The newest first: both authors of the twins, then one, then two.
    twins, other, one, two = places(editor.get(URL).text)
    answers = {twins: str(shen(demo_app)), one: str(shen(demo_app)), two: "nobody", other: ""}
    response = post(editor, written="z y shen", do="save", **answers)
    assert (response.status_code, response.headers["Location"]) == (303, URL)
    assert authors(demo_app, "one") == ["zhiyao-shen", "linchuan-gu"]
    assert authors(demo_app, "two") == [None, None]
    assert authors(demo_app, "twins") == ["zhiyao-shen", None]
    assert "Nothing is in doubt" in editor.get(URL).text


def test_a_name_is_settled_once_for_all(editor: FlaskClient, demo_app: Flask) -> None:
    post(editor, written="z y shen", do=f"always:{shen(demo_app)}")
    assert authors(demo_app, "one")[0] == authors(demo_app, "two")[0] == "zhiyao-shen"
    # Nobody is two authors of one paper.
    assert authors(demo_app, "twins") == ["?", "?"]


def test_a_decision_can_be_taken_back(editor: FlaskClient, demo_app: Flask) -> None:
    post(editor, written="z y shen", do="always:nobody")
    assert authors(demo_app, "one")[0] is None
    found = re.search(r'name="decision" value="(\d+)"', editor.get(URL).text)
    assert found
    assert post(editor, f"{URL}forget", decision=found[1]).status_code == 303
    assert authors(demo_app, "one")[0] == "?"
    assert post(editor, f"{URL}forget", decision="999").status_code == 303


def test_htmx_gets_what_is_left_to_settle(editor: FlaskClient) -> None:
    form = {"csrf_token": token(editor, URL), "written": "z y shen", "do": "always:nobody"}
    response = editor.post(URL, data=form, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert "Nothing is in doubt" in response.text
    assert "<html" not in response.text


@pytest.mark.parametrize(
    "form",
    [
        {"written": "z y shen", "do": "save", "paper-999999-0": "nobody"},
        {"written": "z y shen", "do": "save", "paper-1-0": "999999"},
        {"written": "z y shen", "do": "save", "paper-x-y": "nobody", "paper-²-0": "nobody"},
        {"written": "", "do": ""},
        {},
    ],
)
def test_an_answer_that_means_nothing_changes_nothing(
    editor: FlaskClient, demo_app: Flask, form: dict[str, str]
) -> None:
    assert post(editor, **form).status_code == 303
    with demo_app.app_context():
        assert db.session.query(AuthorDecision).count() == 0


def test_somebody_who_is_not_of_the_team_cannot_be_named(editor: FlaskClient) -> None:
    assert post(editor, written="z y shen", do="always:999999").status_code == 422


def test_the_number_of_queries_does_not_grow_with_the_papers(
    editor: FlaskClient, demo_app: Flask
) -> None:
    editor.get(URL)
    with counted_queries(demo_app) as few:
        editor.get(URL)
    with demo_app.app_context():
        more = (
            entry(f"m{n}", title=f"Work {n}", author=f"L. Gu and Z. Shen and Q{n}, W. and Shen Z Y")
            for n in range(40)
        )
        hold(db.session(), *more)
        db.session.commit()
    with counted_queries(demo_app) as many:
        editor.get(URL)
    assert len(many) == len(few) <= 12


def test_the_overview_tells_that_names_wait(editor: FlaskClient) -> None:
    assert "1 name of an author may be somebody of the team" in editor.get("/editor/").text
