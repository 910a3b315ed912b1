"""Lists for paper: all of a list on one page, a person's CV."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from microsite.web import sheets
from tests.conftest import counted_queries

ENTRY = re.compile(r'<li class="entry"')


def test_the_whole_list_is_on_one_page(client: FlaskClient) -> None:
    page = client.get("/en/research.html").text
    assert len(ENTRY.findall(page)) == 43
    assert "43 publications" in page
    # Each year goes on with the numbers of the one before it.
    firsts = [int(number) for number in re.findall(r'<ol start="(\d+)">', page)]
    assert firsts == sorted(set(firsts))
    assert firsts[0] == 1 + len(ENTRY.findall(page.split("<ol start")[0]))


def test_the_filters_hold_and_are_said(client: FlaskClient) -> None:
    page = client.get("/zh/research.html?direction=medical-imaging&type=article&page=3").text
    count = len(ENTRY.findall(page))
    assert 0 < count < 43
    head = page.split("</header>")[1]
    assert "医学影像" in head
    assert "期刊论文" in head
    assert f"{count} 篇论文" in head or f"{count}篇论文" in head


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_by_title_it_goes_as_the_list_does(lang: str, client: FlaskClient) -> None:
    titles = re.compile(r'<li class="entry" id="([^"]+)"')
    list_, sheet = (
        titles.findall(client.get(f"/{lang}/research{end}sort=title").text)
        for end in ("/?through=2&", ".html?")
    )
    assert len(sheet) == 43
    assert list_ == sheet


def test_the_research_page_and_a_person_lead_there(client: FlaskClient) -> None:
    page = client.get("/en/research/?type=article").text
    assert 'href="/en/research.html?type=article"' in page
    assert 'href="/en/team/zhiyao-shen/cv/"' in client.get("/en/team/zhiyao-shen/").text


def test_a_cv_has_all_papers_of_the_person_and_of_nobody_else(client: FlaskClient) -> None:
    page = client.get("/en/team/zhiyao-shen/cv/").text
    assert len(ENTRY.findall(page)) == 26
    assert "zhiyao.shen@example.org" in page.replace("<span hidden>.nobody</span>", "").replace(
        "<span>&#64;</span>", "@"
    )
    assert client.get("/en/team/nobody/cv/").status_code == 404


@pytest.mark.parametrize("path", ["research.html", "team/zhiyao-shen/cv/"])
def test_paper_is_for_readers_and_not_for_search_engines(client: FlaskClient, path: str) -> None:
    page = client.get(f"/en/{path}").text
    assert '<meta name="robots" content="noindex">' in page
    canonical = path.replace(".html", "/").replace("cv/", "")
    assert f'<link rel="canonical" href="http://localhost/en/{canonical}">' in page


def test_a_list_too_long_for_paper_says_how_much_of_it_is_there(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST", 10)
    page = client.get("/en/research.html").text
    assert len(ENTRY.findall(page)) == 10
    assert "1–10 of 43" in page


def test_a_list_of_nothing_and_a_stranger_filter_are_pages_too(client: FlaskClient) -> None:
    assert "0 publications" in client.get("/en/research.html?q=nothinghasthis").text
    assert len(ENTRY.findall(client.get("/en/research.html?direction=x&type=y").text)) == 43


def test_more_papers_cost_no_more_queries(demo_app: Flask) -> None:
    def queries(path: str) -> int:
        with counted_queries(demo_app) as asked:
            assert demo_app.test_client().get(path).status_code == 200
        return len(asked)

    few = queries("/en/research.html?direction=interactive-art")
    assert queries("/en/research.html?lang=x") <= few + 1
