"""The list as BibTeX."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool

from microsite.bibtex import parse
from microsite.db import db
from microsite.models import Publication


def keys(text: str) -> list[str]:
    return [entry.key for entry in parse(text).entries]


def listed(client: FlaskClient, query: str) -> list[str]:
    """The keys of all pages of the list."""
    found: list[str] = []
    for page in range(1, 5):
        text = client.get(f"/en/research/?{query}&page={page}").text
        found += re.findall(r'data-citation-key="([^"]+)"', text)
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_a_bibtex_file_to_keep(client: FlaskClient, lang: str) -> None:
    response = client.get(f"/{lang}/research.bib")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="research.bib"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert parse(response.text).problems == ()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "direction=aigc",
        "direction=aigc&direction=coding&year=2024",
        "type=article",
        "q=palettes",
        "q=皮影",
        "direction=nowhere",
        "year=soon",
        "q=\"')(*AND",
    ],
)
def test_it_holds_what_the_list_shows_in_its_order(client: FlaskClient, query: str) -> None:
    expected = listed(client, query)
    found = keys(client.get(f"/en/research.bib?{query}").text)
    assert [key for key in found if key in expected] == expected
    assert len(found) == len(expected)


def test_an_empty_list_is_an_empty_file(client: FlaskClient) -> None:
    response = client.get("/en/research.bib?q=nothingatall")
    assert (response.status_code, response.data) == (200, b"")


def test_a_hidden_publication_is_not_in_it(demo_app: Flask) -> None:
    with demo_app.app_context():
        publication = db.session.query(Publication).first()
        assert publication
        publication.hidden = True
        db.session.commit()
        key = publication.citation_key
    found = keys(demo_app.test_client().get("/en/research.bib").text)
    assert key not in found
    assert len(found) == 42


def test_without_a_language_one_is_led_to_it(client: FlaskClient) -> None:
    response = client.get("/research.bib?year=2024")
    assert response.headers["Location"].endswith("/research.bib?year=2024")


def test_the_page_leads_to_the_files_of_what_it_shows(client: FlaskClient) -> None:
    for lang, words in (("en", "These 10 publications as"), ("zh", "这 10 篇论文")):
        page = client.get(f"/{lang}/research/?direction=medical-imaging").text
        assert words in page
        found = dict(re.findall(rf'href="/{lang}/research\.(\w+)([^"]*)"', page))
        assert list(found) == ["bib", "ris", "json", "html", "atom"]
        for suffix, query in found.items():
            response = client.get(f"/{lang}/research.{suffix}{html.unescape(query)}")
            assert response.status_code == 200
            if suffix == "bib":
                assert len(keys(response.text)) == 10
    second = client.get("/en/research/?page=2").text
    assert 'href="/en/research.bib"' in second
    assert "research.bib" not in client.get("/en/research/?q=nothingatall").text


def test_the_page_of_the_list_does_not_count(client: FlaskClient) -> None:
    assert len(keys(client.get("/en/research.bib?page=2").text)) == 43


@pytest.fixture
def engine(demo_app: Flask) -> Engine:
    with demo_app.app_context():
        return db.engine


def in_use(engine: Engine) -> int:
    assert isinstance(engine.pool, QueuePool)
    return engine.pool.checkedout()


def test_a_visitor_who_goes_away_leaves_no_connection_behind(
    client: FlaskClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("microsite.publications.written_keys.CHUNK", 5)
    before = in_use(engine)
    response = client.get("/en/research.bib", buffered=False)
    pieces = response.iter_encoded()
    assert keys(next(iter(pieces)).decode())
    assert in_use(engine) == before + 1
    response.close()
    assert in_use(engine) == before


def test_asking_for_the_headers_alone_opens_no_connection(
    client: FlaskClient, engine: Engine
) -> None:
    before = in_use(engine)
    assert client.head("/en/research.bib").status_code == 200
    assert in_use(engine) == before


def test_the_file_is_of_one_state_though_somebody_writes_meanwhile(
    client: FlaskClient, demo_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("microsite.publications.written_keys.CHUNK", 5)
    expected = client.get("/en/research.bib").data
    pieces = iter(client.get("/en/research.bib", buffered=False).iter_encoded())
    first = next(pieces)
    with demo_app.app_context():
        db.session.query(Publication).delete()
        db.session.commit()
    assert first + b"".join(pieces) == expected
