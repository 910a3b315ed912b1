"""Identifiers in comparable form: archives and books."""

import pytest

from microsite.bibtex import Entry, parse
from microsite.bibtex.identifiers import eprint, isbn


def entry(kind: str = "article", **fields: str) -> Entry:
    lines = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    (found,) = parse(f"@{kind}{{a, {lines}}}").entries
    return found


@pytest.mark.parametrize(
    "fields",
    [
        {"eprint": "2101.00001"},
        {"eprint": "2101.00001v3", "archiveprefix": "arXiv"},
        {"eprint": "arXiv:2101.00001", "eprinttype": "arxiv"},
        {"journal": "arXiv preprint arXiv:2101.00001"},
        {"journal": "CoRR", "volume": "abs/2101.00001", "url": "http://arxiv.org/abs/2101.00001v2"},
        {"doi": "10.48550/arXiv.2101.00001"},
        {"arxivid": "2101.00001"},
    ],
)
def test_an_arxiv_identifier_is_the_same_however_it_is_given(fields: dict[str, str]) -> None:
    assert eprint(entry(**fields)) == "arxiv:2101.00001"


def test_an_old_arxiv_identifier_loses_its_subject_class() -> None:
    assert eprint(entry(eprint="math.GT/0309136v2")) == "arxiv:math/0309136"
    assert eprint(entry(eprint="math/0309136")) == "arxiv:math/0309136"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"eprint": "31000000", "eprinttype": "pubmed"}, "pubmed:31000000"),
        ({"pmid": "PMID: 31000000"}, "pubmed:31000000"),
        ({"pmcid": "PMC123"}, "pmc:123"),
        ({"eprint": "hal-01234567v2", "archiveprefix": "HAL"}, "hal:hal-01234567"),
        ({"hal_id": "hal-01234567"}, "hal:hal-01234567"),
        ({"eprint": "HDL:2027/x", "eprinttype": "hdl"}, "handle:hdl:2027/x"),
        ({"eprint": "something"}, ""),
        ({"eprint": " ", "eprinttype": "pubmed"}, ""),
        ({"pmid": "none"}, ""),
        ({"title": "Of arXiv:2101.00001", "url": "https://example.org"}, ""),
        ({}, ""),
    ],
)
def test_other_archives_keep_their_name(fields: dict[str, str], found: str) -> None:
    assert eprint(entry(**fields)) == found


@pytest.mark.parametrize(
    "number",
    [
        "9783540345114",
        "978-3-540-34511-4",
        "978 3 540 34511 4 (print)",
        "3-540-34511-6",
        "3540345116",
        "ISBN: 3–540–34511–6; 978–3–540–34511–4",
    ],
)
def test_an_isbn_is_the_same_in_either_length(number: str) -> None:
    assert isbn(entry("book", isbn=number)) == "9783540345114"


def test_an_isbn_with_an_x_is_read() -> None:
    assert isbn(entry("book", isbn="0-8044-2957-X")) == "9780804429573"


@pytest.mark.parametrize("pages", ["12--30", "12-30", "pp. 12–30", "12 -- 30"])
def test_a_chapter_is_told_by_its_pages(pages: str) -> None:
    assert isbn(entry("incollection", isbn="3540345116", pages=pages)) == "9783540345114 12-30"


def test_a_chapter_without_pages_is_not_told_by_the_book() -> None:
    assert isbn(entry("incollection", isbn="3540345116")) == ""
    assert isbn(entry("inproceedings", isbn="3540345116", pages="?")) == ""


def test_how_many_pages_a_book_has_does_not_matter() -> None:
    assert isbn(entry("book", isbn="3540345116", pages="320 pages")) == "9783540345114"


@pytest.mark.parametrize("number", ["", "1234-5678", "1234567890123", "9783540X45116", "X" * 13])
def test_a_number_that_is_no_isbn_counts_for_nothing(number: str) -> None:
    assert isbn(entry("book", isbn=number)) == ""


def test_both_may_come_from_the_parent() -> None:
    text = "@inbook{a, crossref={p}, pages={1--2}} @book{p, isbn={3540345116}, pmid={7}}"
    child, _ = parse(text).entries
    assert isbn(child) == "9783540345114 1-2"
