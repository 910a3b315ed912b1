"""A checkout in the shape of academicpages comes through; what cannot is listed with its line."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from microsite import importing
from microsite.db import begin_writing, db
from microsite.models import Article, BibUpload, Page, Person, Project, Publication
from tests.moving.academic import academicpages
from tests.moving.conftest import Brought


@pytest.fixture
def report(bring: Brought, tmp_path: Path) -> dict[str, Any]:
    return bring(academicpages(tmp_path / "site"))


def test_everything_is_counted(report: dict[str, Any]) -> None:
    assert {kind: row["new"] for kind, row in report["counts"].items()} == {
        "lab": 1, "picture": 2, "document": 1, "role": 1, "person": 1, "publication": 2,
        "project": 1, "page": 2, "article": 3,
    }  # fmt: skip


def test_what_is_left_is_listed_with_its_file_and_line(report: dict[str, Any]) -> None:
    assert {(one["file"], one["line"]) for one in report["problems"]} == {
        ("_config.yml", 10),
        ("_config.yml", 12),
        ("_data/navigation.yml", 5),
        ("_data/navigation.yml", 7),
        ("_pages/about.md", 17),
        ("_pages/publications.html", 7),
        ("_publications/2019-02-01-moss.md", 9),
        ("_publications/2019-02-01-moss.md", 14),
        (".", 1),
    }


def test_publications_come_with_authors_and_pdf(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        moss, fern = db.session.scalars(select(Publication).order_by(Publication.year))
        assert [(one.family, one.given) for one in moss.authorships] == [
            ("Fennel", "Iris"),
            ("Sedge", "Tom"),
        ]
        assert moss.citation_key == "fennel2019mosses"
        assert moss.pdf
        assert moss.cover
        assert moss.authorships[0].person
        assert (fern.pdf, fern.venue) == (None, "Proceedings of Differences")
        assert "https://example.org/fern.pdf" in [url for _kind, url in fern.links]


def test_the_author_becomes_a_person(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        person = db.session.scalars(select(Person)).one()
        assert (person.slug, person.email) == ("iris-fennel", "iris@example.org")
        assert person.orcid == "0000-0002-1825-0097"
        assert "Bog University" in person.text["en"]
        assert person.portrait


def test_talks_and_courses_are_articles_of_a_category(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        found = {one.slug: one for one in db.session.scalars(select(Article))}
        talk, course = found["count"], found["2021-spring-moss"]
        assert [tag.slug for tag in talk.tags] == ["talks"]
        assert [tag.slug for tag in course.tags] == ["teaching"]
        assert talk.text["en"].startswith(
            "*Talk, Bog University, Department of Slowness, Moorland*"
        )
        project = db.session.scalars(select(Project)).one()
        assert project.summary["en"] == "Forty drawers"
        assert project.cover
        assert {page.slug: page.place for page in db.session.scalars(select(Page))} == {
            "home": None,
            "cv": 63,
        }
    assert app.test_client().get("/en/talks/2020-03-01-count").status_code in (301, 302, 308)


def test_its_publications_are_an_upload_that_can_be_undone(
    app: Flask, report: dict[str, Any]
) -> None:
    with app.app_context():
        begin_writing(db.session())
        upload = db.session.scalars(select(BibUpload)).one()
        assert (upload.filename, upload.state) == ("_publications.bib", "applied")
        assert upload.outcome["new"] == 2
        undone = importing.undo(db.session(), upload)
        assert (undone.removed, undone.kept) == (2, [])
        db.session.commit()
        assert db.session.scalars(select(Publication)).all() == []


def test_running_again_changes_nothing(
    app: Flask, bring: Brought, report: dict[str, Any], tmp_path: Path
) -> None:
    again = bring(tmp_path / "site")
    assert not [row for row in again["counts"].values() if row["new"] or row["changed"]]
    with app.app_context():
        assert len(db.session.scalars(select(BibUpload)).all()) == 1
