"""The listing: its pages, totals and counts are those of a plain filter over the rows."""

from collections import Counter
from itertools import groupby

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.filters import ARGUMENTS, Facet, Filters, Sort
from microsite.localized import Localized
from microsite.models import Publication
from microsite.publications import (
    FacetValue,
    Index,
    Listing,
    entries,
    histogram,
    listing,
    newest,
    pages,
    publications_of,
)
from microsite.publications.conditions import NEWEST_FIRST, condition
from microsite.publications.facets import LONG, SHORT
from tests.conftest import counted_queries
from tests.papers import (
    HUES,
    LIBRARIES,
    POSITIONS,
    QUESTIONS,
    SLUGS,
    TEAM,
    Paper,
    first_hue,
    is_wanted,
    newest_first,
    numbers,
    paper,
    plain,
    stored,
    wanted_papers,
)

# The database is emptied before each example, and a busy machine is no mistake.
together = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # Shrinking would write hundreds of libraries.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGE_SIZE", 3)


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_the_page_and_the_total_are_those_of_a_plain_filter(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    index = stored(session, library)
    filters = index.limited(filters)
    shown = shown_of(session, index, filters)
    wanted = [number for number in newest_first(library) if is_wanted(library[number], filters)]
    assert shown.total == len(wanted)
    assert shown.overall == sum(not paper.hidden for paper in library)
    page = min(filters.page, max(1, -(-len(wanted) // 3)))
    assert (shown.page, shown.pages) == (page, max(1, -(-len(wanted) // 3)))
    assert listed(session, shown) == wanted[(page - 1) * 3 : page * 3]


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_every_count_is_that_of_a_plain_filter_over_the_state_after_the_click(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    index = stored(session, library)
    filters = index.limited(filters)
    shown = shown_of(session, index, filters)
    values: dict[Facet, list[FacetValue]] = {"directions": shown.direction_values}
    values |= {found.facet: found.values for found in shown.facets}
    for facet, found in values.items():
        for value in found:
            alone = shown.filters.with_values(facet, [value.value])
            after = alone if value.selected else shown.filters.toggled(facet, value.value)
            assert value.count == len(wanted_papers(library, after)), (facet, value)


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_a_facet_has_every_value_that_the_other_filters_leave(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    index = stored(session, library)
    filters = index.limited(filters)
    shown = shown_of(session, index, filters)
    for values in shown.facets:
        facet = values.facet
        others = wanted_papers(library, shown.filters.without(facet))
        left = {value for paper in others for value in paper.values(facet)}
        if facet == "authors":
            # The team's names stand among the people.
            left -= {plain(name) for name in TEAM.values()}
        assert {value.value for value in values.values} == left | set(getattr(shown.filters, facet))


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_what_is_read_off_the_database_is_what_the_index_says(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    asked = stored(session, library).limited(filters)
    query = select(Publication).where(condition(asked)).order_by(*NEWEST_FIRST)
    wanted = [number for number in newest_first(library) if is_wanted(library[number], asked)]
    assert numbers(list(session.scalars(query))) == wanted


@together
@given(library=LIBRARIES, filters=QUESTIONS, sort=st.sampled_from(("oldest", "relevance")))
def test_a_file_has_the_order_of_the_list(
    session: Session, library: list[Paper], filters: Filters, sort: Sort
) -> None:
    index = stored(session, library)
    asked = index.limited(filters.sorted_by(sort))
    ids = entries.numbers(session.connection(), condition(asked), asked)
    filed = numbers(publications_of(session, list(ids)))
    assert filed == pages_of(session, index, asked)


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_the_count_shown_before_a_click_is_the_number_listed_after_it(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    index = stored(session, library)
    filters = index.limited(filters)
    shown = shown_of(session, index, filters)
    values = [*shown.direction_values, *(one for facet in shown.facets for one in facet.values)]
    clicks = [(value.count, value.filters) for value in values if not value.selected]
    clicks += [(bar.after, bar.filters) for bar in shown.years.values if not bar.selected]
    for count, after in clicks:
        # A click is a request: what it means must survive the address.
        read = Filters.from_args(after.to_args())
        assert shown_of(session, index, read).total == count


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_the_pages_together_are_the_whole_list_in_order(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    index = stored(session, library)
    filters = index.limited(filters)
    page: Filters | None = filters.at(1)
    found: list[int] = []
    groups: list[tuple[int | None, int]] = []
    while page is not None:
        shown = shown_of(session, index, page)
        assert (shown.first, shown.last) == (
            (len(found) + 1, len(found) + len(shown.ids)) if shown.total else (0, 0)
        )
        assert (shown.previous is None) == (not found)
        found += listed(session, shown)
        assert [one for _, _, group in shown.groups for one in group] == shown.ids
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
    index = stored(session, library)
    filters = index.limited(filters)
    shown = shown_of(session, index, filters)
    papers = wanted_papers(library, shown.filters.without("years"))
    years = [paper.year for paper in papers if paper.year is not None]
    assert [bar.year for bar in shown.bars] == (
        list(range(min(years), max(years) + 1)) if years else []
    )
    for bar in shown.bars:
        hues = Counter(first_hue(paper) for paper in papers if paper.year == bar.year)
        in_order = [*(HUES[slug] for slug in sorted(SLUGS, key=POSITIONS.get)), None]  # type: ignore[arg-type]
        assert bar.parts == tuple((hue, hues[hue]) for hue in in_order if hues[hue])
        assert bar.selected == (bar.year in filters.years)
        assert bar.filters == shown.filters.toggled("years", bar.year)


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_there_is_a_chip_for_every_choice_and_it_takes_that_one_away(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    index = stored(session, library)
    filters = index.limited(filters)
    shown = shown_of(session, index, filters)
    asked = shown.filters.at(1)
    chips = [(chip.kind, chip.filters) for chip in shown.chips]
    expected = [
        (name, asked.toggled(facet, value))
        for facet, name in ARGUMENTS.items()
        for value in getattr(asked, facet)
    ]
    expected += [("span", asked.without_span())] * asked.has_span
    expected += [("q", asked.with_q(""))] * bool(asked.q)
    assert sorted(chips, key=str) == sorted(expected, key=str)


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_where_nothing_is_found_each_way_out_leads_to_as_many_as_it_says(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    index = stored(session, library)
    filters = index.limited(filters)
    shown = shown_of(session, index, filters)
    ways = {chip.filters: len(wanted_papers(library, chip.filters)) for chip in shown.chips}
    alone = {} if shown.total else {after: count for after, count in ways.items() if count}
    offered = {way.filters: way.count for way in shown.ways_out}
    if alone:
        assert offered == alone or (len(alone) > len(offered) and offered.items() < alone.items())
    for after, count in offered.items():
        assert count == len(wanted_papers(library, after)) > 0
    counts = [way.count for way in shown.ways_out]
    assert counts == sorted(counts, reverse=True)


def test_where_two_filters_are_to_blame_both_are_offered(session: Session) -> None:
    papers = [Paper(year=2019), Paper(year=2020, entry_type="book", award=True)]
    asked = Filters(years=(2019,), types=("book",), extras=("award",))
    shown = shown_of(session, stored(session, papers), asked)
    ways = [{chip.kind for chip in way.chips} for way in shown.ways_out]
    assert ways == [{"year"}]
    plain_ones = [Paper(year=2019), Paper(year=2020, entry_type="book")]
    shown = shown_of(session, stored(session, plain_ones), asked)
    pairs = [{chip.kind for chip in way.chips} for way in shown.ways_out]
    assert sorted(pairs, key=sorted) == [{"type", "has"}, {"year", "has"}]
    two = Filters(years=(2019, 2020), q="nowhere")
    shown = shown_of(session, stored(session, papers[:1]), two)
    assert [{chip.kind for chip in way.chips} for way in shown.ways_out] == [{"q"}]


@together
@given(library=LIBRARIES, filters=QUESTIONS)
def test_the_oldest_come_first_where_that_is_asked_for(
    session: Session, library: list[Paper], filters: Filters
) -> None:
    index = stored(session, library)
    filters = index.limited(filters)
    shown = pages_of(session, index, filters.sorted_by("oldest"))
    wanted = [number for number in newest_first(library) if is_wanted(library[number], filters)]
    dated = [number for number in wanted if library[number].year is not None]
    assert shown == dated[::-1] + [number for number in wanted if number not in dated]


def test_what_has_no_year_is_last_in_a_file_too_with_what_has_no_month_behind(
    session: Session,
) -> None:
    papers = [Paper(year=None, month=None), Paper(year=None, month=3), Paper(year=2000, month=5)]
    index = stored(session, papers)
    asked = Filters(sort="oldest")
    ids = entries.numbers(session.connection(), condition(asked), asked)
    assert numbers(publications_of(session, list(ids))) == pages_of(session, index, asked)


def shown_of(session: Session, index: Index, filters: Filters) -> Listing:
    return listing(session, index, filters)


def listed(session: Session, shown: Listing) -> list[int]:
    return numbers(publications_of(session, shown.ids))


def pages_of(session: Session, index: Index, filters: Filters) -> list[int]:
    found: list[int] = []
    page: Filters | None = filters.at(1)
    while page is not None:
        shown = shown_of(session, index, page)
        found += listed(session, shown)
        page = shown.next
    return found


def test_the_newest_month_comes_first_and_what_has_none_last(session: Session) -> None:
    dates = [(2020, 12), (2021, None), (2021, 1), (None, 12), (2021, 12), (2021, 12), (None, None)]
    stored(session, [paper(year=year, month=month) for year, month in dates])
    assert numbers(newest(session)) == [5, 4, 2, 1, 0, 3, 6]


def test_several_values_of_one_facet_are_alternatives(session: Session) -> None:
    index = stored(session, [paper("sound"), paper("text"), paper("vision")])
    shown = shown_of(session, index, Filters(directions=("sound", "text")))
    assert listed(session, shown) == [1, 0]


def test_several_facets_narrow(session: Session) -> None:
    library = [paper("sound", year=2020), paper("sound"), paper("text", year=2020)]
    index = stored(session, library)
    shown = shown_of(session, index, Filters(directions=("sound",), years=(2020,)))
    assert listed(session, shown) == [0]


def test_a_publication_of_two_chosen_directions_is_listed_once(session: Session) -> None:
    index = stored(session, [paper("sound", "text")])
    shown = shown_of(session, index, Filters(directions=("sound", "text")))
    assert (shown.total, listed(session, shown)) == (1, [0])


def test_a_direction_nobody_knows_is_not_filtered_by(session: Session) -> None:
    index = stored(session, [paper("sound"), paper("text")])
    shown = shown_of(session, index, Filters(directions=("gone", "sound")))
    assert shown.filters == Filters(directions=("sound",))
    assert shown.total == 1


def test_a_page_past_the_end_is_the_last(session: Session) -> None:
    shown = shown_of(session, stored(session, [paper()] * 7), Filters(page=999_999))
    assert (shown.page, shown.first, shown.last, shown.next) == (3, 7, 7, None)
    assert listed(session, shown) == [0]


def test_nothing_found_is_one_empty_page(session: Session) -> None:
    shown = shown_of(session, stored(session, [paper()]), Filters(q="nowhere", page=5))
    assert (shown.total, shown.page, shown.pages, shown.first, shown.last) == (0, 1, 1, 0, 0)
    assert (shown.groups, shown.bars, (shown.busiest.count if shown.busiest else 0)) == ([], [], 0)
    assert (shown.previous, shown.next) == (None, None)


def test_an_empty_library_can_be_listed(session: Session) -> None:
    shown = shown_of(session, stored(session, []), Filters())
    assert (shown.total, shown.overall, shown.ids, shown.bars) == (0, 0, [], [])


def test_hidden_publications_appear_in_no_list_and_no_count(session: Session) -> None:
    index = stored(session, [paper("sound", hidden=True, entry_type="book", year=1990)])
    shown = shown_of(session, index, Filters())
    assert (shown.total, shown.overall, shown.ids) == (0, 0, [])
    assert shown.bars == []
    assert [values.values for values in shown.facets] == [[]] * len(shown.facets)
    assert {value.count for value in shown.direction_values} == {0}
    assert newest(session) == []
    assert histogram(index) == []


def test_a_chosen_value_that_none_is_left_with_stays_to_be_taken_away(session: Session) -> None:
    index = stored(session, [paper(), paper(entry_type="thesis", year=1990)])
    shown = shown_of(session, index, Filters(types=("thesis",), years=(2024,)))
    assert [(one.value, one.count, one.selected) for one in shown.facet("types").values] == [
        ("article", 1, False),
        ("thesis", 0, True),
    ]


@pytest.mark.parametrize("facet", [facet for facet in ARGUMENTS if facet != "years"])
def test_a_value_that_nobody_knows_is_not_filtered_by(session: Session, facet: Facet) -> None:
    shown = shown_of(session, stored(session, [paper()]), Filters().with_values(facet, ["gone"]))
    assert (shown.filters, shown.total) == (Filters(), 1)


def test_titles_stand_in_the_order_of_the_alphabet(app: Flask, session: Session) -> None:
    index = stored(session, [paper(words=words) for words in (("b",), ("a", "z"), ("a",))])
    session.commit()
    shown = shown_of(session, index, Filters(sort="title"))
    assert listed(session, shown) == [2, 1, 0]
    assert [(year, count) for year, count, _ in shown.groups] == [(None, 3)]


def test_the_most_relevant_comes_first_where_that_is_asked_for(session: Session) -> None:
    index = stored(session, [paper(words=("light",)), paper(words=("a", "b", "c", "light"))])
    shown = shown_of(session, index, Filters(q="light", sort="relevance"))
    assert listed(session, shown) == [0, 1]


def test_a_long_facet_shows_the_most_frequent_and_what_is_chosen(session: Session) -> None:
    library = [paper(names=(f"Guest {number:03}",)) for number in range(80)]
    library += [paper(names=("Often There",))] * 2
    index = stored(session, library)
    values = shown_of(session, index, Filters(authors=("guest 079",))).facet("authors")
    assert values.values[0].value == "often there"
    assert values.values[-1].selected
    assert (len(values.values), values.left) == (SHORT + 1, 81 - SHORT - 1)
    assert values.more
    long = shown_of(session, index, values.more).facet("authors")
    assert (len(long.values), long.is_long) == (LONG + 1, True)
    assert long.more == Filters(authors=("guest 079",))


def test_names_written_in_two_ways_are_one_value(session: Session) -> None:
    index = stored(session, [paper(venue="Letters  in LIGHT"), paper(venue="Letters in Light")])
    values = shown_of(session, index, Filters()).facet("venues").values
    assert [(value.value, value.label, value.count) for value in values] == [
        ("letters in light", "Letters in LIGHT", 2)
    ]


def test_the_type_with_the_most_publications_comes_first(session: Session) -> None:
    library = [paper(entry_type=name) for name in ("misc", "book", "book", "article")]
    shown = shown_of(session, stored(session, library), Filters())
    assert [value.value for value in shown.facet("types").values] == ["book", "article", "misc"]


@pytest.mark.parametrize("entry_type", ["article", "video2", "mini_talk", "论文"])
def test_a_click_on_any_type_that_a_file_can_have_lists_that_type(
    session: Session, entry_type: str
) -> None:
    index = stored(session, [paper(entry_type=entry_type), paper(entry_type="misc")])
    value = only(shown_of(session, index, Filters()).facet("types").values, entry_type)
    after = shown_of(session, index, Filters.from_args(value.filters.to_args()))
    assert listed(session, after) == [0]


def test_a_click_on_a_year_before_the_common_era_lists_that_year(session: Session) -> None:
    index = stored(session, [paper(year=-44), paper(year=-43)])
    bar = shown_of(session, index, Filters()).bars[0]
    after = shown_of(session, index, Filters.from_args(bar.filters.to_args()))
    assert (bar.year, listed(session, after)) == (-44, [0])


def test_a_click_on_a_chosen_value_takes_it_away(session: Session) -> None:
    index = stored(session, [paper("sound")])
    shown = shown_of(session, index, Filters(directions=("sound",)))
    value = only(shown.direction_values, "sound")
    assert value.selected
    assert value.filters == Filters()


def test_directions_stand_in_the_order_given_with_name_and_hue(session: Session) -> None:
    index = stored(session, [])
    shown = shown_of(session, index, Filters())
    assert [(value.value, value.label, value.hue) for value in shown.direction_values] == [
        ("sound", Localized(en="sound"), 160),
        ("text", Localized(en="text"), 280),
        ("vision", Localized(en="vision"), 40),
    ]


def test_the_longest_bar_is_the_most(session: Session) -> None:
    library = [paper(year=2020), paper(year=2020), paper(year=2021)]
    busiest = shown_of(session, stored(session, library), Filters()).busiest
    assert busiest is not None
    assert busiest.count == 2


def test_the_bars_go_back_sixty_years_at_most(session: Session) -> None:
    shown = shown_of(session, stored(session, [paper(year=202), paper(year=2024)]), Filters())
    assert [shown.bars[0].year, shown.bars[-1].year] == [1964, 2024]
    assert shown.total == 2


def test_the_histogram_is_that_of_the_whole_library(session: Session) -> None:
    library = [paper("sound", year=2020), paper(year=2021), paper(year=2021, hidden=True)]
    index = stored(session, library)
    assert [(bar.year, bar.count) for bar in histogram(index)] == [
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
    library = [
        paper("sound", "text", year=2021, words=("light",), names=tuple(TEAM.values()))
    ] * size
    index = stored(session, library)
    session.expire_all()
    with counted_queries(app) as statements:
        shown = shown_of(session, index, filters)
        for publication in publications_of(session, shown.ids):
            assert [one.slug for one in publication.directions] == ["sound", "text"]
            assert [one.person.slug for one in publication.authorships if one.person]
    assert len(shown.ids) == min(size, 25)
    return len(statements)


def only(values: list[FacetValue], name: str) -> FacetValue:
    found = [value for value in values if value.value == name]
    assert len(found) == 1
    return found[0]


def test_titles_are_in_order_as_the_reader_s_language_has_them(session: Session) -> None:
    index = stored(session, [paper(words=(title,)) for title in ("Bee", "Cat", "Ant")])
    found = {one.title: one for one in session.scalars(select(Publication))}
    found["Cat"].translated_title = Localized(en="A cat", zh="一只猫")
    session.commit()
    orders = {"en": ["Cat", "Ant", "Bee"], "fr": ["Ant", "Bee", "Cat"], "zh": ["Ant", "Bee", "Cat"]}
    for lang, titles in orders.items():
        shown = listing(session, index, Filters(sort="title"), lang=lang)
        assert [one.title for one in publications_of(session, shown.ids)] == titles, lang


def test_several_pages_at_once_are_the_same_list(session: Session) -> None:
    index = stored(session, [paper() for _ in range(pages.PAGE_SIZE * 3 + 2)])
    one_by_one = [listing(session, index, Filters(page=page)) for page in (1, 2, 3)]
    at_once = listing(session, index, Filters(), through=3)
    assert at_once.ids == [number for one in one_by_one for number in one.ids]
    assert (at_once.page, at_once.through, at_once.next_size) == (1, 3, 2)
    assert at_once.next == Filters(page=4)
    assert listing(session, index, Filters(), through=999).through == 4
    assert listing(session, index, Filters(page=3), through=2).through == 3
    assert listing(session, index, Filters(), through=-1).through == 1


def test_a_bar_knows_how_many_there_are_at_all(session: Session) -> None:
    papers = [paper(year=2020, entry_type="misc"), paper(year=2020, entry_type="book")]
    index = stored(session, [*papers, paper(year=2021, entry_type="misc")])
    shown = listing(session, index, Filters(types=("misc",)))
    assert [(bar.year, bar.count, bar.overall) for bar in shown.bars] == [
        (2020, 1, 2),
        (2021, 1, 1),
    ]
