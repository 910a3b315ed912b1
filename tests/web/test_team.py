"""The team, and a person's page."""

import json
import re
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Article, Lab, Person, Role
from microsite.models.base import now
from tests.conftest import counted_queries


def test_everybody_is_shown_and_alumni_with_where_they_went(client: FlaskClient) -> None:
    page = client.get("/en/team/").text
    people = set(re.findall(r'href="/en/team/([^"/]+)/"', page))
    assert len(people) >= 9
    for person in people:
        assert client.get(f"/zh/team/{person}/").status_code == 200


def test_a_person_has_their_papers_in_either_script(client: FlaskClient) -> None:
    slug = re.findall(
        r'href="/en/team/([^"/]+)/"[^>]*>\s*Zhiyao Shen', client.get("/en/team/").text
    )
    page = client.get(f"/en/team/{slug[0]}/?year=2017&year=2018").text
    assert 'data-citation-key="shen2018palettes"' in page
    assert 'data-citation-key="shen2017strokes"' in page  # written 沈知遥 in the file


def keys(page: str) -> list[str]:
    return re.findall(r'data-citation-key="([^"]+)"', page)


def test_a_person_s_papers_have_the_filters_of_the_research_page(client: FlaskClient) -> None:
    url = "/en/team/zhiyao-shen/"
    whole, narrow = client.get(url).text, client.get(f"{url}?direction=coding&q=rate").text
    assert set(keys(narrow)) < set(keys(whole)) | {"he2021rate", "he2020bits", "he2019vectors"}
    assert keys(narrow)
    # Every link of the list, the form and the chips stay on the person's page.
    results = narrow[narrow.index('id="results"') : narrow.index("</main>")]
    states = re.findall(r'href="([^"]*\?[^"]*)"', results)
    assert states
    assert all(state.startswith((url, "/en/research.")) for state in states)
    assert 'action="/en/team/zhiyao-shen/"' in narrow
    assert f'href="{url}"' in results


def test_the_counts_of_a_person_s_facets_are_theirs(client: FlaskClient) -> None:
    page = client.get("/en/team/lanzhi-he/").text
    counts = re.findall(r'id="direction-([\w-]+)"[^>]*>[^<]*(?:<[^>]*>)?[^<]*<small>(\d+)', page)
    for slug, count in counts:
        shown = client.get(f"/en/team/lanzhi-he/?direction={slug}").text
        assert len(keys(shown)) == int(count)


def test_htmx_gets_the_results_of_a_person_alone(client: FlaskClient) -> None:
    url = "/en/team/zhiyao-shen/?direction=coding"
    response = client.get(url, headers={"HX-Request": "true"})
    assert "<h1" not in response.text
    assert response.headers["HX-Push-Url"] == url
    assert keys(response.text) == keys(client.get(url).text)


def test_the_address_of_a_person_s_list_is_canonical(client: FlaskClient) -> None:
    page = client.get("/en/team/zhiyao-shen/?person=wanzhou-lu&year=2024&page=9").text
    assert re.search(r'rel="canonical" href="[^"]+/en/team/zhiyao-shen/\?year=2024"', page)
    assert 'href="/zh/team/zhiyao-shen/?year=2024"' in page


def test_a_person_s_page_takes_as_many_queries_whatever_they_wrote(
    client: FlaskClient, demo_app: Flask
) -> None:
    counts = set()
    for slug in ("zhiyao-shen", "lanzhi-he"):
        # The first visitor after a change pays for the counts of all facets, wherever that is.
        with demo_app.app_context():
            db.session.scalars(select(Lab)).one().founded = 2000 + len(slug)
            db.session.commit()
        client.get("/en/research/?q=nothing")
        with counted_queries(demo_app) as statements:
            client.get(f"/en/team/{slug}/")
        counts.add(len(statements))
    assert max(counts) <= 12
    assert len(counts) == 1


