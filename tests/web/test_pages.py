"""Pages that are one text, and their places in the navigation."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Page


def add(app: Flask, slug: str, **values: object) -> None:
    with app.app_context():
        title = Localized(en=slug.title(), zh=f"{slug}页")
        text = Localized(en=f"Text of {slug}.", zh="正文。")
        db.session.add(Page(slug=slug, title=title, text=text, **values))
        db.session.commit()


def navigation(client: FlaskClient, path: str = "/en/") -> list[str]:
    page = client.get(path).text
    part = page[page.index("<nav") : page.index("</nav>")]
    return re.findall(r'<a href="/en/([^"]*)"', part)


SECTIONS = ["research/", "projects/", "team/", "articles/", "news/", "about/", "join/"]


def test_pages_with_a_place_stand_among_the_sections(demo_app: Flask) -> None:
    client = demo_app.test_client()
    assert navigation(client) == SECTIONS
    add(demo_app, "first", place=1)
    add(demo_app, "between", place=25)
    add(demo_app, "nowhere")
    add(demo_app, "later", place=2, state="draft")
    found = navigation(client)
    assert found[0] == "first/"
    assert found.index("between/") == found.index("projects/") + 1
    assert "nowhere/" not in found
    assert "later/" not in found


def test_a_place_of_its_own_moves_the_page_about_the_lab(demo_app: Flask) -> None:
    with demo_app.app_context():
        db.session.query(Page).filter_by(slug="about").one().place = 5
        db.session.commit()
    assert navigation(demo_app.test_client())[0] == "about/"


def test_the_navigation_says_where_one_is(client: FlaskClient) -> None:
    assert '<a href="/en/join/" aria-current="page">' in client.get("/en/join/").text
    page = client.get("/en/articles/eight-rooms/").text
    assert '<a href="/en/articles/" aria-current="true">' in page


def test_any_page_has_an_address_in_each_language(demo_app: Flask) -> None:
    add(demo_app, "visit")
    client = demo_app.test_client()
    assert "Text of visit." in client.get("/en/visit/").text
    assert "<h1>visit页</h1>" in client.get("/zh/visit/").text
    assert client.get("/visit").headers["Location"] == "/zh/visit/"
    assert client.get("/en/visitors/").status_code == 404
    assert client.get("/visitors/").status_code == 404


def test_a_draft_is_there_for_editors_alone(demo_app: Flask, editor: FlaskClient) -> None:
    add(demo_app, "secret", state="draft")
    visitor = demo_app.test_client()
    assert visitor.get("/en/secret/").status_code == 404
    assert visitor.get("/secret/").status_code == 404
    assert "/secret/" not in visitor.get("/sitemap-pages.xml").text
    assert "secret" not in visitor.get("/en/feed.atom").text
    assert 'class="notice"' in editor.get("/en/secret/").text


@pytest.mark.parametrize("slug", ["research", "team", "articles", "news", "directions"])
def test_no_page_hides_a_section(demo_app: Flask, slug: str) -> None:
    add(demo_app, slug, place=1)
    client = demo_app.test_client()
    assert f"Text of {slug}." not in client.get(f"/en/{slug}/").text
    assert navigation(client) == SECTIONS
    assert (
        client.get("/sitemap-pages.xml").text.count(f"<loc>http://localhost/en/{slug}/</loc>") == 1
    )


def test_the_texts_of_the_home_page_are_read_there(client: FlaskClient) -> None:
    response = client.get("/en/home-research/")
    assert response.status_code == 301
    assert response.headers["Location"] == "/en/"


def test_a_long_page_has_a_contents_list(client: FlaskClient) -> None:
    page = client.get("/en/about/").text
    assert 'class="contents"' in page
    assert 'href="#h-what-we-value"' in page
    assert 'id="h-what-we-value"' in page
