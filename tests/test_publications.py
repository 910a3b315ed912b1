"""The listing: its pages, totals and counts are those of a plain filter over the rows."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from microsite.filters import Facet, Filters
from microsite.folding import fold
from microsite.localized import Localized
from microsite.models import Authorship, Direction, Person, Publication
from microsite.publications import FacetValue, Listing, histogram, listing, newest, pages
from tests.conftest import counted_queries

# The database is emptied before each example, and a busy machine is no mistake.
together = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

SLUGS = ("vision", "sound", "text")
# Neither in the order of the rows nor of the slugs.
POSITIONS = {"vision": 2, "sound": 0, "text": 1}
HUES = {"vision": 40, "sound": 160, "text": 280}
WORDS = ("light", "lightning", "图像", "schrödinger")
FACETS: tuple[Facet, ...] = ("directions", "years", "types")


@dataclass(frozen=True)
class Paper:
    """A publication as the plain filter sees it."""

    year: int | None
    month: int | None
    entry_type: str
    slugs: frozenset[str]
    words: tuple[str, ...]
    hidden: bool


PAPERS = st.builds(
    Paper,
    year=st.sampled_from([None, 1999, 2019, 2020, 2021]),
    month=st.sampled_from([None, 1, 12]),
    entry_type=st.sampled_from(["article", "book", "misc"]),
    slugs=st.frozensets(st.sampled_from(SLUGS)),
    words=st.lists(st.sampled_from(WORDS), max_size=3).map(tuple),
    hidden=st.sampled_from([False, False, True]),
)
LIBRARIES = st.lists(PAPERS, max_size=14)
QUESTIONS = st.builds(
    Filters,
    directions=st.lists(st.sampled_from(SLUGS), unique=True, max_size=2).map(sorted).map(tuple),
    years=st.lists(st.sampled_from([1999, 2020, 2021, 2030]), unique=True, max_size=2)
    .map(sorted)
    .map(tuple),
    types=st.lists(st.sampled_from(["article", "book", "thesis"]), unique=True, max_size=2)
    .map(sorted)
    .map(tuple),
    q=st.sampled_from(["", "", "light", "LIGH", "图", "图像 light", "Schrodinger", "light 像"]),
    page=st.integers(1, 4),
)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE_SIZE", 3)


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_the_page_and_the_total_are_those_of_a_plain_filter(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    shown = listing(session, filters, stored(session, library))
    wanted = [number for number in newest_first(library) if is_wanted(library[number], filters)]
    assert shown.total == len(wanted)
    assert shown.overall == sum(not paper.hidden for paper in library)
    page = min(filters.page, max(1, -(-len(wanted) // 3)))
    assert (shown.page, shown.pages) == (page, max(1, -(-len(wanted) // 3)))
    assert numbers(shown.publications) == wanted[(page - 1) * 3 : page * 3]


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_every_count_of_a_facet_is_that_of_a_plain_filter(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    shown = listing(session, filters, stored(session, library))
    others = wanted_papers(library, filters.without("directions"))
    assert {value.value: value.count for value in shown.direction_values} == {
        slug: sum(slug in paper.slugs for paper in others) for slug in SLUGS
    }
    of_type = Counter(
        paper.entry_type for paper in wanted_papers(library, filters.without("types"))
    )
    assert {value.value: value.count for value in shown.type_values} == {
        name: of_type[name] for name in {*of_type, *filters.types}
    }
    of_year = Counter(paper.year for paper in wanted_papers(library, filters.without("years")))
    assert {bar.year: bar.count for bar in shown.bars if bar.count} == {
        year: count for year, count in of_year.items() if year is not None
    }


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_the_count_shown_before_a_click_is_the_number_listed_after_it(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    directions = stored(session, library)
    for facet in FACETS:
        shown = listing(session, filters.without(facet), directions)
        for count, after in clicks(shown, facet):
            # A click is a request: what it means must survive the address.
            read = Filters.from_args(after.to_args())
            assert listing(session, read, directions).total == count


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_the_pages_together_are_the_whole_list_in_order(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    directions = stored(session, library)
    page: Filters | None = filters.at(1)
    found: list[int] = []
    groups: list[tuple[int | None, int]] = []
    while page is not None:
        shown = listing(session, page, directions)
        assert (shown.first, shown.last) == (
            (len(found) + 1, len(found) + len(shown.publications)) if shown.total else (0, 0)
        )
        assert (shown.previous is None) == (not found)
        found += numbers(shown.publications)
        assert [one for _, _, group in shown.groups for one in group] == shown.publications
        groups += [(year, count) for year, count, _ in shown.groups]
        page = shown.next
    wanted = [number for number in newest_first(library) if is_wanted(library[number], filters)]
    assert found == wanted
    years = groupby(wanted, key=lambda number: library[number].year)
    # A year that goes on over the page's end stands on both pages, each time with all it has.
    assert list(dict.fromkeys(groups)) == [(year, len(list(group))) for year, group in years]


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_a_bar_consists_of_the_first_directions_of_its_publications(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    shown = listing(session, filters, stored(session, library))
    papers = wanted_papers(library, filters.without("years"))
    years = [paper.year for paper in papers if paper.year is not None]
    assert [bar.year for bar in shown.bars] == (
        list(range(min(years), max(years) + 1)) if years else []
    )
    for bar in shown.bars:
        hues = Counter(first_hue(paper) for paper in papers if paper.year == bar.year)
        in_order = [*(HUES[slug] for slug in sorted(SLUGS, key=POSITIONS.get)), None]  # type: ignore[arg-type]
        assert bar.parts == tuple((hue, hues[hue]) for hue in in_order if hues[hue])
        assert bar.selected == (bar.year in filters.years)
        assert bar.filters == filters.toggled("years", bar.year)


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_there_is_a_chip_for_every_choice_and_it_takes_that_one_away(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    shown = listing(session, filters, stored(session, library))
    assert [chip.kind for chip in shown.chips] == [
        *["direction"] * len(filters.directions),
        *["year"] * len(filters.years),
        *["type"] * len(filters.types),
        *["q"] * bool(filters.q),
    ]
    assert [chip.filters for chip in shown.chips] == [
        *(filters.toggled("directions", slug) for slug in filters.directions),
        *(filters.toggled("years", year) for year in filters.years),
        *(filters.toggled("types", name) for name in filters.types),
        *[filters.with_q("")][: bool(filters.q)],
    ]


def test_the_newest_month_comes_first_and_what_has_none_last(session: Session) -> None:
    dates = [(2020, 12), (2021, None), (2021, 1), (None, 12), (2021, 12), (2021, 12), (None, None)]
    stored(session, [paper(year=year, month=month) for year, month in dates])
    assert numbers(newest(session)) == [5, 4, 2, 1, 0, 3, 6]


def test_several_values_of_one_facet_are_alternatives(session: Session) -> None:
    directions = stored(session, [paper("sound"), paper("text"), paper("vision")])
    shown = listing(session, Filters(directions=("sound", "text")), directions)
    assert numbers(shown.publications) == [1, 0]


def test_several_facets_narrow(session: Session) -> None:
    library = [paper("sound", year=2020), paper("sound"), paper("text", year=2020)]
    directions = stored(session, library)
    shown = listing(session, Filters(directions=("sound",), years=(2020,)), directions)
    assert numbers(shown.publications) == [0]


def test_a_publication_of_two_chosen_directions_is_listed_once(session: Session) -> None:
    directions = stored(session, [paper("sound", "text")])
    shown = listing(session, Filters(directions=("sound", "text")), directions)
    assert (shown.total, numbers(shown.publications)) == (1, [0])


def test_a_direction_nobody_knows_is_not_filtered_by(session: Session) -> None:
    directions = stored(session, [paper("sound"), paper("text")])
    shown = listing(session, Filters(directions=("gone", "sound")), directions)
    assert shown.filters == Filters(directions=("sound",))
    assert shown.total == 1


def test_a_page_past_the_end_is_the_last(session: Session) -> None:
    shown = listing(session, Filters(page=999_999), stored(session, [paper()] * 7))
    assert (shown.page, shown.first, shown.last, shown.next) == (3, 7, 7, None)
    assert numbers(shown.publications) == [0]


def test_nothing_found_is_one_empty_page(session: Session) -> None:
    shown = listing(session, Filters(q="nowhere", page=5), stored(session, [paper()]))
    assert (shown.total, shown.page, shown.pages, shown.first, shown.last) == (0, 1, 1, 0, 0)
    assert (shown.groups, shown.bars, shown.most) == ([], [], 0)
    assert (shown.previous, shown.next) == (None, None)


def test_an_empty_library_can_be_listed(session: Session) -> None:
    shown = listing(session, Filters(), [])
    assert (shown.total, shown.overall, shown.publications, shown.bars) == (0, 0, [], [])


def test_hidden_publications_appear_in_no_list_and_no_count(session: Session) -> None:
    directions = stored(session, [paper("sound", hidden=True, entry_type="book", year=1990)])
    shown = listing(session, Filters(), directions)
    assert (shown.total, shown.overall, shown.publications) == (0, 0, [])
    assert (shown.bars, shown.type_values) == ([], [])
    assert {value.count for value in shown.direction_values} == {0}
    assert newest(session) == []
    assert histogram(session, directions) == []


def test_a_chosen_type_that_none_has_stays_to_be_taken_away(session: Session) -> None:
    shown = listing(session, Filters(types=("thesis",)), stored(session, [paper()]))
    assert [(value.value, value.count, value.selected) for value in shown.type_values] == [
        ("article", 1, False),
        ("thesis", 0, True),
    ]


def test_the_type_with_the_most_publications_comes_first(session: Session) -> None:
    library = [paper(entry_type=name) for name in ("misc", "book", "book", "article")]
    shown = listing(session, Filters(), stored(session, library))
    assert [value.value for value in shown.type_values] == ["book", "article", "misc"]


@pytest.mark.parametrize("entry_type", ["article", "video2", "mini_talk", "论文"])
def test_a_click_on_any_type_that_a_file_can_have_lists_that_type(
    session: Session, entry_type: str
) -> None:
    directions = stored(session, [paper(entry_type=entry_type), paper(entry_type="misc")])
    value = only(listing(session, Filters(), directions).type_values, entry_type)
    after = listing(session, Filters.from_args(value.filters.to_args()), directions)
    assert numbers(after.publications) == [0]


def test_a_click_on_a_year_before_the_common_era_lists_that_year(session: Session) -> None:
    directions = stored(session, [paper(year=-44), paper(year=-43)])
    bar = listing(session, Filters(), directions).bars[0]
    after = listing(session, Filters.from_args(bar.filters.to_args()), directions)
    assert (bar.year, numbers(after.publications)) == (-44, [0])


def test_a_click_on_a_chosen_value_takes_it_away(session: Session) -> None:
    directions = stored(session, [paper("sound")])
    shown = listing(session, Filters(directions=("sound",)), directions)
    value = only(shown.direction_values, "sound")
    assert value.selected
    assert value.filters == Filters()


def test_directions_stand_in_the_order_given_with_name_and_hue(session: Session) -> None:
    directions = stored(session, [])
    shown = listing(session, Filters(), directions)
    assert [(value.value, value.label, value.hue) for value in shown.direction_values] == [
        ("sound", Localized(en="sound"), 160),
        ("text", Localized(en="text"), 280),
        ("vision", Localized(en="vision"), 40),
    ]


def test_the_longest_bar_is_the_most(session: Session) -> None:
    library = [paper(year=2020), paper(year=2020), paper(year=2021)]
    assert listing(session, Filters(), stored(session, library)).most == 2


def test_the_bars_go_back_sixty_years_at_most(session: Session) -> None:
    shown = listing(session, Filters(), stored(session, [paper(year=202), paper(year=2024)]))
    assert [shown.bars[0].year, shown.bars[-1].year] == [1964, 2024]
    assert shown.total == 2


def test_the_histogram_is_that_of_the_whole_library(session: Session) -> None:
    library = [paper("sound", year=2020), paper(year=2021), paper(year=2021, hidden=True)]
    directions = stored(session, library)
    assert [(bar.year, bar.count) for bar in histogram(session, directions)] == [
        (2020, 1),
        (2021, 1),
    ]


def test_the_newest_come_first_and_no_more_than_asked_for(session: Session) -> None:
    stored(session, [paper(year=2020), paper(year=2024), paper(year=2022, hidden=True)])
    assert numbers(newest(session)) == [1, 0]
    assert numbers(newest(session, most=1)) == [1]
    assert numbers(newest(session, Publication.year < 2024)) == [0]


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(("sound", "text"), (2021,), ("article",), "light", 2)]
)
def test_the_number_of_queries_does_not_grow_with_the_library(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, filters: Filters
) -> None:
    monkeypatch.setattr(pages, "PAGE_SIZE", 25)
    few, many = (queries(app, session, size, filters) for size in (10, 500))
    assert few == many <= 12


def queries(app: Flask, session: Session, size: int, filters: Filters) -> int:
    library = [paper("sound", "text", year=2021, words=("light",))] * size
    directions = stored(session, library)
    people = [Person(slug=f"p{number}", position=number, role="") for number in range(3)]
    for publication in session.query(Publication):
        publication.authorships = [
            Authorship(position=number, name=f"A{number}", person=person)
            for number, person in enumerate(people)
        ]
    session.flush()
    session.expire_all()
    directions = session.query(Direction).order_by(Direction.position).all()
    with counted_queries(app) as statements:
        shown = listing(session, filters, directions)
        for publication in shown.publications:
            assert [one.slug for one in publication.directions] == ["sound", "text"]
            assert [one.person.slug for one in publication.authorships if one.person]
    assert len(shown.publications) == min(size, 25)
    return len(statements)


def stored(session: Session, library: list[Paper]) -> list[Direction]:
    """The directions of a database that holds nothing but `library`; a key tells the number."""
    session.rollback()
    directions = {
        slug: Direction(
            slug=slug, position=POSITIONS[slug], hue=HUES[slug], name=Localized(en=slug)
        )
        for slug in SLUGS
    }
    session.add_all(directions.values())
    session.flush()
    for number, paper in enumerate(library):
        title = " ".join(paper.words)
        session.add(
            Publication(
                citation_key=str(number),
                entry_type=paper.entry_type,
                fields=[],
                source="",
                fingerprint=str(number),
                title=title,
                folded=fold(title),
                year=paper.year,
                month=paper.month,
                hidden=paper.hidden,
                directions=[directions[slug] for slug in sorted(paper.slugs)],
            )
        )
        # One at a time, so that the ids follow the numbers.
        session.flush()
    session.expire_all()
    return sorted(directions.values(), key=lambda direction: direction.position)


def paper(
    *slugs: str,
    year: int | None = 2024,
    month: int | None = None,
    entry_type: str = "article",
    words: tuple[str, ...] = (),
    hidden: bool = False,
) -> Paper:
    return Paper(year, month, entry_type, frozenset(slugs), words, hidden)


def is_wanted(paper: Paper, filters: Filters) -> bool:
    text = f" {fold(' '.join(paper.words))} "
    asked = [fold(word) for word in filters.q.split()]
    return (
        not paper.hidden
        and (not filters.directions or bool(paper.slugs & set(filters.directions)))
        and (not filters.years or paper.year in filters.years)
        and (not filters.types or paper.entry_type in filters.types)
        and all(f" {word} " in text for word in asked[:-1])
        and all(f" {word}" in text for word in asked[-1:])
    )


def wanted_papers(library: list[Paper], filters: Filters) -> list[Paper]:
    return [paper for paper in library if is_wanted(paper, filters)]


def newest_first(library: list[Paper]) -> list[int]:
    """The numbers by year and month, those without one last; what was added last comes first."""

    def order(number: int) -> tuple[float, float, int]:
        paper = library[number]
        return (paper.year or -1, paper.month or -1, number)

    return sorted(range(len(library)), key=order, reverse=True)


def first_hue(paper: Paper) -> int | None:
    ranked = sorted(paper.slugs, key=lambda slug: POSITIONS[slug])
    return HUES[ranked[0]] if ranked else None


def clicks(shown: Listing, facet: Facet) -> list[tuple[int, Filters]]:
    """The count and the state after the click, of every value of a facet."""
    if facet == "years":
        return [(bar.count, bar.filters) for bar in shown.bars]
    values = shown.direction_values if facet == "directions" else shown.type_values
    return [(value.count, value.filters) for value in values]


def only(values: list[FacetValue], name: str) -> FacetValue:
    found = [value for value in values if value.value == name]
    assert len(found) == 1
    return found[0]


def numbers(found: list[Publication]) -> list[int]:
    return [int(publication.citation_key) for publication in found]
