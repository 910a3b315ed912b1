"""The news."""

import re

import feedparser
from flask import Flask
from flask.testing import FlaskClient


def test_all_news_stand_by_year_newest_first(client: FlaskClient) -> None:
    page = client.get("/en/news/").text
    assert re.findall(r'id="news-of-(\d+)"', page) == ["2026", "2025", "2024"]
    days = re.findall(r'<time datetime="([\d-]+)"', page)
    assert len(days) == 8
    assert days == sorted(days, reverse=True)
    assert "9月18日" in client.get("/zh/news/").text


def test_the_home_page_has_the_five_newest_and_articles(client: FlaskClient) -> None:
    page = client.get("/en/").text
    lately = page[page.index('id="lately"') :]
    assert len(re.findall(r'<time datetime="\d{4}-\d\d-\d\d">', lately)) == 5
    assert lately.count("<h4>") == 3


def test_a_line_leads_to_the_page_in_the_reader_s_language(client: FlaskClient) -> None:
    page = client.get("/zh/news/").text
    assert 'href="/zh/projects/chalk-then-rain/"' in page


def test_the_feed_leads_to_each_line(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/en/news/feed.atom").data)
    assert not feed.bozo
    assert len(feed.entries) == 8
    page = client.get("/en/news/").text
    for story in feed.entries:
        address, _, name = story.link.partition("#")
        assert address == "http://localhost/en/news/"
        assert f'id="{name}"' in page
    assert feed.entries[0].published == "2026-09-18T00:00:00Z"


def test_a_lab_without_news_or_articles_has_none_in_its_navigation(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/en/").text
    assert "/en/news/" not in page
    assert "/en/articles/" not in page
    assert client.get("/en/news/").status_code == 200
    assert client.get("/en/articles/").status_code == 200
    for path in ("news/feed.atom", "articles/feed.atom", "feed.atom"):
        assert not feedparser.parse(client.get(f"/en/{path}").data).bozo
