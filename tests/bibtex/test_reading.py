import pytest

from microsite.bibtex.reading import (
    abstract,
    doi,
    keywords,
    languages,
    links,
    month,
    people,
    title,
    title_markup,
    venue,
    year,
)
from tests.bibtex.files import entry, load


def test_the_subtitle_belongs_to_the_title() -> None:
    assert title(entry(title="{Why}?", subtitle="A Study")) == "Why? A Study"
    assert title(entry(title="Sensing", subtitle="A Study")) == "Sensing: A Study"


def test_editors_stand_in_for_authors() -> None:
    found = people(entry("book", editor="Roe, R. and others"))
    assert ([name.display for name in found.names], found.role, found.others) == (
        ["R. Roe"], "editor", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"journal": "J. {\\&} K."}, "J. & K."),
        ({"booktitle": "Proc. X", "publisher": "P"}, "Proc. X"),
        ({"howpublished": "\\url{http://example.org}", "publisher": "P"}, "P"),
        ({"eprint": "2501.01234", "archiveprefix": "arXiv"}, "arXiv"),
        ({}, ""),
    ],
)
def test_the_venue_is_where_it_appeared(fields: dict[str, str], expected: str) -> None:
    assert venue(entry(**fields)) == expected


def test_a_thesis_appeared_at_its_school() -> None:
    assert venue(entry("phdthesis", publisher="P", school="S")) == "S"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"year": "2001"}, 2001),
        ({"year": "c1998"}, 1998),
        ({"year": "{\\noopsort{1973a}}1981"}, 1981),
        ({"year": "in press", "date": "2020-05-01/2021-01-01"}, 2020),
        ({"date": "2004~"}, 2004),
        ({"date": "-0343"}, -343),
        ({"date": "199X"}, None),
        ({"year": "300 BC"}, None),
        ({}, None),
    ],
)
def test_the_year_is_a_number_or_unknown(fields: dict[str, str], expected: int | None) -> None:
    assert year(entry(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"month": "jan"}, 1),
        ({"month": "Jan."}, 1),
        ({"month": "sept"}, 9),
        ({"month": "May/June"}, 5),
        ({"month": "jan~1"}, 1),
        ({"month": "{9}"}, 9),
        ({"month": "13"}, None),
        ({"month": "juillet"}, 7),
        ({"date": "2020-11-05"}, 11),
        ({"date": "2020-21"}, None),
    ],
)
def test_the_month_is_a_number_or_unknown(fields: dict[str, str], expected: int | None) -> None:
    assert month(entry(**fields)) == expected


@pytest.mark.parametrize(
    "written",
    [
        "10.1000/ABC.1",
        "https://doi.org/10.1000/abc.1",
        "http://dx.doi.org/10.1000/abc.1",
        "doi:10.1000/abc.1",
        "{10.1000/abc.1}",
    ],
)
def test_a_doi_is_one_whatever_its_resolver(written: str) -> None:
    assert doi(entry(doi=written)) == "10.1000/abc.1"
    assert doi(entry(doi="10.1000/a\\_b")) == "10.1000/a_b"


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//http",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "//example.org/a",
        "http://good.example.org@evil.example.org/",
        "http://[bad",
        "www.example.org",
    ],
)
def test_only_web_addresses_become_links(written: str) -> None:
    for field in ("url", "pdf", "code", "howpublished", "note", "ee"):
        assert links(entry(**{field: written})) == ()


