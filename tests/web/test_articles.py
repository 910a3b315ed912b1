"""Lists of articles, their feeds, and the page on which one is read."""

import json
import re
from datetime import timedelta

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Article, Tag
from microsite.models.base import now
from tests.web.test_public_pages import read

LISTS = ("", "tag/evaluation/", "category/field/", "2025/")


def add(app: Flask, slug: str, state: str = "published", hours: float = -1) -> None:
    """An article whose time comes in so many hours."""
    with app.app_context():
        article = Article(
            slug=slug,
            title=Localized(en=f"Title of {slug}", zh=f"{slug}的标题"),
            text=Localized(en="Text.", zh="正文。"),
            state=state,
            published_at=now() + timedelta(hours=hours),
        )
        db.session.add(article)
        db.session.commit()


def test_the_list_is_newest_first_with_what_one_wants_to_know(client: FlaskClient) -> None:
    page = client.get("/en/articles/").text
    slugs = re.findall(r'<h2><a href="/en/articles/([\w-]+)/"', page)
    assert len(slugs) == 6
    assert (slugs[0], slugs[-1]) == ("eight-rooms", "the-fourth-cup")
    assert "16 October 2025" in page
    assert 'href="/en/team/zhiyao-shen/"' in page
    assert "min read" in page
    assert 'href="/en/articles/tag/e-commerce/"' in page
    assert "2024年6月5日" in client.get("/zh/articles/").text


def test_a_tag_a_category_and_a_year_have_lists_of_their_own(client: FlaskClient) -> None:
    for path, expected in (
        ("tag/e-commerce/", ["the-fourth-cup"]),
        ("category/field/", ["the-clinic-with-one-camera", "six-times-off"]),
        ("2024/", ["six-times-off", "the-fourth-cup"]),
    ):
        page = client.get(f"/en/articles/{path}").text
        assert re.findall(r'<h2><a href="/en/articles/([\w-]+)/"', page) == expected


@pytest.mark.parametrize(
    "path",
    [
        "tag/nothing/",
        "category/evaluation/",
        "0000/",
        "0001/",
        "9999/",
        "kind/film/",
        "nothing/",
        "tag/",
    ],
)
def test_a_list_or_an_article_nobody_wrote_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/en/articles/{path}").status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_each_list_has_a_feed_at_its_own_address(client: FlaskClient, path: str) -> None:
    page = client.get(f"/zh/articles/{path}")
    response = client.get(f"/zh/articles/{path}feed.atom")
    assert response.mimetype == "application/atom+xml"
    feed = feedparser.parse(response.data)
    assert not feed.bozo
    assert feed.feed.language == "zh-Hans"
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["alternate"] == f"http://localhost/zh/articles/{path}"
    assert links["self"] == f"http://localhost/zh/articles/{path}feed.atom"
    for story in feed.entries:
        assert story.link.removeprefix("http://localhost") in page.text
        assert story.author
        assert story.summary
        assert story.title in page.text
    assert 'type="application/atom+xml" title="文章' in page.text
    assert f'href="/zh/articles/{path}feed.atom"' in page.text


def test_long_lists_come_in_pages_of_twenty(demo_app: Flask) -> None:
    for number in range(30):
        add(demo_app, f"more-{number}", hours=-number - 1)
    client = demo_app.test_client()
    first, second = client.get("/en/articles/").text, client.get("/en/articles/?page=2").text
    assert first.count('class="story ') == 20
    assert second.count('class="story ') == 16
    assert 'rel="next" href="/en/articles/?page=2"' in first
    assert 'rel="prev" href="/en/articles/"' in second
    assert 'rel="canonical" href="http://localhost/en/articles/?page=2"' in second
    assert client.get("/en/articles/?page=99").text.count('class="story ') == 16
    assert client.get("/en/articles/?page=x").text.count('class="story ') == 20


def test_an_article_has_a_contents_list_that_leads_to_its_headings(client: FlaskClient) -> None:
    page = read(client, "/zh/articles/eight-rooms/")
    leading = [link["href"] for link in page.all("a") if (link.get("href") or "").startswith("#h-")]
    assert len(leading) == 4
    ids = {attributes.get("id") for _, attributes in page.elements}
    assert all((href or "")[1:] in ids for href in leading)
    assert "table" in {tag for tag, _ in page.elements}


