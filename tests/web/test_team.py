"""The team, and a person's page."""

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from microsite.db import db
from microsite.models import Lab
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
        # The first visitor after a change pays for the counts of all facets, too.
        with demo_app.app_context():
            db.session.scalars(select(Lab)).one().founded = 2000 + len(slug)
            db.session.commit()
        with counted_queries(demo_app) as statements:
            client.get(f"/en/team/{slug}/")
        counts.add(len(statements))
    assert max(counts) <= 12
    assert len(counts) == 1
