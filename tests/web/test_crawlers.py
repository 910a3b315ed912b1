"""Sitemaps, robots.txt and the way to search."""

from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import Publication
from tests.conftest import counted_queries

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def locations(client: FlaskClient, path: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(client.get(path).data).iter(f"{MAP}loc")]


def path_of(address: str) -> str:
    assert address.startswith("http://localhost/")
    return address.removeprefix("http://localhost")


def test_robots_may_read_all_but_the_editors_part(client: FlaskClient) -> None:
    response = client.get("/robots.txt")
    assert response.mimetype == "text/plain"
    assert "Disallow: /editor\n" in response.text
    assert "Sitemap: http://localhost/sitemap.xml" in response.text


def test_every_address_of_the_sitemap_is_a_page(client: FlaskClient) -> None:
    maps = [path_of(address) for address in locations(client, "/sitemap.xml")]
    assert maps == ["/sitemap-pages.xml", "/sitemap-publications-1.xml"]
    addresses = [address for one in maps for address in locations(client, one)]
    assert len(addresses) == len(set(addresses))
    assert sum("/research/" in address for address in addresses) == 2 * (43 + 1)
    for address in addresses:
        assert client.get(path_of(address)).status_code == 200, address


def test_the_sitemap_has_every_kind_of_page(client: FlaskClient) -> None:
    found = {path_of(address) for address in locations(client, "/sitemap-pages.xml")}
    for path in (
        *("", "directions/", "directions/coding/", "projects/", "projects/lantern/", "team/"),
        *("team/du-fang/", "articles/", "articles/eight-rooms/", "news/", "about/", "join/"),
    ):
        assert {f"/zh/{path}", f"/en/{path}"} <= found
    assert not any("/home" in path for path in found)


def test_each_address_names_its_other_languages(client: FlaskClient) -> None:
    tree = ET.fromstring(client.get("/sitemap-publications-1.xml").data)
    for url in tree.iter(f"{MAP}url"):
        links = {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
        assert set(links) == {"zh-Hans", "en"}
        assert url.findtext(f"{MAP}loc") in links.values()
        assert (url.findtext(f"{MAP}lastmod") or "").endswith("Z")


def test_what_is_hidden_is_in_no_sitemap(demo_app: Flask) -> None:
    with demo_app.app_context():
        publication = db.session.query(Publication).first()
        assert publication
        publication.hidden = True
        db.session.commit()
        key = publication.citation_key
    client = demo_app.test_client()
    assert key not in client.get("/sitemap-publications-1.xml").text


def test_publications_are_shared_out_over_several_maps(
    demo_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("microsite.web.crawlers.SHARE", 20)
    client = demo_app.test_client()
    maps = locations(client, "/sitemap.xml")[1:]
    assert len(maps) == 3
    found = {address for one in maps for address in locations(client, path_of(one))}
    assert len(found) == 2 * 43
    with counted_queries(demo_app) as queries:
        client.get("/sitemap-publications-1.xml").get_data()
    assert len(queries) == 2


@pytest.mark.parametrize("number", ["0", "1000001", "99999999999999999999999"])
def test_a_map_that_cannot_be_is_not_found(client: FlaskClient, number: str) -> None:
    assert client.get(f"/sitemap-publications-{number}.xml").status_code == 404


@pytest.mark.parametrize(("lang", "html_lang"), [("en", "en"), ("zh", "zh-Hans")])
def test_a_browser_learns_how_to_search(client: FlaskClient, lang: str, html_lang: str) -> None:
    response = client.get(f"/{lang}/opensearch.xml")
    assert response.mimetype == "application/opensearchdescription+xml"
    tree = ET.fromstring(response.data)
    assert 0 < len(tree.findtext(f"{SEARCH}ShortName") or "") <= 16
    assert tree.findtext(f"{SEARCH}Language") == html_lang
    urls = {url.get("type"): url.get("template") or "" for url in tree.iter(f"{SEARCH}Url")}
    asked = path_of(urls["text/html"]).replace("{searchTerms}", "palettes")
    assert "shen2018palettes" in client.get(asked).text
    assert client.get(path_of(urls["application/atom+xml"])).status_code == 200
    assert f'href="/{lang}/opensearch.xml"' in client.get(f"/{lang}/").text
