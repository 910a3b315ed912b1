"""The list as RIS, CSL-JSON and Atom."""

import re
from datetime import datetime

import feedparser
import jsonschema
import pytest
import rispy
from flask import Flask
from flask.testing import FlaskClient

from microsite.bibtex import parse
from microsite.db import db
from microsite.models import Publication
from microsite.publications.streams import csl_file, ris_file
from tests.formats.csl_schema import SCHEMA

QUERIES = ["", "direction=aigc&direction=coding&year=2024", "type=article", "q=皮影", "page=2"]


def wanted(client: FlaskClient, query: str) -> list[str]:
    """The keys in the .bib of the same list, which has tests of its own."""
    return [entry.key for entry in parse(client.get(f"/en/research.bib?{query}").text).entries]


@pytest.mark.parametrize("query", QUERIES)
def test_ris_holds_what_the_list_has(client: FlaskClient, query: str) -> None:
    response = client.get(f"/en/research.ris?{query}")
    assert response.headers["Content-Type"].startswith("application/x-research-info-systems")
    assert [record["id"] for record in rispy.loads(response.text)] == wanted(client, query)


@pytest.mark.parametrize("query", QUERIES)
def test_csl_json_holds_what_the_list_has(client: FlaskClient, query: str) -> None:
    response = client.get(f"/en/research.json?{query}")
    assert response.mimetype == "application/vnd.citationstyles.csl+json"
    items = response.get_json(force=True)
    jsonschema.validate(items, SCHEMA)
    assert [item["id"] for item in items] == wanted(client, query)


@pytest.mark.parametrize("query", QUERIES)
def test_the_feed_holds_what_the_list_has(client: FlaskClient, query: str) -> None:
    response = client.get(f"/en/research.atom?{query}")
    assert response.mimetype == "application/atom+xml"
    feed = feedparser.parse(response.data)
    assert not feed.bozo
    found = [re.sub(r".*/research/(.*)/", r"\1", entry.link) for entry in feed.entries]
    assert found == wanted(client, query)


def test_a_feed_says_what_it_is_and_what_is_in_it(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/zh/research.atom?direction=aigc&q=皮影").data)
    assert feed.feed.language == "zh-Hans"
    assert feed.feed.title.startswith("论文 · ")
    assert feed.feed.title.endswith("AIGC与可控生成, “皮影”")
    links = {link.rel: link.href for link in feed.feed.links}
    assert links["self"].startswith("http://localhost/zh/research.atom?direction=aigc&q=")
    assert links["alternate"].startswith("http://localhost/zh/research/?direction=aigc&q=")
    story = feed.entries[0]
    assert story.id == story.link
    assert story.author
    assert story.summary
    for moment in (feed.feed.updated, story.updated, story.published):
        assert datetime.fromisoformat(moment).year >= 2024


def test_the_feed_of_the_site_has_what_came_last_first(demo_app: Flask) -> None:
    client = demo_app.test_client()
    response = client.get("/en/feed.atom")
    feed = feedparser.parse(response.data)
    assert not feed.bozo
    with demo_app.app_context():
        newest = db.session.query(Publication).order_by(Publication.id.desc()).first()
        assert newest
        assert feed.entries[0].title == newest.title
    links = {story.link.removeprefix("http://localhost/en/") for story in feed.entries}
    assert {"articles/eight-rooms/", "projects/lantern/", "join/"} <= links
    assert any(link.startswith("news/#news-") for link in links)
    assert not any(link.startswith("home") for link in links)
    assert feed.feed.title == "Plumbline Lab for Media Intelligence"
    again = client.get("/en/feed.atom", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_what_xml_cannot_hold_breaks_no_feed(demo_app: Flask) -> None:
    with demo_app.app_context():
        publication = db.session.query(Publication).first()
        assert publication
        publication.title = "A\x00\x0b]]> <b>&amp;\ud7ff\ufffe"
        publication.citation_key = 'odd "key" & <more>/日'
        db.session.commit()
    feed = feedparser.parse(demo_app.test_client().get("/en/research.atom").data)
    assert not feed.bozo
    assert "A]]> <b>&amp;" in {entry.title.replace("\ud7ff", "") for entry in feed.entries}


@pytest.mark.parametrize("asked", ["sort=oldest", "sort=title", "q=a&sort=relevance", "q=a"])
def test_a_file_is_in_the_order_of_the_page(client: FlaskClient, asked: str) -> None:
    page = client.get(f"/en/research/?{asked}").text
    shown = re.findall('data-citation-key="([^"]+)"', page)
    assert len(shown) > 5
    assert wanted(client, asked)[: len(shown)] == shown


def test_a_feed_is_named_in_words_and_is_one_however_the_list_is_sorted(
    client: FlaskClient,
) -> None:
    asked = "direction=coding&has=award"
    page = client.get(f"/zh/research.atom?{asked}").text
    title = re.search("<title[^>]*>(.*?)</title>", page)
    assert title
    assert "智能图像与视频编码" in title[1]
    assert "coding" not in title[1]
    assert client.get(f"/zh/research.atom?{asked}&sort=title&more=venue").text == page


@pytest.mark.parametrize("suffix", ["ris", "json", "atom"])
def test_an_empty_list_is_a_file_all_the_same(client: FlaskClient, suffix: str) -> None:
    response = client.get(f"/en/research.{suffix}?q=nothingatall")
    assert response.status_code == 200
    if suffix == "json":
        assert response.get_json(force=True) == []
    elif suffix == "atom":
        assert not feedparser.parse(response.data).bozo
    else:
        assert response.text == ""


@pytest.mark.parametrize("suffix", ["bib", "ris", "json", "atom"])
def test_a_hidden_publication_is_in_none_of_them(demo_app: Flask, suffix: str) -> None:
    with demo_app.app_context():
        publication = db.session.query(Publication).first()
        assert publication
        publication.hidden = True
        db.session.commit()
        key = publication.citation_key
    text = demo_app.test_client().get(f"/en/research.{suffix}").text
    assert len(text) > 1000
    assert key not in text


def test_what_is_inherited_goes_out_too(app: Flask) -> None:
    from microsite import importing
    from microsite.filters import Filters

    source = (
        "@inproceedings{a, title={A}, crossref={B}}\n"
        "@proceedings{b, title={Volume}, year={2001}, publisher={P}}"
    )
    with app.app_context():
        session = db.session()
        importing.apply(session, importing.draw_up(session, parse(source)))
        connection = session.connection()
        records = rispy.loads("".join(ris_file(connection, Filters())))
        assert [(one["id"], one["year"]) for one in records] == [("b", "2001"), ("a", "2001")]
        assert records[1]["secondary_title"] == "Volume"
        assert '"container-title":"Volume"' in "".join(csl_file(connection, Filters()))
