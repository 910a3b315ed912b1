"""A publication's page."""

import html
import json
import re
from typing import Any
from urllib.parse import parse_qs

import jsonschema
import pytest
import rispy
from flask import Flask
from flask.testing import FlaskClient

from microsite import importing
from microsite.bibtex import parse
from microsite.citing import NAMES
from microsite.db import db
from microsite.models import Publication
from tests.conftest import counted_queries
from tests.formats.csl_schema import SCHEMA

ALL_KINDS = r"""
@article{journal, author={Gardner, Maria and {\'A}lvarez, Jos{\'e} and 沈, 知遥},
  title={Light & <Lamp>}, journal={J. Visual Matters},
  year=2019, month=mar, day=5, volume=12, number=3, pages={101--118},
  doi={10.5555/jvm.1}, issn={1234-5678}, keywords={light, lamps}, publisher={Harbour},
  pdf={https://example.org/lamp.pdf}, abstract={Lamps.}}
@inproceedings{conference, author={Lin, Anna}, title={Rooms}, booktitle={Proc. Rooms}, year=2024,
  isbn={978-0-00-000000-2}}
@incollection{chapter, author={Lin, Anna}, title={Paper}, booktitle={Handbook}, year=2012}
@phdthesis{thesis, author={Haddad, Amina}, title={Noise}, school={University of Example}, year=2020}
@techreport{report, author={{Open Team}}, title={Report}, institution={Foundation}, number={TR-4},
  year=2021, pdf={https://example.org/download?id=4}}
@misc{preprint, author={Kim, Min}, title={Drafts}, eprint={2301.01234}, archiveprefix={arXiv},
  year=2023, langid={english}}
@misc{bare, title={Bare}}
@inproceedings{child, title={Child}, author={Lin, Anna}, crossref={volume}, file={/home/lab/a.pdf}}
@proceedings{volume, title={The Volume}, year=2001, publisher={P}}
"""


@pytest.fixture
def works(app: Flask) -> FlaskClient:
    """A visitor of a site with a work of each kind."""
    with app.app_context():
        session = db.session()
        importing.apply(session, importing.draw_up(session, parse(ALL_KINDS)))
        session.commit()
    return app.test_client()


def page(client: FlaskClient, key: str, lang: str = "en") -> str:
    response = client.get(f"/{lang}/research/{key}/")
    assert response.status_code == 200
    return response.text


def tags(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', text):
        found.setdefault(name, []).append(html.unescape(content))
    return found


def json_ld(text: str) -> dict[str, Any]:
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    said: dict[str, Any] = json.loads(found)
    return said


@pytest.mark.parametrize(
    ("key", "name", "expected"),
    [
        ("journal", "citation_title", ["Light & <Lamp>"]),
        ("journal", "citation_author", ["Gardner, Maria", "Álvarez, José", "沈知遥"]),
        ("journal", "citation_publication_date", ["2019/03/05"]),
        ("journal", "citation_journal_title", ["J. Visual Matters"]),
        ("journal", "citation_volume", ["12"]),
        ("journal", "citation_issue", ["3"]),
        ("journal", "citation_firstpage", ["101"]),
        ("journal", "citation_lastpage", ["118"]),
        ("journal", "citation_doi", ["10.5555/jvm.1"]),
        ("journal", "citation_issn", ["1234-5678"]),
        ("journal", "citation_language", ["en"]),
        ("journal", "citation_keywords", ["light; lamps"]),
        ("journal", "citation_publisher", ["Harbour"]),
        ("journal", "citation_pdf_url", ["https://example.org/lamp.pdf"]),
        (
            "journal",
            "citation_abstract_html_url",
            ["http://localhost/en/research/journal/"],
        ),
        ("conference", "citation_conference_title", ["Proc. Rooms"]),
        ("conference", "citation_isbn", ["978-0-00-000000-2"]),
        ("conference", "citation_publication_date", ["2024"]),
        ("chapter", "citation_inbook_title", ["Handbook"]),
        ("thesis", "citation_dissertation_institution", ["University of Example"]),
        ("report", "citation_technical_report_institution", ["Foundation"]),
        ("report", "citation_technical_report_number", ["TR-4"]),
        ("report", "citation_author", ["Open Team"]),
        ("preprint", "citation_arxiv_id", ["2301.01234"]),
    ],
)
def test_google_scholar_finds_each_tag_it_asks_for(
    works: FlaskClient, key: str, name: str, expected: list[str]
) -> None:
    assert tags(page(works, key))[name] == expected


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("report", "citation_pdf_url"),
        ("report", "citation_journal_title"),
        ("bare", "citation_author"),
        ("bare", "citation_publication_date"),
        ("conference", "citation_journal_title"),
        ("journal", "citation_conference_title"),
    ],
)
def test_a_tag_without_a_sure_value_is_left_out(works: FlaskClient, key: str, name: str) -> None:
    assert name not in tags(page(works, key))


