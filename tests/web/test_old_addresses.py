"""What has moved is found from where it was."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import (
    Article,
    Direction,
    NewsItem,
    OldAddress,
    Page,
    Person,
    Project,
    Publication,
)

THINGS: dict[str, tuple[Any, str, str, str]] = {
    "page": (Page, "slug", "join", "/en/join/"),
    "article": (Article, "slug", "eight-rooms", "/en/articles/eight-rooms/"),
    "project": (Project, "slug", "lantern", "/en/projects/lantern/"),
    "person": (Person, "slug", "du-fang", "/en/team/du-fang/"),
    "direction": (Direction, "slug", "coding", "/en/directions/coding/"),
    "publication": (Publication, "citation_key", "gu2025head", "/en/research/gu2025head/"),
}


def note(app: Flask, path: str, kind: str = "article", **values: object) -> None:
    """That something once was at this path."""
    model, name, key, _ = THINGS[kind]
    with app.app_context():
        thing = db.session.query(model).filter_by(**{name: key}).one()
        for column, value in values.items():
            setattr(thing, column, value)
        db.session.add(OldAddress(path=path, kind=kind, item_id=thing.id))
        db.session.commit()


@pytest.mark.parametrize("kind", THINGS)
def test_each_kind_is_led_to_where_it_is_now(demo_app: Flask, kind: str) -> None:
    note(demo_app, "/once/here/", kind)
    response = demo_app.test_client().get("/en/once/here/")
    assert response.status_code == 301
    assert response.headers["Location"] == THINGS[kind][3]
    assert demo_app.test_client().get(response.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        "/2023/07/04/overview/",
        "/2023/07/04/overview",
        "/2023/07/04/overview.html",
        "/2023/07/04/overview/index.html",
        "/zh/2023/07/04/overview/",
        "/zh/2023/07/04/overview.html?utm=1",
    ],
)
@pytest.mark.parametrize(
    "noted", ["/2023/07/04/overview/", "/2023/07/04/overview.html", "/2023/07/04/overview.html/"]
)
def test_an_address_is_known_however_it_was_written(
    demo_app: Flask, noted: str, asked: str
) -> None:
    note(demo_app, noted)
    response = demo_app.test_client().get(asked)
    assert response.status_code == 301
    assert response.headers["Location"] == "/zh/articles/eight-rooms/"
    assert ("Accept-Language" in response.headers.get("Vary", "")) == (not asked.startswith("/zh"))


@pytest.mark.parametrize(
    "path", ["/articles/once/", "/team/once/", "/projects/once/", "/once/", "/research/once/"]
)
def test_what_was_renamed_is_found_by_its_old_name(demo_app: Flask, path: str) -> None:
    note(demo_app, path)
    client = demo_app.test_client()
    assert client.get(f"/en{path}").headers["Location"] == "/en/articles/eight-rooms/"
    led = client.get(path, follow_redirects=True)
    assert led.request.path == "/zh/articles/eight-rooms/"


def test_a_chinese_address_is_known_quoted_or_not(demo_app: Flask) -> None:
    note(demo_app, "/文章/旧/")
    client = demo_app.test_client()
    assert client.get("/文章/旧.html").status_code == 301
    assert client.get("/%E6%96%87%E7%AB%A0/%E6%97%A7/").status_code == 301


def test_a_page_that_is_there_is_never_left(demo_app: Flask) -> None:
    note(demo_app, "/team/")
    note(demo_app, "/join/")
    client = demo_app.test_client()
    assert client.get("/en/team/").status_code == 200
    assert client.get("/en/join/").status_code == 200
    assert client.get("/join/").headers["Location"] == "/zh/join/"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("article", {"state": "draft"}),
        ("page", {"state": "draft"}),
        ("publication", {"hidden": True}),
    ],
)
def test_visitors_are_not_led_to_what_they_may_not_see(
    demo_app: Flask, editor: FlaskClient, kind: str, values: dict[str, object]
) -> None:
    note(demo_app, "/once/", kind, **values)
    assert demo_app.test_client().get("/en/once/").status_code == 404
    assert editor.get("/en/once/").status_code == 301


def test_news_are_found_among_the_others(demo_app: Flask) -> None:
    with demo_app.app_context():
        item = db.session.query(NewsItem).first()
        assert item
        db.session.add(OldAddress(path="/n/1/", kind="news", item_id=item.id))
        db.session.add(OldAddress(path="/n/2/", kind="news", item_id=9999))
        db.session.add(OldAddress(path="/n/3/", kind="riddle", item_id=1))
        db.session.commit()
        place = f"/en/news/#news-{item.id}"
    client = demo_app.test_client()
    assert client.get("/en/n/1/").headers["Location"] == place
    assert client.get("/en/n/2/").status_code == 404
    assert client.get("/en/n/3/").status_code == 404
    assert client.post("/en/n/1/").status_code in (400, 404, 405)


@pytest.mark.parametrize(
    "path", ["/en/%ff%fe/", "/en/%00/", "/%F0%9F%98%80.html", "/en/" + "a" * 5000 + "/", "/.html"]
)
def test_odd_addresses_are_missing_pages(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
