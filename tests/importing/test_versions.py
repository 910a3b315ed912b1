"""Which version of a work an entry is."""

import pytest

from microsite.importing.versions import relation, stage


@pytest.mark.parametrize(
    ("kind", "venue", "doi", "eprint"),
    [
        ("article", "CoRR", "", ""),
        ("article", "CoRR", "10.5555/x", ""),
        ("article", "arXiv preprint arXiv:2101.00001", "", "arxiv:2101.00001"),
        ("article", "arXiv e-prints", "", ""),
        ("misc", "arXiv", "", "arxiv:2101.00001"),
        ("misc", "Some University", "", "arxiv:2101.00001"),
        ("unpublished", "", "", "hal:hal-0123"),
        ("article", "bioRxiv", "10.1101/2020.01.01.123456", ""),
        ("article", "Cold Spring Harbor Laboratory", "10.1101/123456", ""),
        ("article", "Cryptology ePrint Archive", "", ""),
        ("article", "SSRN Electronic Journal", "10.2139/ssrn.1", ""),
        ("article", "", "10.48550/arxiv.2101.00001", "arxiv:2101.00001"),
    ],
)
def test_a_preprint_is_told_by_its_archive(kind: str, venue: str, doi: str, eprint: str) -> None:
    assert stage(kind, venue, doi, eprint) == "preprint"


@pytest.mark.parametrize(
    ("kind", "venue", "doi", "eprint"),
    [
        ("article", "Letters on Light", "", ""),
        ("article", "Letters on Light", "10.5555/x", "arxiv:2101.00001"),
        ("article", "Letters on Light", "", "arxiv:2101.00001"),
        ("article", "", "10.5555/x", ""),
        ("article", "Genome Research", "10.1101/gr.1", ""),
        ("inproceedings", "Light 2024", "", ""),
        ("article", "光学学报", "", ""),
    ],
)
def test_what_appeared_in_a_real_venue_is_published(
    kind: str, venue: str, doi: str, eprint: str
) -> None:
    assert stage(kind, venue, doi, eprint) == "published"


@pytest.mark.parametrize("kind", ["misc", "phdthesis", "book", "techreport", "article"])
def test_what_says_neither_is_neither(kind: str) -> None:
    assert stage(kind, "" if kind == "article" else "Some University", "", "") == ""


def test_only_a_preprint_and_a_published_work_are_versions_of_one() -> None:
    assert relation("preprint", "published") == "preprint"
    assert relation("published", "preprint") == "published"
    assert {
        relation("preprint", "preprint"),
        relation("", "published"),
        relation("preprint", ""),
    } == {""}
