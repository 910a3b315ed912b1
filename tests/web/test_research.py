"""The research page and a publication's page."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.db import db
from microsite.models import Direction, Publication
from tests.conftest import counted_queries

HTMX = {"HX-Request": "true"}


def keys(page: str) -> list[str]:
    return re.findall(r'data-citation-key="([^"]+)"', page)


def test_a_browser_gets_the_page_and_htmx_only_the_results(client: FlaskClient) -> None:
    whole = client.get("/en/research/?direction=aigc")
    part = client.get("/en/research/?direction=aigc", headers=HTMX)
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert part.text.lstrip().startswith('<div id="results"')
    assert keys(whole.text) == keys(part.text) != []
    for response in (whole, part):
        assert "HX-Request" in response.headers["Vary"]


def test_a_history_restore_gets_the_whole_page(client: FlaskClient) -> None:
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    assert "<html" in client.get("/en/research/", headers=headers).text


def test_the_address_pushed_is_the_canonical_one(client: FlaskClient) -> None:
    response = client.get("/en/research/?q=&page=1&nonsense=1&direction=aigc", headers=HTMX)
    assert response.headers["HX-Push-Url"] == "/en/research/?direction=aigc"


def test_the_whole_page_says_the_same_address_of_itself(client: FlaskClient) -> None:
    asked = '/en/research/?q=%E5%85%89 "a b" é+%26/?&sort=oldest&year=2024&year=2023&page=1'
    pushed = client.get(asked, headers=HTMX).headers["HX-Push-Url"]
    canonical = html.escape(f"http://localhost{pushed}")
    assert f'<link rel="canonical" href="{canonical}">' in client.get(asked).text


def test_typing_on_replaces_the_address_and_a_first_search_pushes_it(client: FlaskClient) -> None:
    at = {**HTMX, "HX-Current-URL": "http://localhost/en/research/?q=pal"}
    response = client.get("/en/research/?q=palettes", headers=at)
    assert response.headers["HX-Replace-Url"] == "/en/research/?q=palettes"
    assert "HX-Push-Url" not in response.headers
    response = client.get("/en/research/?q=palettes&direction=coding", headers=at)
    assert "HX-Push-Url" in response.headers
    at["HX-Current-URL"] = "http://localhost/en/research/"
    assert "HX-Push-Url" in client.get("/en/research/?q=p", headers=at).headers


def test_types_that_mean_the_same_are_one(demo_app: Flask) -> None:
    with demo_app.app_context():
        publication = db.session.query(Publication).filter_by(entry_type="inproceedings").first()
        assert publication
        publication.entry_type = "conference"
        db.session.commit()
    client = demo_app.test_client()
    page = client.get("/en/research/?type=conference").text
    assert "16 of 43" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert 'href="/en/research/?type=inproceedings"' not in page.split('id="results"')[0]


def test_a_typing_error_in_a_year_hides_no_other_year(demo_app: Flask) -> None:
    with demo_app.app_context():
        first, second = db.session.query(Publication).limit(2)
        first.year, second.year = 9999, 1931
        db.session.commit()
    page = demo_app.test_client().get("/en/research/?more=year").text
    for year in (9999, 1931, 2024):
        assert f'href="/en/research/?year={year}&amp;more=year"' in page


def test_every_entry_shows_where_one_is_and_how_many_there_are(client: FlaskClient) -> None:
    page = client.get("/en/research/").text
    assert len(keys(page)) == 25
    second = client.get("/en/research/?page=2").text
    assert len(keys(second)) == 43 - 25
    assert not set(keys(page)) & set(keys(second))


def test_filters_narrow_and_say_so_in_words(client: FlaskClient) -> None:
    page = client.get("/en/research/?direction=medical-imaging").text
    assert len(keys(page)) == 10
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "10 of 43 publications" in words
    chinese = client.get("/zh/research/?direction=medical-imaging").text
    assert "10" in chinese
    assert "publications" not in re.sub(r"<[^>]+>", "", chinese)


def test_search_goes_with_filters(client: FlaskClient) -> None:
    assert keys(client.get("/en/research/?q=palettes").text)[:1] == ["shen2018palettes"]
    assert keys(client.get("/en/research/?q=palettes&direction=medical-imaging").text) == []
    assert keys(client.get("/zh/research/?q=皮影").text) != []


@pytest.mark.parametrize(
    "query",
    [
        "direction=nowhere",
        "year=abc&year=99999999999&year=-1",
        "type=<script>",
        "page=0",
        "page=999999999",
        "page=x",
        "q=\"')(*AND OR NOT NEAR",
        "q=%00%00",
        "q=" + "a" * 5000,
        "direction=" + "&direction=".join(f"d{n}" for n in range(300)),
    ],
)
def test_no_argument_breaks_it(client: FlaskClient, query: str) -> None:
    assert client.get(f"/en/research/?{query}").status_code == 200


def test_what_was_typed_is_escaped(client: FlaskClient) -> None:
    page = client.get("/en/research/", query_string={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in page


@pytest.mark.parametrize("path", ["/en/research/", "/en/research/?q=title&year=2003"])
def test_ten_and_five_hundred_publications_cost_the_same_queries(app: Flask, path: str) -> None:
    assert _queries(app, path, 10) == _queries(app, path, 490) <= 12


@pytest.mark.parametrize("path", ["/en/directions/one/", "/en/"])
def test_other_lists_of_publications_do_too(app: Flask, path: str) -> None:
    assert _queries(app, path, 10) == _queries(app, path, 490) <= 16


def _queries(app: Flask, path: str, more: int) -> int:
    with app.app_context():
        direction = db.session.query(Direction).first()
        direction = direction or Direction(slug="one", position=0, hue=10)
        start = db.session.query(Publication).count()
        for number in range(start, start + more):
            db.session.add(
                Publication(
                    citation_key=f"k{number}",
                    entry_type="article",
                    fields=[],
                    source="",
                    fingerprint="",
                    title=f"Title {number}",
                    folded=f"title {number}",
                    year=2000 + number % 5,
                    directions=[direction],
                )
            )
        db.session.commit()
    client = app.test_client()
    with counted_queries(app) as statements:
        assert client.get(path).status_code == 200
    return len(statements)


def test_a_publication_shows_its_bibtex_as_it_was_imported(client: FlaskClient) -> None:
    page = client.get("/en/research/shen2018palettes/").text
    assert "@" in page
    assert "shen2018palettes" in page
    assert "<math" in page


@pytest.mark.parametrize(
    "key",
    [
        "10.5555/3544548.3580920",
        "https://a.example//b",
        "/start",
        "end/",
        "with space",
        "李2020",
        "what?#%2F&",
        "a;b=c",
    ],
)
def test_any_citation_key_has_a_page(demo_app: Flask, key: str) -> None:
    with demo_app.app_context():
        publication = db.session.query(Publication).first()
        assert publication
        publication.citation_key = key
        db.session.commit()
        publication_id = publication.id
    client = demo_app.test_client()
    page = "".join(client.get(f"/en/research/?page={number}").text for number in (1, 2))
    entry = page.split(f'id="publication-{publication_id}"')[1].split("</li>")[0]
    for link in re.findall(r'(?:href|src)="(/[^"#]+)', entry):
        assert client.get(html.unescape(link)).status_code == 200, link
    assert html.escape(key) in entry


def test_a_page_without_its_last_slash_is_led_there(client: FlaskClient) -> None:
    response = client.get("/en/research/shen2018palettes")
    assert response.headers["Location"] == "/en/research/shen2018palettes/"


def test_a_hidden_publication_has_no_page(demo_app: Flask) -> None:
    with demo_app.app_context():
        publication = db.session.query(Publication).first()
        assert publication
        publication.hidden = True
        db.session.commit()
        key = publication.citation_key
    assert demo_app.test_client().get(f"/en/research/{key}/").status_code == 404


def test_venues_and_keywords_among_the_filters_say_their_language(client: FlaskClient) -> None:
    page = client.get("/zh/research/").text
    assert re.search(r'class="facet"[^>]*><span lang="en">Proceedings of', page)
    assert '<span lang="en">期刊论文' not in page
    assert not re.search(r'class="facet"[^>]*><span lang="zh', page)


@pytest.mark.parametrize(("lang", "name"), [("zh", "中文"), ("en", "Chinese")])
def test_languages_of_publications_are_named_in_the_language_of_the_page(
    client: FlaskClient, lang: str, name: str
) -> None:
    page = client.get(f"/{lang}/research/").text
    [said] = re.findall(r'id="languages-zh"[^>]*><span>([^<]+)', page)
    assert said.strip() == name


def test_pages_put_below_one_another_have_an_address(client: FlaskClient) -> None:
    at = {**HTMX, "HX-Target": "div#pager", "HX-Current-URL": "http://localhost/en/research/"}
    part = client.get("/en/research/?page=2", headers=at)
    assert part.headers["HX-Replace-Url"] == "/en/research/?through=2"
    assert "HX-Push-Url" not in part.headers
    assert "1–43 of 43" in part.text
    whole = client.get("/en/research/?through=2").text
    assert len(keys(whole)) == 43
    assert keys(whole)[25:] == keys(part.text)
    assert '<link rel="canonical" href="http://localhost/en/research/">' in whole
    assert 'id="page-next"' not in whole
    # Every filter begins with the first page again.
    assert "through=" not in whole.partition('id="results"')[2]
    at["HX-Current-URL"] += "?page=2"
    assert (
        client.get("/en/research/?page=2", headers=at)
        .headers["HX-Replace-Url"]
        .endswith("?page=2&through=2")
    )


@pytest.mark.parametrize("through", ["0", "-3", "x", "²", "99999999999999", "3.5", ""])
def test_a_strange_number_of_pages_breaks_nothing(client: FlaskClient, through: str) -> None:
    assert client.get("/en/research/", query_string={"through": through}).status_code == 200


def test_several_pages_at_once_cost_no_more_queries(demo_app: Flask) -> None:
    client = demo_app.test_client()
    client.get("/en/research/")
    with counted_queries(demo_app) as one:
        client.get("/en/research/?page=2")
    with counted_queries(demo_app) as two:
        client.get("/en/research/?through=2")
    assert len(two) <= len(one)


def test_a_bar_says_of_how_many(client: FlaskClient) -> None:
    page = client.get("/en/research/?direction=aigc").text
    bar = re.search(r'id="bar-2026".*?</a>', page, re.DOTALL)
    assert bar
    assert 'title="2026: 3 of 7 publications"' in bar[0]
    assert "20<b>26</b>: 3 of 7 publications" in bar[0]
    assert 'title="2026年：7篇中的3篇"' in client.get("/zh/research/?direction=aigc").text
    assert 'title="2026: 7 publications"' in client.get("/en/research/").text


def test_how_to_cite_comes_alone_for_a_list(demo_app: Flask) -> None:
    client = demo_app.test_client()
    url = "/en/research/gu2026regret/"
    headers = {**HTMX, "HX-Target": "div#cite-here-7"}
    part = client.get(url, headers=headers)
    assert "<html" not in part.text
    assert part.text.lstrip().startswith('<fieldset class="cite"')
    number = re.search(r'id="cite-as-bib-(\d+)"', part.text)
    assert number
    assert f'data-copy="#cite-bib-{number[1]}"' in part.text
    whole = client.get(url)
    assert 'id="cite-as-bib"' in whole.text
    assert "HX-Request" in whole.headers["Vary"]
    client.get("/en/research/he2020bits/", headers=headers)
    with counted_queries(demo_app) as alone:
        client.get("/en/research/lu2026second/", headers=headers)
    with counted_queries(demo_app) as page:
        client.get("/en/research/shen2026three/")
    assert len(alone) < len(page)
