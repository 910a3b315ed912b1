"""Which held publication an entry is: by key, identifier, title; never by a guess."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from microsite.bibtex import parse
from microsite.folding import fold
from microsite.importing.decisions import Decision, Decisions, mark
from microsite.importing.facts import Incoming, incoming
from microsite.importing.held import Held, Stamp
from microsite.importing.match import CANDIDATES, Index, Match

TITLE = "Light and Shade in Generated Pictures"
OTHER = "A Survey of Sound in Empty Rooms"


def entry(key: str, **fields: str) -> Incoming:
    lines = ", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
    (found,) = incoming(parse(f"@article{{{key}, {lines}}}").entries)
    return found


@dataclass
class Library:
    """What is held, without a database; says whether more than the stamps was asked for."""

    stamps: Sequence[Stamp]
    details: Sequence[Held]
    decisions: Decisions = field(default_factory=dict)
    is_read: bool = False

    @property
    def held(self) -> Sequence[Held]:
        self.is_read = True
        return self.details


def held(
    id: int, key: str, title: str = TITLE, year: int | None = 2024, print_: str = "", **more: str
) -> tuple[Stamp, Held]:
    facts = {"doi": "", "eprint": "", "isbn": "", "entry_type": "article", "venue": "", "by": ""}
    facts |= more
    return (
        Stamp(id, key, print_ or f"print-{id}", "version"),
        Held(
            id,
            fold(title),
            facts["doi"] or None,
            facts["eprint"] or None,
            facts["isbn"] or None,
            year,
            facts["entry_type"],
            facts["venue"],
            facts["by"],
        ),
    )


def library(*publications: tuple[Stamp, Held], decisions: Decisions | None = None) -> Library:
    stamps = [stamp for stamp, _ in publications]
    return Library(stamps, [details for _, details in publications], decisions or {})


def match(given: Incoming, *publications: tuple[Stamp, Held]) -> tuple[str, list[int], str]:
    (found,) = Index(library(*publications)).match([given])
    return told(found)


def told(found: Match) -> tuple[str, list[int], str]:
    """The status, the publications, and the first reason of an unclear match."""
    if found.held_id is not None:
        return found.status, [found.held_id], ""
    reason = found.likely[0][1] if found.likely else ""
    return found.status, [held_id for held_id, _ in found.likely], reason


def test_in_an_empty_library_everything_is_new() -> None:
    assert match(entry("a", title=TITLE)) == ("new", [], "")


def test_what_nothing_resembles_is_new() -> None:
    assert match(entry("b", title=OTHER), held(1, "a")) == ("new", [], "")


def test_the_same_key_with_the_same_content_is_unchanged() -> None:
    given = entry("a", title=TITLE)
    assert match(given, held(1, "a", print_=given.fingerprint))[:2] == ("unchanged", [1])


def test_the_same_content_under_another_key_is_unchanged() -> None:
    given = entry("b", title=TITLE)
    assert match(given, held(1, "a", print_=given.fingerprint))[:2] == ("unchanged", [1])


def test_the_same_key_with_a_title_alike_is_changed() -> None:
    given = entry("a", title="Light and Shades in Generated Picture")
    assert match(given, held(1, "a")) == ("changed", [1], "")


def test_the_same_key_with_another_title_is_unclear() -> None:
    assert match(entry("a", title=OTHER), held(1, "a")) == ("unclear", [1], "key")


def test_the_same_key_and_doi_with_another_title_is_changed() -> None:
    given = entry("a", title=OTHER, doi="10.5555/x.1")
    assert match(given, held(1, "a", doi="10.5555/x.1")) == ("changed", [1], "")


def test_the_same_key_with_another_doi_and_title_is_unclear() -> None:
    given = entry("a", title=OTHER, doi="10.5555/x.2")
    assert match(given, held(1, "a", doi="10.5555/x.1")) == ("unclear", [1], "key")


def test_keys_that_differ_in_case_are_different_keys() -> None:
    assert match(entry("A", title=OTHER), held(1, "a")) == ("new", [], "")


def test_the_same_doi_with_a_title_alike_is_changed() -> None:
    given = entry("b", title=TITLE, doi="https://doi.org/10.5555/X.1")
    assert match(given, held(1, "a", doi="10.5555/x.1")) == ("changed", [1], "")


def test_the_same_doi_with_another_title_is_unclear() -> None:
    given = entry("b", title=OTHER, doi="10.5555/x.1")
    assert match(given, held(1, "a", doi="10.5555/x.1")) == ("unclear", [1], "doi")


def test_a_doi_that_two_publications_have_is_unclear() -> None:
    given = entry("c", title=TITLE, doi="10.5555/x.1")
    both = [held(1, "a", doi="10.5555/x.1"), held(2, "b", doi="10.5555/x.1")]
    assert match(given, *both) == ("unclear", [1, 2], "doi")


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
    three = [held(1, "a"), held(2, "b"), held(3, "c", OTHER)]
    assert match(entry("d", title=TITLE), *three) == ("unclear", [1, 2], "title")


def test_a_chinese_title_is_matched_too() -> None:
    given = entry("b", title="生成图像中的光与影", year="2024")
    assert match(given, held(1, "a", "生成图像中的光与影")) == ("unclear", [1], "title")


def test_titles_without_a_letter_are_not_alike() -> None:
    given = entry("b", title="???", year="2024")
    assert match(given, held(1, "a", "!!!")) == ("new", [], "")


def test_a_publication_is_matched_once() -> None:
    index = Index(library(held(1, "a", doi="10.5555/x.1")))
    first = entry("b", title=TITLE, doi="10.5555/x.1")
    second = entry("c", title=TITLE, doi="10.5555/x.1")
    assert [told(found) for found in index.match([first, second])] == [
        ("changed", [1], ""),
        ("new", [], ""),
    ]


def test_the_same_content_twice_is_not_the_same_publication_twice() -> None:
    given = entry("b", title=TITLE)
    again = replace(given, entry=replace(given.entry, key="c"))
    index = Index(library(held(1, "a", print_=given.fingerprint)))
    assert [told(found)[:2] for found in index.match([given, again])] == [
        ("unchanged", [1]),
        ("new", []),
    ]


def test_what_is_surer_is_matched_first_wherever_it_stands() -> None:
    by_title = entry("b", title=TITLE, year="2024")
    by_doi = entry("c", title=TITLE, doi="10.5555/x.1")
    by_key = entry("a", title=TITLE)
    one = held(1, "a", doi="10.5555/x.1")
    for file, sure in (([by_title, by_doi], 1), ([by_title, by_doi, by_key], 2)):
        found = Index(library(one)).match(file)
        assert [match.held_id for match in found] == [
            1 if n == sure else None for n in range(len(file))
        ]


def test_the_same_archive_identifier_is_the_same_work() -> None:
    given = entry("b", title=TITLE, eprint="2101.00001v3", archiveprefix="arXiv")
    assert match(given, held(1, "a", eprint="arxiv:2101.00001")) == ("changed", [1], "")
    assert match(given, held(1, "a", OTHER, eprint="arxiv:2101.00001")) == (
        "unclear",
        [1],
        "eprint",
    )
    assert match(given, held(1, "a", OTHER, eprint="arxiv:2101.00002")) == ("new", [], "")


def test_the_same_pages_of_the_same_book_are_the_same_work() -> None:
    given = entry("b", title=TITLE, isbn="3-540-34511-6", pages="12--30")
    assert match(given, held(1, "a", isbn="9783540345114 12-30")) == ("changed", [1], "")
    assert match(given, held(1, "a", OTHER, isbn="9783540345114 12-30"))[2] == "isbn"
    assert match(given, held(1, "a", OTHER, isbn="9783540345114 31-40")) == ("new", [], "")


def test_the_volumes_under_one_isbn_are_not_taken_for_one_another() -> None:
    given = entry("b", title=f"{TITLE} 2", isbn="3540345116", pages="1--2")
    assert match(given, held(1, "a", f"{TITLE} 1", isbn="9783540345114 1-2"))[0] == "unclear"


def test_what_many_publications_share_identifies_none_of_them() -> None:
    given = entry("c", title="Quite another chapter", doi="10.5555/book")
    both = [held(1, "a", doi="10.5555/book"), held(2, "b", OTHER, doi="10.5555/book")]
    assert match(given, *both) == ("new", [], "")


def test_a_certain_identifier_wins_over_a_key_of_another_work() -> None:
    given = entry("a", title=TITLE, doi="10.5555/x.1")
    both = [held(1, "a", OTHER), held(2, "b", doi="10.5555/x.1")]
    assert match(given, *both) == ("changed", [2], "")


@pytest.mark.parametrize(
    "title",
    [
        "Light and Shades in Generated Pictures",
        "Light and Shade in Generated Pictures: A Study",
        "Light and shade in generatd pictures",
        "Ligth and Shade in Generated Pictures",
    ],
)
def test_a_title_alike_by_the_same_author_is_unclear(title: str) -> None:
    given = entry("b", title=title, author="Lu, W.", year="2025")
    assert match(given, held(1, "a", by="Lu\nGu")) == ("unclear", [1], "title")


def test_an_author_further_down_the_list_will_do() -> None:
    given = entry("b", title="Light and Shades in Generated Pictures", author="Gu, L.")
    assert match(given, held(1, "a", by="Lu\nGu"))[0] == "unclear"


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("Light and Shades in Generated Pictures", {"author": "Shen, Z.", "year": "2024"}),
        ("Light and Shades in Generated Pictures", {"author": "Lu, W.", "year": "2021"}),
        ("Light and Shade in Generated Pictures II", {"author": "Lu, W.", "year": "2024"}),
        ("Erratum: Light and Shade in Generated Pictures", {"author": "Lu, W.", "year": "2024"}),
        ("Colour and Line in Generated Pictures", {"author": "Lu, W.", "year": "2024"}),
    ],
    ids=["other author", "other year", "second part", "erratum", "other title"],
)
def test_a_title_that_only_resembles_is_new(title: str, fields: dict[str, str]) -> None:
    assert match(entry("b", title=title, **fields), held(1, "a", by="Lu")) == ("new", [], "")


def test_alike_titles_with_a_doi_each_are_two_works() -> None:
    given = entry("b", title=f"{TITLE}: More", author="Lu, W.", doi="10.5555/y")
    assert match(given, held(1, "a", by="Lu", doi="10.5555/x")) == ("new", [], "")


def test_a_short_title_by_other_people_is_new() -> None:
    given = entry("b", title="Editorial", author="Lu, W.", year="2024")
    assert match(given, held(1, "a", "Editorial", by="Gu")) == ("new", [], "")
    assert match(given, held(1, "a", "Editorial", year=None)) == ("new", [], "")
    assert match(given, held(1, "a", "Editorial", by="Lu")) == ("unclear", [1], "title")


def test_a_chinese_title_with_another_part_number_is_new() -> None:
    given = entry("b", title="生成图像中的光与影研究（下）", author="张三", year="2024")
    assert match(given, held(1, "a", "生成图像中的光与影研究（上）", by="张")) == ("new", [], "")
    assert match(given, held(1, "a", "生成图像中光与影研究（下）", by="张"))[0] == "unclear"


def test_no_more_candidates_are_offered_than_can_be_compared() -> None:
    many = [held(number, f"k{number}") for number in range(1, 40)]
    assert len(match(entry("b", title=TITLE), *many)[1]) == CANDIDATES


def test_an_unchanged_file_needs_no_more_than_keys_and_content() -> None:
    given = entry("a", title=TITLE)
    known = library(held(1, "a", print_=given.fingerprint), held(2, "b"))
    Index(known).match([given])
    assert not known.is_read


def test_what_was_decided_to_be_the_same_is_the_same() -> None:
    given = entry("b", title=TITLE)
    for fingerprint, status in ((given.fingerprint, "unchanged"), ("before", "changed")):
        known = library(held(7, "z", OTHER), decisions={mark(given): Decision(7, fingerprint)})
        (found,) = Index(known).match([given])
        assert (found.status, found.held_id) == (status, 7)


def test_what_was_decided_to_be_ignored_is_not_asked_again() -> None:
    given = entry("b", title=TITLE)
    known = library(held(1, "a"), decisions={mark(given): Decision(None, "")})
    (found,) = Index(known).match([given])
    assert (found.status, found.likely, found.remembered) == ("unclear", ((1, "title"),), "skip")
    empty = library(decisions={mark(given): Decision(None, "")})
    assert told(Index(empty).match([given])[0]) == ("unclear", [], "")


def test_a_decision_about_what_is_gone_counts_for_nothing() -> None:
    given = entry("b", title=TITLE)
    known = library(held(1, "a", OTHER), decisions={mark(given): Decision(9, "")})
    assert told(Index(known).match([given])[0]) == ("new", [], "")


def test_a_second_entry_for_a_publication_is_settled_or_offered_as_before() -> None:
    given, other = entry("a", title=TITLE), entry("b", title=TITLE, note="preprint")
    one = held(1, "a", print_=given.fingerprint)
    for fingerprint, expected in (
        (other.fingerprint, ("unchanged", 1, (), "")),
        ("before", ("unclear", None, ((1, "decided"),), "same:1")),
    ):
        known = library(one, decisions={mark(other): Decision(1, fingerprint)})
        assert Index(known).match([given, other])[1] == expected


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
    assert Index(library(held(1, "a"))).versions == {None: "", 1: "version"}
