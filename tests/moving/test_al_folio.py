"""A checkout in the shape of al-folio comes through with all that is in it."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from microsite.db import db
from microsite.models import Article, NewsItem, Page, Project, Publication
from tests.moving.checkouts import al_folio
from tests.moving.conftest import Brought


@pytest.fixture
def report(bring: Brought, tmp_path: Path) -> dict[str, Any]:
    return bring(al_folio(tmp_path / "site"))


def test_everything_is_counted(report: dict[str, Any]) -> None:
    assert {kind: row["new"] for kind, row in report["counts"].items()} == {
        "lab": 1, "picture": 3, "publication": 2, "page": 2, "project": 2, "article": 2, "news": 2,
    }  # fmt: skip


def test_the_bibliography_comes_with_its_previews(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        found = {one.citation_key: one for one in db.session.scalars(select(Publication))}
        assert set(found) == {"tern2023quiet", "tern2024loud"}
        assert found["tern2023quiet"].cover
        assert found["tern2024loud"].cover is None


def test_projects_stand_in_the_order_of_their_importance(
    app: Flask, report: dict[str, Any]
) -> None:
    with app.app_context():
        dunes, tides = db.session.scalars(select(Project).order_by(Project.position))
        assert (dunes.name["en"], tides.name["en"]) == ("dunes", "tides")
        assert tides.summary["en"] == "up and down"
        assert tides.cover
        text = tides.text["en"]
    assert ":::figure picture=" in text
    assert "Left, the sea. **Right**, more of it." in text
    assert '```html\n<div class="row">{{ kept }}</div>\n```' in text
    assert app.test_client().get("/en/projects/1_tides/").location.endswith("/projects/1-tides/")


def test_news_are_lines_and_long_ones_articles(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        short, long = db.session.scalars(select(NewsItem).order_by(NewsItem.date))
        assert "[roof](https://example.org/roof)" in short.text["en"]
        assert long.url.startswith("/articles/")
        assert db.session.scalar(select(Article).where(Article.slug == long.url.split("/")[2]))


def test_posts_keep_formulas_code_and_citations(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        post = db.session.scalar(select(Article).where(Article.slug == "waves"))
        assert post
        text = post.text["en"]
        assert {tag.slug for tag in post.tags} == {"sea", "formulas", "physics"}
    assert "Energy is $E = mc^2$ here." in text
    assert "```python\nprint('{{ tide }}')\n```" in text
    assert ":::citation key=tern2023quiet" in text
    assert app.test_client().get("/blog/2024/waves/").location.endswith("/articles/waves/")


def test_pages_keep_their_addresses(app: Flask, report: dict[str, Any]) -> None:
    with app.app_context():
        pages = {page.slug: page for page in db.session.scalars(select(Page))}
        assert set(pages) == {"home", "teaching"}
        assert "[tides](/projects/1-tides/)" in pages["teaching"].text["en"]
        assert pages["teaching"].place == 66
    assert "Put" in app.test_client().get("/en/").get_data(as_text=True)


def test_loops_and_strangers_are_told(report: dict[str, Any]) -> None:
    told = [(one["file"], one["message"]) for one in report["problems"]]
    assert any(file == "_pages/about.md" and "for row" in said for file, said in told)
    assert any(file == "_data/coauthors.yml" and "Bo gull" in said for file, said in told)
    assert any(file == "_pages/publications.md" for file, _said in told)


def test_running_again_changes_nothing(
    bring: Brought, report: dict[str, Any], tmp_path: Path
) -> None:
    again = bring(tmp_path / "site")
    assert not [row for row in again["counts"].values() if row["new"] or row["changed"]]
