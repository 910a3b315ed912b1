"""A checkout in the shape of lab-website-template comes through with all that is in it."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from microsite.db import db
from microsite.models import Article, Lab, Page, Person, Picture, Project, Publication, Revision
from tests.moving.checkouts import lab_website_template
from tests.moving.conftest import Brought


@pytest.fixture
def report(bring: Brought, tmp_path: Path) -> dict[str, Any]:
    return bring(lab_website_template(tmp_path / "site"))


def test_everything_is_counted(report: dict[str, Any]) -> None:
    assert {kind: row["new"] for kind, row in report["counts"].items()} == {
        "lab": 1, "picture": 5, "role": 3, "person": 3, "publication": 2, "page": 3, "project": 2,
        "article": 2,
    }  # fmt: skip


def test_members_have_role_portrait_and_links(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        people = {one.slug: one for one in db.session.scalars(select(Person))}
        jane = people["jane-smith"]
        assert (jane.role, jane.orcid, jane.email) == (
            "pi",
            "0000-0002-1825-0097",
            "jane@example.org",
        )
        assert jane.portrait
        assert jane.links == [
            ["homepage", "https://jane.example.org"],
            ["github", "https://github.com/janesmith"],
        ]
        assert jane.text["en"] == "University of Winds\n\nJane flies in `any` weather."
        assert dict(people["wang-lei"].name) == {"zh": "王磊"}
        assert people["old-friend"].role == "alumni"
        assert people["old-friend"].title["en"] == "Postdoctoral Researcher"
    assert any("pigeon" in one["message"] for one in report["problems"])


def test_citations_become_publications_with_picture_and_links(
    app: Flask, report: dict[str, Any]
) -> None:
    with app.app_context():
        found = db.session.scalar(select(Publication).where(Publication.doi == "10.1000/kite"))
        assert found
        assert found.title == "Kites measure the wind & more"
        assert (found.year, found.month, found.venue) == (2021, 5, "Journal of Strings")
        assert [one.name for one in found.authorships] == ["Jane Smith", "Lei Wang"]
        assert found.authorships[0].person
        assert found.cover
        assert ["data", "https://data.example.org"] in found.own_links
        assert ["code", "https://github.com/kitelab/measure"] in found.own_links
    assert any("doi:10.1000/unbuilt" in one["message"] for one in report["problems"])


def test_includes_become_blocks(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        page = db.session.scalar(select(Page).where(Page.slug == "home"))
        assert page
        text = page.text["en"]
        lab = db.session.scalar(select(Lab))
        assert lab
        assert dict(lab.name) == {"en": "Kite Lab"}
    for line in (
        ":::feature picture=", 'title="Our “team”" flip', ":::section background=", " dark",
        ":::grid", ":::figure picture=", ":::card title=Far", ":::alert kind=warning",
        ":::float side=right", ":::citation key=smith2021kites", ":::portrait person=jane-smith",
        ':::button link=/research/ text="Our papers"',
    ):  # fmt: skip
        assert line in text
    assert "{%" not in text
    served = app.test_client().get("/en/").get_data(as_text=True)
    assert ":::" not in served
    assert "Kites measure the wind" in served


def test_projects_come_from_the_data_file(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        big, small = db.session.scalars(select(Project).order_by(Project.position))
        assert (dict(big.name), dict(small.name)) == ({"en": "Big Kite"}, {"zh": "小风筝"})
        assert big.summary["en"] == "a larger kite"
        assert big.text["en"] == "It carries a camera & a lamp.\n\n*wind*"
        assert big.cover
        assert ["code", "https://github.com/kitelab/big"] in big.links


def test_posts_have_their_author_cover_and_old_address(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        post = db.session.scalar(select(Article).where(Article.slug == "first-flight"))
        assert post
        assert [one.slug for one in post.people] == ["jane-smith"]
        assert post.cover
        text = post.text["en"]
    assert "](/team/)" in text
    assert "![a kite](picture:" in text
    assert "[toc]" in text
    assert "{:" not in text
    client = app.test_client()
    for old in ("/flight/", "/2024/03/05/first-flight.html"):
        assert client.get(old).location.endswith("/articles/first-flight/")


def test_what_cannot_be_carried_is_told_with_its_line(report: dict[str, Any]) -> None:
    told = {(one["file"], one["line"]): one["message"] for one in report["problems"]}
    assert "site.nowhere" in told["contact/index.md", 14]
    assert "doi:10.1000/unbuilt" in told["_data/sources.yaml", 3]
    assert "mystery" in told["contact/index.md", 15]
    assert "/team-page/" in told["team/index.md", 1]
    assert "images/unused.jpg" in told[".", 1]
    assert report["left"][0]["url"] == "https://pictures.example.com/far.jpg"


def test_running_again_changes_nothing(
    app: Flask, bring: Brought, report: dict[str, Any], tmp_path: Path
) -> None:
    with app.app_context():
        before = [db.session.query(one).count() for one in (Revision, Picture, Publication)]
    again = bring(tmp_path / "site")
    assert not [row for row in again["counts"].values() if row["new"] or row["changed"]]
    assert again["problems"] == report["problems"]
    with app.app_context():
        after = [db.session.query(one).count() for one in (Revision, Picture, Publication)]
    assert before == after
