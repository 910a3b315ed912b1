"""Which held publication an entry is: by key, by DOI, by title; never by a guess."""

from dataclasses import replace

import pytest

from microsite.bibtex import parse
from microsite.folding import fold
from microsite.importing.facts import Incoming, incoming
from microsite.importing.held import Held
from microsite.importing.match import Index, Match

TITLE = "Light and Shade in Generated Pictures"
OTHER = "A Survey of Sound in Empty Rooms"


def entry(key: str, **fields: str) -> Incoming:
    lines = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    (found,) = incoming(parse(f"@article{{{key}, {lines}}}").entries)
    return found


def held(
    id: int,
    key: str,
    title: str = TITLE,
    doi: str | None = None,
    year: int | None = 2024,
    fingerprint: str = "",
) -> Held:
    return Held(id, key, fingerprint or f"print-{id}", fold(title), doi, year, "version")


def match(given: Incoming, *library: Held) -> tuple[str, list[int], str]:
    return told(Index(library).match(given))


def told(found: Match) -> tuple[str, list[int], str]:
    return found.status, [one.id for one in found.held], found.reason


def test_in_an_empty_library_everything_is_new() -> None:
    assert match(entry("a", title=TITLE)) == ("new", [], "")


def test_what_nothing_resembles_is_new() -> None:
    assert match(entry("b", title=OTHER), held(1, "a")) == ("new", [], "")


def test_the_same_key_with_the_same_content_is_unchanged() -> None:
    given = entry("a", title=TITLE)
    assert match(given, held(1, "a", fingerprint=given.fingerprint))[:2] == ("unchanged", [1])


def test_the_same_content_under_another_key_is_unchanged() -> None:
    given = entry("b", title=TITLE)
    assert match(given, held(1, "a", fingerprint=given.fingerprint))[:2] == ("unchanged", [1])


def test_the_same_key_with_a_title_alike_is_changed() -> None:
    given = entry("a", title="Light and Shades in Generated Picture")
    assert match(given, held(1, "a")) == ("changed", [1], "key")


@pytest.mark.parametrize("doi", [None, ""])
def test_the_same_key_with_another_title_is_unclear(doi: str | None) -> None:
    assert match(entry("a", title=OTHER), held(1, "a", doi=doi)) == ("unclear", [1], "key")


def test_the_same_key_and_doi_with_another_title_is_changed() -> None:
    given = entry("a", title=OTHER, doi="10.5555/x.1")
    assert match(given, held(1, "a", doi="10.5555/x.1")) == ("changed", [1], "key")


def test_the_same_key_with_another_doi_and_title_is_unclear() -> None:
    given = entry("a", title=OTHER, doi="10.5555/x.2")
    assert match(given, held(1, "a", doi="10.5555/x.1")) == ("unclear", [1], "key")


def test_keys_that_differ_in_case_are_different_keys() -> None:
    assert match(entry("A", title=OTHER), held(1, "a")) == ("new", [], "")


def test_the_same_doi_with_a_title_alike_is_changed() -> None:
    given = entry("b", title=TITLE, doi="https://doi.org/10.5555/X.1")
    assert match(given, held(1, "a", doi="10.5555/x.1")) == ("changed", [1], "doi")


def test_the_same_doi_with_another_title_is_unclear() -> None:
    given = entry("b", title=OTHER, doi="10.5555/x.1")
    assert match(given, held(1, "a", doi="10.5555/x.1")) == ("unclear", [1], "doi")


def test_a_doi_that_two_publications_have_is_unclear() -> None:
    given = entry("c", title=TITLE, doi="10.5555/x.1")
    library = [held(1, "a", doi="10.5555/x.1"), held(2, "b", doi="10.5555/x.1")]
    assert match(given, *library) == ("unclear", [1, 2], "doi")


@pytest.mark.parametrize(
    "title", [TITLE, TITLE.upper(), "Light and shade in {G}énérated pictures!"]
)
def test_the_same_title_in_the_same_year_is_unclear(title: str) -> None:
    given = entry("b", title=title.replace("é", "e"), year="2024")
    assert match(given, held(1, "a")) == ("unclear", [1], "title")


@pytest.mark.parametrize(("year", "status"), [("2023", "unclear"), ("2025", "unclear")])
def test_the_same_title_a_year_off_is_unclear(year: str, status: str) -> None:
    assert match(entry("b", title=TITLE, year=year), held(1, "a"))[0] == status


@pytest.mark.parametrize("year", ["2021", "2026"])
def test_the_same_title_in_quite_another_year_is_new(year: str) -> None:
    assert match(entry("b", title=TITLE, year=year), held(1, "a")) == ("new", [], "")


def test_the_same_title_is_unclear_where_a_year_is_missing() -> None:
    assert match(entry("b", title=TITLE), held(1, "a"))[0] == "unclear"
    assert match(entry("b", title=TITLE, year="2024"), held(1, "a", year=None))[0] == "unclear"


def test_every_publication_with_the_title_is_a_candidate() -> None:
    library = [held(1, "a"), held(2, "b"), held(3, "c", OTHER)]
    assert match(entry("d", title=TITLE), *library) == ("unclear", [1, 2], "title")


def test_a_chinese_title_is_matched_too() -> None:
    given = entry("b", title="生成图像中的光与影", year="2024")
    assert match(given, held(1, "a", "生成图像中的光与影")) == ("unclear", [1], "title")


def test_titles_without_a_letter_are_not_alike() -> None:
    given = entry("b", title="???", year="2024")
    assert match(given, held(1, "a", "!!!")) == ("new", [], "")


def test_a_publication_is_matched_once() -> None:
    index = Index([held(1, "a", doi="10.5555/x.1")])
    first = entry("b", title=TITLE, doi="10.5555/x.1")
    second = entry("c", title=TITLE, doi="10.5555/x.1")
    assert told(index.match(first)) == ("changed", [1], "doi")
    assert told(index.match(second)) == ("new", [], "")


def test_the_same_content_twice_is_not_the_same_publication_twice() -> None:
    given = entry("b", title=TITLE)
    index = Index([held(1, "a", fingerprint=given.fingerprint)])
    assert told(index.match(given))[:2] == ("unchanged", [1])
    assert told(index.match(replace(given, entry=replace(given.entry, key="c")))) == ("new", [], "")


def test_layout_alone_makes_no_difference() -> None:
    one = entry("a", title=TITLE, note="one  two\n   three")
    other = entry("a", title=TITLE, note="one two three")
    assert one.fingerprint == other.fingerprint


def test_type_fields_and_their_order_make_a_difference() -> None:
    one = entry("a", title=TITLE, note="one")
    others = [
        entry("a", title=TITLE, note="two"),
        entry("a", title=TITLE, annote="one"),
        entry("a", note="one", title=TITLE),
        replace(one, entry=replace(one.entry, entry_type="book")),
        replace(one, entry=replace(one.entry, inherited=(("year", "2024"),))),
    ]
    assert len({given.fingerprint for given in [one, *others]}) == 6


def test_the_version_of_nothing_is_empty() -> None:
    index = Index([held(1, "a")])
    assert index.version(1) == "version"
    assert index.version(None) == ""
