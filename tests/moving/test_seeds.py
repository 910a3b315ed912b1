"""Two pages and two posts as they were saved come through whole, and are served so."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from microsite.db import db
from microsite.models import Article, Page, Revision
from tests.moving.compare import Compared, compare
from tests.moving.conftest import Brought
from tests.moving.seeds import make_seeds


@pytest.fixture
def compared(app: Flask, bring: Brought, tmp_path: Path) -> list[Compared]:
    folder = make_seeds(tmp_path / "seeds")
    bring(folder)
    return compare(app, folder)


def test_every_piece_of_the_sources_is_served_in_order(compared: list[Compared]) -> None:
    assert len(compared) == 4
    for one in compared:
        assert one.pieces
        assert one.missing == [], one.file
        assert one.is_whole, one
    kinds = {kind for one in compared for kind in one.pieces}
    assert {"heading", "paragraph", "list item", "quotation"} <= kinds


def test_formulas_are_mathml_again(compared: list[Compared]) -> None:
    assert [one.formulas for one in compared] == [(0, 0), (0, 0), (0, 0), (2, 2)]


def test_links_within_the_text_lead_to_its_headings(compared: list[Compared]) -> None:
    assert compared[3].contents[0] >= 3
    assert compared[3].contents[0] == compared[3].contents[1]


def test_pictures_of_other_sites_are_links_and_told(
    app: Flask, bring: Brought, tmp_path: Path
) -> None:
    folder = make_seeds(tmp_path / "seeds")
    report = bring(folder)
    urls = [one["url"] for one in report["left"]]
    assert "https://pictures.example.com/cup.png" in urls
    assert all(one["line"] > 1 for one in report["left"])
    cups = next(one for one in compare(app, folder) if one.file.startswith("002"))
    assert "https://pictures.example.com/cup.png" in cups.links


def test_the_home_page_has_its_section_and_three_features_one_flipped(
    app: Flask, bring: Brought, tmp_path: Path
) -> None:
    bring(make_seeds(tmp_path / "seeds"))
    page = app.test_client().get("/zh/").get_data(as_text=True)
    assert page.count('class="b-feature') == 3
    assert page.count("b-flip") == 1
    assert 'class="b-section"' in page
    assert "湖畔媒体计算实验室" in page


def test_the_second_time_nothing_changes(app: Flask, bring: Brought, tmp_path: Path) -> None:
    folder = make_seeds(tmp_path / "seeds")
    bring(folder)
    with app.app_context():
        before = db.session.query(Revision).count()
    report = bring(folder)
    for row in report["counts"].values():
        assert (row["new"], row["changed"]) == (0, 0)
    with app.app_context():
        assert db.session.query(Revision).count() == before


def test_a_dry_run_tells_the_same_and_changes_nothing(
    app: Flask, bring: Brought, tmp_path: Path
) -> None:
    folder = make_seeds(tmp_path / "seeds")
    tried = bring(folder, dry_run=True)
    with app.app_context():
        assert db.session.query(Page).count() == db.session.query(Revision).count() == 0
    assert json.dumps(bring(folder)) == json.dumps(tried)


def test_a_changed_source_changes_what_nobody_touched(
    app: Flask, bring: Brought, tmp_path: Path
) -> None:
    folder = make_seeds(tmp_path / "seeds")
    bring(folder)
    about = folder / "001_945925b8520431e6.txt"
    about.write_text(about.read_text().replace("Fewer bits", "Far fewer bits"))
    assert bring(folder)["counts"]["page"] == {"new": 0, "changed": 1, "unchanged": 1}
    with app.app_context():
        page = db.session.scalar(select(Page).where(Page.slug == "about"))
        assert page
        assert "Far fewer bits" in page.text["en"]


def test_old_addresses_lead_to_the_new_ones(app: Flask, bring: Brought, tmp_path: Path) -> None:
    bring(make_seeds(tmp_path / "seeds"))
    answer = app.test_client().get("/lab/")
    assert answer.status_code == 301
    assert answer.location.endswith("/about/")


def test_articles_have_their_day_summary_and_tags(
    app: Flask, bring: Brought, tmp_path: Path
) -> None:
    bring(make_seeds(tmp_path / "seeds"))
    with app.app_context():
        newest = db.session.scalar(select(Article).order_by(Article.published_at.desc()))
        assert newest
        assert newest.published_at
        assert newest.published_at.isoformat() == "2025-02-26T10:06:11+00:00"
        assert dict(newest.title) == {"zh": "杯子：为什么总是多画一只？"}
        assert dict(newest.summary) == {"zh": "一句话"}
        assert [tag.name["zh"] for tag in newest.tags if tag.kind == "category"] == ["未分类"]
        assert {tag.name["zh"] for tag in newest.tags if tag.kind == "tag"} == {"光", "画", "杯子"}
