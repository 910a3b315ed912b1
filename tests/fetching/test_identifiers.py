"""Identifiers are found in whatever way people write them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.fetching import Identifier, find

ONE: list[tuple[str, str, str]] = [
    ("10.1000/182", "doi", "10.1000/182"),
    ("doi:10.1000/182", "doi", "10.1000/182"),
    ("DOI: 10.1000/182.", "doi", "10.1000/182"),
    ("DOI：10.1000/182", "doi", "10.1000/182"),
    ("https://doi.org/10.1000/182", "doi", "10.1000/182"),
    ("http://dx.doi.org/10.1002/%28SICI%291097-0258%2819980815%29", "doi",
     "10.1002/(SICI)1097-0258(19980815)"),
    ("doi.org/10.1000/182", "doi", "10.1000/182"),
    ("<https://doi.org/10.1000/182>", "doi", "10.1000/182"),
    ("10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "doi",
     "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"),
    ("(10.1016/S0140-6736(05)67889-7)", "doi", "10.1016/S0140-6736(05)67889-7"),
    ("10.1000.10/123456", "doi", "10.1000.10/123456"),
    ("https://example.org/doi/full/10.1145/3025453.3025912?x=1#sec", "doi",
     "10.1145/3025453.3025912"),
    ("https://example.org/article/10.1007/s11263-1.pdf", "doi", "10.1007/s11263-1"),
    ("https://example.org/doi/10.1002/abc.1/full", "doi", "10.1002/abc.1"),
    ("[12] 10.1000/182", "doi", "10.1000/182"),
    ("- 10.1000/182,", "doi", "10.1000/182"),
    ("10.48550/arXiv.2101.00001", "arxiv", "2101.00001"),
    ("arXiv:2101.00001v2", "arxiv", "2101.00001v2"),
    ("arXiv: 0704.0001 [hep-ph]", "arxiv", "0704.0001"),
    ("ARXIV 2101.00001", "arxiv", "2101.00001"),
    ("2101.00001", "arxiv", "2101.00001"),
    ("math/0211159", "arxiv", "math/0211159"),
    ("math.GT/0309136v1", "arxiv", "math/0309136v1"),
    ("arXiv:hep-th/9901001", "arxiv", "hep-th/9901001"),
    ("https://arxiv.org/abs/math/0211159", "arxiv", "math/0211159"),
    ("https://arxiv.org/pdf/2101.00001v3.pdf", "arxiv", "2101.00001v3"),
    ("PMID: 123", "pubmed", "123"),
    ("pmid31209238", "", ""),
    ("PubMed ID 31209238", "pubmed", "31209238"),
    ("31209238", "pubmed", "31209238"),
    ("https://pubmed.ncbi.nlm.nih.gov/31209238/?dopt=x", "pubmed", "31209238"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/31209238", "pubmed", "31209238"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value"), ONE)
def test_an_identifier_is_known_however_it_is_written(text: str, kind: str, value: str) -> None:
    found = find(text)
    if kind:
        assert [(one.kind, one.value) for one in found.identifiers] == [(kind, value)]
        assert found.problems == ()
    else:
        assert found.identifiers == ()


def test_several_on_a_line_are_told_apart_and_lines_are_counted() -> None:
    first = "10.1000/182, 10.1000/183;arXiv:2101.00001"
    text = f"{first}\n\n31209238，28012456\r\n\u2028math/0211159 PMID: 7"
    assert [(one.kind, one.value, one.line) for one in find(text).identifiers] == [
        ("doi", "10.1000/182", 1),
        ("doi", "10.1000/183", 1),
        ("arxiv", "2101.00001", 1),
        ("pubmed", "31209238", 3),
        ("pubmed", "28012456", 3),
        ("arxiv", "math/0211159", 4),
        ("pubmed", "7", 4),
    ]


def test_one_given_twice_is_taken_once() -> None:
    text = """10.1000/ABC
https://doi.org/10.1000/abc
arXiv:2101.00001v1
10.48550/arXiv.2101.00001
PMID: 0123
pmid:123"""
    assert [one.line for one in find(text).identifiers] == [1, 3, 5]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "1234",
        "1234567890",
        "10.1000",
        "10.1000/",
        "10.12/x",
        "2101.001",
        "2113.00001",
        "PMC6613236",
        "https://example.org/paper",
        "https://doi.org/10.1234/../../secret",
        "x10.1000/182",
        "https://",
    ],
)
def test_what_is_no_identifier_is_told_with_its_line(line: str) -> None:
    found = find(f"10.1000/182\n{line}")
    [problem] = found.problems
    assert len(found.identifiers) == 1
    assert (problem.code, problem.line) == ("not-an-identifier", 2)
    assert line[:9] in problem.message


def test_a_number_among_words_is_no_pubmed_id_and_the_words_are_told() -> None:
    found = find("see page 12345 of 10.1000/182")
    assert [one.value for one in found.identifiers] == ["10.1000/182"]
    assert "see page 12345 of" in found.problems[0].message


def test_a_pasted_book_makes_a_short_problem() -> None:
    [problem] = find("word " * 100_000).problems
    assert len(problem.message) < 300


@pytest.mark.parametrize(
    "sign", [")", ",", "pubmed ", "10.1000/", "arXiv:", " ", "1", "[1]", "%", "-"]
)
def test_a_hundred_thousand_of_one_sign_take_no_time(sign: str) -> None:
    begun = time.process_time()
    find("10.1000/" + sign * (300_000 // len(sign)) + "x")
    assert time.process_time() - begun < 2


@given(st.text(alphabet=st.sampled_from('10./:-,; \nadoixvpmhts(){}<>%"：，é\x00'), max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    for one in find(text).identifiers:
        assert one.value
        assert one.line <= text.count("\n") + 1


def test_nothing_gives_nothing() -> None:
    assert find("\n \n,;\n") == ((), ())


def test_two_versions_of_a_preprint_are_the_same() -> None:
    assert (
        Identifier("arxiv", "2101.00001v1", 1).same_as
        == Identifier("arxiv", "2101.00001", 2).same_as
    )
