"""What goes out as CSL-JSON, RIS and COinS is what came in."""

import json
import warnings
from pathlib import Path
from urllib.parse import parse_qs

import jsonschema
import pytest
import rispy

from microsite import formats
from microsite.bibtex import Entry, parse, reading
from microsite.formats.coins import coins
from microsite.formats.csl_out import Item, item
from microsite.formats.ris_out import ris
from tests.conftest import DATA
from tests.formats.csl_schema import SCHEMA

TWELVE = (Path(__file__).parent.parent / "citing" / "twelve.bib").read_text()


def items(source: str) -> list[Item]:
    return [item(entry) for entry in parse(source).entries]


def only(fields: str, entry_type: str = "article") -> Item:
    return items(f"@{entry_type}{{a, {fields}}}")[0]


def facts(entry: Entry) -> tuple[object, ...]:
    names = tuple(name.display for name in reading.authors(entry))
    pages = (entry.get("pages") or "").replace("--", "-")
    return (
        entry.key,
        reading.title(entry),
        names,
        reading.year(entry),
        reading.venue(entry),
        reading.doi(entry),
        pages,
        reading.languages(entry),
    )


def test_what_is_written_as_ris_comes_back_the_same() -> None:
    given = parse(TWELVE).entries
    back = formats.read("a.ris", ris(map(item, given)).encode())
    assert back.problems == ()
    assert [facts(entry) for entry in back.entries] == [facts(entry) for entry in given]


def test_what_is_written_as_csl_json_comes_back_the_same() -> None:
    given = parse(TWELVE).entries
    back = formats.read("a.json", json.dumps([item(entry) for entry in given]).encode())
    assert back.problems == ()
    assert [facts(entry) for entry in back.entries] == [facts(entry) for entry in given]


@pytest.mark.parametrize("file", sorted(DATA.glob("*.bib")), ids=lambda file: file.stem)
def test_every_file_gives_valid_csl_json_and_ris(file: Path) -> None:
    from microsite.bibtex import read

    said = [item(entry) for entry in read(file.read_bytes()).entries]
    jsonschema.validate(said, SCHEMA)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(rispy.loads(ris(said))) == len(said)
    for one in said:
        assert parse_qs(coins(one), strict_parsing=True)["ctx_ver"] == ["Z39.88-2004"]


def test_ris_gives_each_record_its_tags_in_rispys_reading() -> None:
    record = rispy.loads(ris(items(TWELVE)))[0]
    assert record["type_of_reference"] == "JOUR"
    assert record["authors"] == ["Gardner, Maria", "van der Berg, Jan", "Álvarez, José"]
    assert record["secondary_title"] == "Journal of Visual Matters"
    assert (record["start_page"], record["end_page"]) == ("101", "118")
    assert (record["year"], record["date"]) == ("2019", "2019/03//")


def test_a_line_break_ends_no_value() -> None:
    text = ris([only("title={A}, abstract={One.\n\nTY  - BOOK}")])
    assert len(rispy.loads(text)) == 1


@pytest.mark.parametrize(
    ("entry_type", "fields", "expected"),
    [
        ("article", "journal={J}", "article-journal"),
        ("inproceedings", "booktitle={B}", "paper-conference"),
        ("inbook", "booktitle={B}", "chapter"),
        ("mastersthesis", "school={S}", "thesis"),
        ("misc", "eprint={2101.00001}, archiveprefix={arXiv}", "article"),
        ("online", "url={https://arxiv.org/abs/2101.00001}", "article"),
        ("online", "url={https://example.org/a}", "webpage"),
        ("misc", "note={x}", "document"),
        ("whatever", "note={x}", "document"),
    ],
)
def test_each_entry_type_has_its_type(entry_type: str, fields: str, expected: str) -> None:
    assert only(f"title={{T}}, {fields}", entry_type)["type"] == expected


def test_names_keep_their_parts() -> None:
    said = only("author={van der Berg, Jr., Jan and {The Team} and 王伟 and 沈, 知遥}")["author"]
    assert said == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"literal": "The Team"},
        {"family": "王伟"},
        {"family": "沈", "given": "知遥"},
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("year=2019", [2019]),
        ("year=2019, month=mar", [2019, 3]),
        ("date={2019-03-05}", [2019, 3, 5]),
        ("year=2019, month=mar, day=5", [2019, 3, 5]),
        ("year=2019, day=5", [2019]),
    ],
)
def test_a_date_is_as_exact_as_the_entry(fields: str, expected: list[int]) -> None:
    assert only(fields)["issued"] == {"date-parts": [expected]}


def test_what_is_inherited_is_there() -> None:
    source = (
        "@inproceedings{a, title={A}, crossref={b}}\n"
        "@proceedings{b, title={Volume}, year={2001}, publisher={P}}"
    )
    said = items(source)[0]
    assert (said["container-title"], said["publisher"]) == ("Volume", "P")


@pytest.mark.parametrize(
    ("entry_type", "matrix", "genre"),
    [
        ("article", "journal", "article"),
        ("inproceedings", "book", "proceeding"),
        ("incollection", "book", "bookitem"),
        ("book", "book", "book"),
        ("phdthesis", "dissertation", "dissertation"),
    ],
)
def test_coins_names_the_matrix_of_its_kind(entry_type: str, matrix: str, genre: str) -> None:
    said = parse_qs(coins(only("title={T & T}, author={Lin, Anna}, year=2001", entry_type)))
    assert said["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{matrix}"]
    assert said["rft.genre"] == [genre]
    assert said["rft.date"] == ["2001"]
    assert said["rft.aulast"] == ["Lin"]
    assert "T & T" in [value for values in said.values() for value in values]