def test_roles_have_the_editors_names_and_order(demo_app: Flask) -> None:
    with demo_app.app_context():
        first = db.session.query(Role).filter_by(slug="staff").one()
        first.position, first.name = -1, Localized(en="Menders", zh="修东西的人")
        person = db.session.query(Person).filter_by(slug="tinglan-xu").one()
        person.role = "cartographer"
        leaving = db.session.query(Person).filter_by(slug="yunqiao-qi").one()
        leaving.end_year = 2024
        db.session.commit()
    page = demo_app.test_client().get("/en/team/").text
    names = re.findall(r'<h2 class="label" id="group-\d+">([^<]+)</h2>', page)
    assert names == ["Menders", "Faculty", "Postdocs", "Doctoral students", "Cartographer"]
    alumni = page[page.index('class="alumni"') :]
    assert 'href="/en/team/yunqiao-qi/"' in alumni
    assert 'href="/en/team/yunqiao-qi/"' not in page[: page.index('class="alumni"')]


def test_a_mail_address_is_there_to_read_and_not_to_harvest(client: FlaskClient) -> None:
    page = client.get("/en/team/wanzhou-lu/").text
    [cut] = re.findall(r'<span class="mail" data-mail>(.*?)</span></span>', page)
    main = page[page.index("<main") : page.index("</main>")]
    address = re.compile(r"[\w.+-]+(?:@|&#64;|\(at\))[\w.-]+")
    assert not address.search(main)
    assert not address.search(unescape(main))
    # What is seen and heard: everything but the hidden pieces.
    seen = re.sub(r"<span hidden>[^<]*(</span>)?", "", cut)
    assert unescape(re.sub(r"<[^>]+>", "", seen)) == "wanzhou.lu@example.org"
    # Who takes the tags away gets an address that can never be (RFC 2606).
    assert unescape(re.sub(r"<[^>]+>", "", cut)).endswith(".invalid")
    assert "mailto" not in main


def test_a_mail_address_among_the_links_is_cut_as_well(demo_app: Flask) -> None:
    with demo_app.app_context():
        person = db.session.query(Person).filter_by(slug="tinglan-xu").one()
        person.links = [["email", "mailto:tinglan@example.org"]]
        db.session.commit()
    page = demo_app.test_client().get("/en/team/tinglan-xu/").text
    assert "tinglan@example.org" not in page
    assert "data-mail" in page


def test_links_have_names_in_both_languages(demo_app: Flask) -> None:
    with demo_app.app_context():
        person = db.session.query(Person).filter_by(slug="tinglan-xu").one()
        kinds = ("github", "scholar", "dblp", "zhihu", "bilibili", "x", "linkedin", "fax")
        person.links = [[kind, f"https://example.org/{kind}"] for kind in kinds]
        person.orcid = "0000-0002-1825-0097"
        db.session.commit()
    client = demo_app.test_client()
    shown = {}
    for lang in ("zh", "en"):
        page = client.get(f"/{lang}/team/tinglan-xu/").text
        shown[lang] = re.findall(r'rel="me" aria-label="[^"]+">([^<]+)</a>', page)
    assert shown["en"] == [
        *("ORCID", "GitHub", "Google Scholar", "DBLP", "Zhihu", "Bilibili", "X", "LinkedIn", "Fax")
    ]
    assert shown["zh"][4:8] == ["知乎", "哔哩哔哩", "X", "领英"]


def test_machines_are_told_who_somebody_is(demo_app: Flask) -> None:
    with demo_app.app_context():
        person = db.session.query(Person).filter_by(slug="wanzhou-lu").one()
        person.orcid = "0000-0002-1825-0097"
        db.session.commit()
    page = demo_app.test_client().get("/zh/team/wanzhou-lu/").text
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(told)
    assert said["@type"] == "Person"
    assert (said["name"], said["alternateName"]) == ("陆晚舟", ["Wanzhou Lu"])
    assert said["identifier"] == "https://orcid.org/0000-0002-1825-0097"
    assert said["affiliation"]["name"] == "准绳智能媒体实验室"
    assert "example.org/code/wanzhou-lu" in str(said["sameAs"])
    assert "@example.org" not in told


def test_a_person_s_articles_are_named(demo_app: Flask) -> None:
    with demo_app.app_context():
        person = db.session.query(Person).filter_by(slug="wanzhou-lu").one()
        draft = Article(slug="unwritten", state="draft", published_at=now(), people=[person])
        db.session.add(draft)
        db.session.commit()
    page = demo_app.test_client().get("/en/team/wanzhou-lu/").text
    assert 'href="/en/articles/the-fourth-cup/"' in page
    assert "unwritten" not in page