def test_an_article_leads_on_to_others(client: FlaskClient) -> None:
    page = client.get("/en/articles/how-little-is-a-little/").text
    [before] = re.findall(r'<a rel="prev" href="([^"]+)"', page)
    [after] = re.findall(r'<a rel="next" class="turn-next" href="([^"]+)"', page)
    assert before == "/en/articles/a-decoder-should-blush/"
    assert after == "/en/articles/eight-rooms/"
    related = page[page.index('id="related"') :]
    assert related.index("the-fourth-cup") < related.index("six-times-off")


def test_machines_are_told_what_the_article_is(client: FlaskClient) -> None:
    page = client.get("/zh/articles/six-times-off/").text
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(told)
    assert said["@type"] == "Article"
    assert said["headline"] == "关掉的那六次"
    assert said["inLanguage"] == "zh-Hans"
    assert said["datePublished"] == "2024-11-28T02:00:00+00:00"
    assert [one["url"] for one in said["author"]] == [
        "http://localhost/zh/team/yunqiao-qi/",
        "http://localhost/zh/team/marit-oosterveen/",
    ]
    graph = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)"', page))
    assert graph["og:type"] == "article"
    assert graph["og:url"] == "http://localhost/zh/articles/six-times-off/"
    assert client.get(graph["og:image"].removeprefix("http://localhost")).mimetype == "image/png"


@pytest.mark.parametrize(("state", "hours"), [("draft", -1), ("published", 1), ("draft", 1)])
def test_what_is_not_public_yet_is_seen_by_editors_alone(
    demo_app: Flask, editor: FlaskClient, state: str, hours: float
) -> None:
    add(demo_app, "unready-yet", state, hours)
    visitor = demo_app.test_client()
    assert visitor.get("/en/articles/unready-yet/").status_code == 404
    for path in ("", "articles/", "articles/feed.atom", "feed.atom", "articles/2026/"):
        assert "unready-yet" not in visitor.get(f"/en/{path}").text
    assert "unready-yet" not in visitor.get("/sitemap-pages.xml").text
    page = editor.get("/en/articles/unready-yet/").text
    assert 'class="notice"' in page
    assert 'name="robots" content="noindex"' in page
    assert ("Scheduled" if state == "published" else "A draft") in page


def test_a_scheduled_article_appears_by_itself(
    demo_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(demo_app, "soon", hours=2)
    client = demo_app.test_client()
    assert client.get("/en/articles/soon/").status_code == 404
    later = now() + timedelta(hours=3)
    for module in ("articles", "feeds", "crawlers", "navigation", "home"):
        monkeypatch.setattr(f"microsite.web.{module}.now", lambda: later)
    page = client.get("/en/articles/soon/")
    assert page.status_code == 200
    assert 'class="notice"' not in page.text
    for path in ("/en/", "/en/articles/", "/en/articles/feed.atom", "/sitemap-pages.xml"):
        assert "/en/articles/soon/" in client.get(path).text


def test_a_missing_translation_falls_back_visibly(demo_app: Flask) -> None:
    with demo_app.app_context():
        tag = Tag(kind="tag", slug="only", name=Localized(zh="只有中文"))
        article = Article(
            slug="only",
            title=Localized(zh="只有中文的文章"),
            text=Localized(zh="## 一\n\n正文"),
            state="published",
            published_at=now(),
            tags=[tag],
        )
        db.session.add(article)
        db.session.commit()
    client = demo_app.test_client()
    page = client.get("/en/articles/only/").text
    assert '<h1><span lang="zh-Hans">只有中文的文章</span></h1>' in page
    assert '<div class="b-inside" lang="zh-Hans">' in page
    assert '<span lang="zh-Hans">只有中文</span>' in client.get("/en/articles/tag/only/").text
    story = feedparser.parse(client.get("/en/articles/tag/only/feed.atom").data).entries[0]
    assert story.title_detail.language == "zh-Hans"