def test_the_article_of_schema_org_says_all_that_is_known(works: FlaskClient) -> None:
    said = json_ld(page(works, "journal"))
    assert (said["@context"], said["@type"]) == ("https://schema.org", "ScholarlyArticle")
    assert said["headline"] == said["name"] == "Light & <Lamp>"
    assert said["url"] == said["@id"] == "http://localhost/en/research/journal/"
    assert [one["name"] for one in said["author"]] == ["Maria Gardner", "José Álvarez", "沈知遥"]
    assert {one["@type"] for one in said["author"]} == {"Person"}
    assert said["datePublished"] == "2019-03-05"
    issue = said["isPartOf"]
    assert (issue["@type"], issue["issueNumber"]) == ("PublicationIssue", "3")
    assert issue["isPartOf"]["volumeNumber"] == "12"
    assert issue["isPartOf"]["isPartOf"]["name"] == "J. Visual Matters"
    assert said["identifier"]["value"] == "10.5555/jvm.1"
    assert said["encoding"]["contentUrl"] == "https://example.org/lamp.pdf"
    assert (said["abstract"], said["inLanguage"], said["pagination"]) == ("Lamps.", "en", "101-118")


def test_an_organization_is_no_person(works: FlaskClient) -> None:
    said = json_ld(page(works, "report"))
    assert said["@type"] == "Report"
    assert said["author"] == [{"@type": "Organization", "name": "Open Team"}]


def test_nothing_in_the_data_ends_its_element(works: FlaskClient, app: Flask) -> None:
    with app.app_context():
        db.session.query(Publication).filter_by(
            citation_key="bare"
        ).one().abstract = "</script><script>alert(1)</script><!--"
        db.session.commit()
    text = page(works, "bare")
    assert json_ld(text)["abstract"].startswith("</script>")
    assert "<script>alert" not in text


def test_a_link_is_shown_with_a_picture_that_is_there(client: FlaskClient) -> None:
    found = tags(page(client, "gu2026regret", "zh"))
    assert found["og:type"] == ["article"]
    assert found["og:url"] == ["http://localhost/zh/research/gu2026regret/"]
    assert found["og:title"][0]
    [picture] = found["og:image"]
    assert picture.startswith("http://localhost/cards/zh/publication/")
    response = client.get(picture.removeprefix("http://localhost"))
    assert response.mimetype == found["og:image:type"][0] == "image/png"


def test_mathematics_in_a_title_is_bare_where_no_markup_can_stand(client: FlaskClient) -> None:
    page = client.get("/en/research/gu2026regret/").text
    for tag in ("<title>", 'citation_title" content="', 'og:title" content="', '"headline":"'):
        said = page[page.index(tag) :][:200]
        assert "ΔE00" in said
        assert "$" not in said


def test_zoteros_connector_sees_the_work(works: FlaskClient) -> None:
    [title] = re.findall(r'<span class="Z3988" title="([^"]*)"></span>', page(works, "journal"))
    said = parse_qs(html.unescape(title), strict_parsing=True)
    assert said["rft.atitle"] == ["Light & <Lamp>"]
    assert said["rft.au"] == ["Maria Gardner", "José Álvarez", "沈知遥"]
    assert said["rft_id"] == ["info:doi/10.5555/jvm.1"]