def test_links_are_of_a_kind_and_given_once() -> None:
    found = entry(
        doi="10.1000/ABC",
        url="https://doi.org/10.1000/abc",
        eprint="2501.01234v2",
        archiveprefix="arXiv",
        pdf="https://example.org/\\~{}u/a\\_b%20c.pdf",
        note="Code at \\url{https://github.com/example/x}, video: https://youtu.be/abc.",
    )
    assert links(found) == (
        ("doi", "https://doi.org/10.1000/abc"),
        ("arxiv", "https://arxiv.org/abs/2501.01234"),
        ("pdf", "https://example.org/~u/a_b%20c.pdf"),
        ("code", "https://github.com/example/x"),
        ("video", "https://youtu.be/abc"),
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"langid": "ngerman"}, ("de",)),
        ({"language": "zh-CN"}, ("zh",)),
        ({"language": "chinese and english"}, ("zh", "en")),
        ({"title": "机器学习 with Python"}, ("zh",)),
        ({"title": "センサの較正"}, ("ja",)),
        ({"title": "가중치 공간"}, ("ko",)),
        ({"title": "Калибровка"}, ("ru",)),
        ({"title": "Über alles"}, ("en",)),
        ({}, ("en",)),
    ],
)
def test_the_language_is_told_or_guessed(fields: dict[str, str], expected: tuple[str, ...]) -> None:
    assert languages(entry(**fields)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a b, {c}，d、e, a b", ("a b", "c", "d", "e")),
        ("a b; c；\n d; R&amp;D", ("a b", "c", "d", "R&D")),
        ("Adams, Ansel (1902--1984); Photography", ("Adams, Ansel (1902–1984)", "Photography")),
        ("Rats\n*Cocaine/dosage\nPolymorphism, Single Nucleotide\nHumans",
         ("Rats", "*Cocaine/dosage", "Polymorphism, Single Nucleotide", "Humans")),
        ("machine learning, deep\n learning, a very\n long one",
         ("machine learning", "deep learning", "a very long one")),
        ("", ()),
    ],
)  # fmt: skip
def test_keywords_are_split_where_their_list_is(written: str, expected: tuple[str, ...]) -> None:
    assert keywords(entry(keywords=written)) == expected


def test_paragraphs_of_the_abstract_stay_apart() -> None:
    assert abstract(entry(abstract="One\n  line.\n\n{\\it Two}.")) == "One line.\n\nTwo."


def test_the_lab_file_reads_as_its_authors_meant_it() -> None:
    by_key = {found.key: found for found in load("real_lab").entries}
    first = by_key["lin_sparse_2024"]
    assert title(first) == "Sparse Bayesian sensing with at most $5 of hardware"
    assert [name.display for name in people(first).names] == [
        "Mei Lin", "János Schrödinger", "María José Álvarez", "Pieter van der Berg",
    ]  # fmt: skip
    assert venue(by_key["DBLP:conf/sense/BergL21"]) == "Conference on Sensing"
    assert [name.display for name in people(by_key["ZhangSan2022"]).names] == [
        "张三", "李四", "王五",
    ]  # fmt: skip


def test_formatting_of_a_title_is_kept_beside_the_plain_one() -> None:
    formatted = entry(title="\\emph{E. coli} in H$_2$O <sub>2</sub>", subtitle="A & B")
    assert title(formatted) == "E. coli in H$_2$O 2: A & B"
    assert title_markup(formatted) == "<em>E. coli</em> in H$_2$O <sub>2</sub>: A &amp; B"
    assert title_markup(entry(title="{E}. coli & more", subtitle="\\emph{Why?}")) == (
        "E. coli &amp; more: <em>Why?</em>"
    )
    assert title_markup(entry(title="{E}. coli \\& \\'etude")) == ""
    assert title_markup(entry()) == ""


def test_links_of_group_pages_have_their_kinds() -> None:
    found = entry(
        doi="10.1000/abc",
        url="http://doi.acm.example.org/10.1000/abc",
        url_paper="https://example.org/p.pdf",
        url_code="https://example.org/code",
        html="https://example.org/page",
    )
    assert links(found) == (
        ("doi", "https://doi.org/10.1000/abc"),
        ("url", "https://example.org/page"),
        ("pdf", "https://example.org/p.pdf"),
        ("code", "https://example.org/code"),
    )
