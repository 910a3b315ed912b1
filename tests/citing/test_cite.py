"""Citations as the manuals of the styles ask for them."""

import html
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.bibtex import parse
from microsite.citing import NAMES, STYLES, cite
from microsite.formats.csl_out import item

HERE = Path(__file__).parent
ITEMS = {entry.key: item(entry) for entry in parse((HERE / "twelve.bib").read_text()).entries}
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text())


def cited(style: str, source: str, *, others: bool = False) -> str:
    return html.unescape(cite(style, item(parse(source).entries[0]), others=others))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("key", ITEMS)
def test_an_entry_is_cited_as_the_style_asks(style: str, key: str) -> None:
    assert html.unescape(cite(style, ITEMS[key])) == EXPECTED[style][key]


def test_there_are_twelve_entries_of_which_four_are_chinese() -> None:
    assert len(ITEMS) == 12
    assert sum(said["language"] == "zh" for said in ITEMS.values()) == 4
    assert set(EXPECTED) == set(STYLES) == set(NAMES)


def test_apa_names_twenty_authors_and_of_more_the_last() -> None:
    people = " and ".join(f"Family{letter}, Given" for letter in "ABCDEFGHIJKLMNOPQRSTU")
    said = cited("apa", f"@book{{a, author={{{people}}}, title={{T}}, year=2000}}")
    assert "FamilyS, G., … FamilyU, G. (2000)" in said
    assert "FamilyT" not in said


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("apa", "Lin, A., et al. (2000)"),
        ("ieee", "A. Lin <i>et al.</i>, “T,”"),
        ("mla", "Lin, Anna, et al. “T.”"),
        ("chicago", "Lin, Anna, et al. 2000. “T.”"),
        ("gbt7714", "LIN A, et al. T[J]"),
    ],
)
def test_authors_the_file_does_not_name_are_told(style: str, expected: str) -> None:
    source = "@article{a, author={Lin, Anna and others}, title={T}, journal={J}, year=2000}"
    assert cited(style, source, others=True).startswith(expected)


@pytest.mark.parametrize(
    ("pages", "mla", "chicago"),
    [
        ("7--19", "7–19", "7–19"),
        ("101--108", "101–08", "101–8"),
        ("100--104", "100–04", "100–104"),
        ("321--328", "321–28", "321–28"),
        ("498--532", "498–532", "498–532"),
        ("1496--1504", "1496–504", "1496–504"),
        ("e12", "e12", "e12"),
    ],
)
def test_the_last_page_leaves_out_what_it_shares(pages: str, mla: str, chicago: str) -> None:
    source = f"@article{{a, title={{T}}, journal={{J}}, volume=1, pages={{{pages}}}, year=2000}}"
    assert f" {mla}." in cited("mla", source)
    assert f": {chicago}." in cited("chicago", source)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("the end of the line: a study", "The End of the Line: A Study"),
        ("from {MRI} to iPhone and back", "From MRI to iPhone and Back"),
        ("slow-motion film", "Slow-Motion Film"),
        ("bounds on $k$-means", "Bounds on <math"),
    ],
)
def test_mla_sets_english_titles_in_headline_case(title: str, expected: str) -> None:
    assert expected in cited("mla", f"@article{{a, title={{{title}}}, journal={{J}}}}")


def test_a_title_in_another_language_keeps_its_case() -> None:
    source = "@book{a, title={Die Kunst der stillen Bilder}, langid={german}}"
    assert "<i>Die Kunst der stillen Bilder</i>" in cited("mla", source)


def test_no_mark_is_doubled_behind_a_question() -> None:
    source = "@article{a, author={Lin, A.}, title={Who looks?}, journal={J}, year=2000}"
    assert "“Who looks?” <i>J</i>" in cited("ieee", source)
    assert "Who looks? <i>J</i>." in cited("apa", source)


def test_quotation_marks_in_a_title_become_single_within_the_styles_own() -> None:
    source = "@article{a, title={On “control”}, journal={J}, year=2000}"
    assert "“On ‘control’,”" in cited("ieee", source)
    assert "On “control”." in cited("apa", source)


def test_editors_stand_in_for_authors_and_are_called_so() -> None:
    source = "@book{a, editor={Rossi, Chiara and Smith, Tom}, title={T}, year=2012}"
    assert cited("apa", source).startswith("Rossi, C., & Smith, T. (Eds.). (2012).")
    assert cited("mla", source).startswith("Rossi, Chiara, and Tom Smith, editors.")
    assert cited("chicago", source).startswith("Rossi, Chiara, and Tom Smith, eds. 2012.")


def test_an_entry_that_says_nothing_is_cited_all_the_same() -> None:
    for style in STYLES:
        assert cite(style, item(parse("@misc{a}").entries[0])) is not None


def test_markup_in_a_title_is_text() -> None:
    for style in STYLES:
        said = cite(style, {**ITEMS["bai2018"], "title": "<script>alert(1)</script>"})
        assert "<script" not in said


VALUES = st.text(max_size=12)
ANY = st.fixed_dictionaries(
    {
        "type": st.sampled_from(
            ["article-journal", "book", "chapter", "thesis", "report", "article"]
        )
    },
    optional={
        **dict.fromkeys(("title", "container-title", "publisher", "page", "volume"), VALUES),
        **dict.fromkeys(("issue", "edition", "genre", "number", "DOI", "language"), VALUES),
        "author": st.lists(
            st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix"]), VALUES)
        ),
        "issued": st.just({"date-parts": [[1999, 12]]}),
    },
)


@given(ANY)
def test_no_item_breaks_a_style(said: dict[str, Any]) -> None:
    for style in STYLES:
        assert isinstance(cite(style, said), str)