def test_a_work_can_be_cited_in_every_style_without_a_script(works: FlaskClient) -> None:
    text = page(works, "journal")
    for slug, name in [*NAMES.items(), ("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON")]:
        assert f'<label for="cite-as-{slug}">{name}</label>' in text
        assert f'data-copy="#cite-{slug}"' in text
    assert "Gardner, M., Álvarez, J., &amp; 沈知遥. (2019). Light &amp; &lt;Lamp&gt;." in text
    assert text.count(" checked>") == 1


def test_a_citation_is_in_the_language_of_the_work(works: FlaskClient) -> None:
    assert '<p id="cite-apa" lang="en">' in page(works, "journal", "zh")
    assert '<p id="cite-apa">' in page(works, "journal")


@pytest.mark.parametrize("key", ["journal", "bare", "child"])
def test_a_works_records_can_be_taken_one_by_one(works: FlaskClient, key: str) -> None:
    bib = works.get(f"/en/research/{key}/cite.bib")
    assert bib.headers["Content-Disposition"] == f'attachment; filename="{key}.bib"'
    assert [entry.key for entry in parse(bib.text).entries] == [key]
    assert rispy.loads(works.get(f"/en/research/{key}/cite.ris").text)[0]["id"] == key
    items = works.get(f"/en/research/{key}/cite.json").get_json(force=True)
    jsonschema.validate(items, SCHEMA)
    for suffix in ("bib", "ris", "json"):
        assert f"/en/research/{key}/cite.{suffix}" in page(works, key)


def test_its_bibtex_needs_no_other_entry_and_tells_nothing_private(works: FlaskClient) -> None:
    text = works.get("/en/research/child/cite.bib").text
    [entry] = parse(text).entries
    assert (entry.get("booktitle"), entry.get("year")) == ("The Volume", "2001")
    assert "crossref" not in text
    assert "/home/lab" not in page(works, "child")


def test_no_record_of_what_is_hidden_or_not_there(works: FlaskClient, app: Flask) -> None:
    with app.app_context():
        db.session.query(Publication).filter_by(citation_key="bare").one().hidden = True
        db.session.commit()
    for key in ("bare", "nothing"):
        assert works.get(f"/en/research/{key}/cite.bib").status_code == 404
        assert works.get(f"/en/research/{key}/").status_code == 404


def test_a_key_with_slashes_and_signs_has_its_records(works: FlaskClient, app: Flask) -> None:
    with app.app_context():
        db.session.query(Publication).filter_by(
            citation_key="bare"
        ).one().citation_key = "DBLP:conf/a b/日"
        db.session.commit()
    text = page(works, "DBLP:conf/a b/日")
    links = re.findall(r'href="([^"]+/cite\.[a-z]+)"', text)
    assert links
    for link in links:
        response = works.get(html.unescape(link))
        assert response.status_code == 200
        assert "DBLP-conf-a-b." in response.headers["Content-Disposition"]


def test_related_ones_are_alike_and_not_itself(client: FlaskClient) -> None:
    text = page(client, "gu2026regret")
    [block] = re.findall(r'<ul class="related">.*?</ul>\s*</section>', text, re.DOTALL)
    found = re.findall(r'<h3><a href="/en/research/([^"]+)/">', block)
    assert 1 <= len(found) <= 4
    assert "gu2026regret" not in found
    # The one with the same direction and two of the same authors.
    assert found[0] == "xu2026sentence"


def test_a_work_like_no_other_has_no_related_ones(works: FlaskClient) -> None:
    assert 'class="related"' not in page(works, "bare")


@pytest.mark.parametrize("key", ["gu2026regret", "shen2026three"])
def test_a_page_asks_as_much_however_much_it_shows(demo_app: Flask, key: str) -> None:
    client = demo_app.test_client()
    page(client, key)
    with counted_queries(demo_app) as queries:
        page(client, key)
    assert len(queries) <= 12
