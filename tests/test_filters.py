"""Filters: any address is read without an error, and every state has one address."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.filters import ARGUMENTS, LAST_PAGE, MOST_CHARACTERS, MOST_VALUES, Facet, Filters

# A busy machine is no mistake.
patient = settings(deadline=None)

# Every character there is, lone surrogates and NUL included.
ANYTHING = st.text(st.characters(), max_size=30)
VALUES = [
    "aigc",
    "a-b",
    "-a",
    "A",
    "article",
    "video2",
    "mini_talk",
    "论文",
    "",
    "光 影",
    "x" * 5000,
    "oldest",
    "relevance",
    "Deep  Learning",
    "pdf",
]
NUMBERS = ["2024", "0024", "24", "020", "20", "02024", "2", "0", "-0", "-44", "1000001", "٣", "²"]
SPOILT = ["\x00", "a\x00b", "\ud800", " 2 ", "2\n", "9" * 400]
LIKELY = st.sampled_from([*VALUES, *NUMBERS, *SPOILT])
ORDER = [
    *("direction", "year", "from", "to", "type", "venue", "person", "author", "project"),
    *("keyword", "language", "has", "q", "sort", "more", "page"),
]
NAMES = st.sampled_from(ORDER)
ARGS = st.dictionaries(NAMES | ANYTHING, st.lists(LIKELY | ANYTHING, max_size=60), max_size=6)
STATES = st.builds(Filters.from_args, ARGS)
TOGGLES = st.one_of(
    st.tuples(st.just("directions"), st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)),
    st.tuples(st.just("years"), st.integers(0, 9999)),
    st.tuples(st.just("types"), st.from_regex(r"[a-z]{1,8}", fullmatch=True)),
    st.tuples(st.sampled_from(["venues", "authors", "keywords"]), st.sampled_from(["a b", "光影"])),
)


@patient
@given(ARGS)
def test_no_arguments_whatever_raise(args: dict[str, list[str]]) -> None:
    filters = Filters.from_args(args)
    assert 1 <= filters.page <= LAST_PAGE
    assert len(filters.q) <= MOST_CHARACTERS
    assert "\x00" not in filters.q
    assert all(-9999 <= year <= 9999 for year in filters.years)
    assert filters.since is None or filters.until is None or filters.since <= filters.until
    for facet in ARGUMENTS:
        assert len(getattr(filters, facet)) <= MOST_VALUES


@patient
@given(STATES)
def test_a_state_turned_into_an_address_and_back_is_the_same_state(filters: Filters) -> None:
    assert Filters.from_args(filters.to_args()) == filters


@patient
@given(ARGS)
def test_the_address_is_canonical(args: dict[str, list[str]]) -> None:
    once = Filters.from_args(args).to_args()
    shuffled = {name: values[::-1] + values for name, values in reversed(once.items())}
    assert Filters.from_args(shuffled).to_args() == once
    assert all(len(set(values)) == len(values) for values in once.values())


@patient
@given(STATES)
def test_arguments_have_a_fixed_order_and_no_defaults(filters: Filters) -> None:
    args = filters.to_args()
    assert list(args) == [name for name in ORDER if name in args]
    assert args.get("page") != ["1"]
    assert args.get("sort") != ["newest"]
    assert all(values and all(values) for values in args.values())


@patient
@given(STATES, TOGGLES)
def test_toggling_a_value_twice_changes_nothing_but_the_page(
    filters: Filters, toggle: tuple[Facet, str | int]
) -> None:
    once = filters.toggled(*toggle)
    assert once.has(*toggle) != filters.has(*toggle)
    assert once.toggled(*toggle) == filters.at(1)


@patient
@given(STATES, TOGGLES)
def test_a_toggled_state_is_on_the_first_page(
    filters: Filters, toggle: tuple[Facet, str | int]
) -> None:
    assert filters.toggled(*toggle).page == 1


def test_no_arguments_give_the_defaults_and_the_defaults_no_arguments() -> None:
    assert Filters.from_args({}) == Filters()
    assert Filters().to_args() == {}
    assert not Filters().active


def test_values_are_sorted_and_each_is_kept_once() -> None:
    args = {"direction": ["b", "a", "b"], "year": ["2024", "1999", "2024"], "type": ["book"] * 3}
    assert Filters.from_args(args) == Filters(("a", "b"), (1999, 2024), ("book",))


def test_one_year_written_in_two_ways_is_one_year() -> None:
    assert Filters.from_args({"year": ["0987", "987"]}).years == (987,)


def test_values_that_cannot_be_fall_away_alone() -> None:
    args = {"direction": ["good", "Bad", "../x"], "year": ["2024", "soon", "20244", "２０２４"]}
    assert Filters.from_args(args) == Filters(directions=("good",), years=(2024,))


@pytest.mark.parametrize("page", ["", "0", "-1", "two", "1e3", "99999999", "２"])
def test_a_page_that_cannot_be_is_the_first(page: str) -> None:
    assert Filters.from_args({"page": [page]}).page == 1


def test_no_page_is_beyond_the_last_there_can_be() -> None:
    assert Filters.from_args({"page": ["9999999"]}).page == LAST_PAGE


def test_only_the_first_of_several_searches_or_pages_counts() -> None:
    assert Filters.from_args({"q": ["one", "two"], "page": ["3", "4"]}) == Filters(q="one", page=3)


def test_white_space_in_a_search_is_made_plain() -> None:
    assert Filters.from_args({"q": ["  deep \x00\n 光影\u3000模型 "]}).q == "deep 光影 模型"


def test_a_search_alone_is_active_and_a_page_alone_is_not() -> None:
    assert Filters(q="x").active
    assert not Filters(page=2).active


def test_a_new_search_or_a_cleared_facet_is_back_on_the_first_page() -> None:
    filters = Filters(("a",), (2024,), ("book",), "x", 7)
    assert filters.with_q("y") == replace(filters, q="y", page=1)
    assert filters.without("years") == replace(filters, years=(), page=1)


def test_another_page_keeps_everything_else() -> None:
    filters = Filters(("a",), (2024,), ("book",), "x", 7)
    assert filters.at(2) == replace(filters, page=2)


def test_a_span_of_years_may_have_one_end_and_is_put_the_right_way_round() -> None:
    assert Filters.from_args({"from": ["2019"]}) == Filters(since=2019)
    assert Filters.from_args({"from": ["2021"], "to": ["2019"]}) == Filters(since=2019, until=2021)
    assert Filters(since=2019, until=2021).to_args() == {"from": ["2019"], "to": ["2021"]}
    assert not Filters(since=2019).in_span(None)


def test_words_of_an_address_are_read_in_their_comparable_form() -> None:
    args = {
        "keyword": ["Deep-Learning", "deep learning"],
        "venue": ["《计算机 学报》"],
        "author": ["!"],
    }
    assert Filters.from_args(args) == Filters(keywords=("deep learning",), venues=("计算机学报",))


def test_there_is_no_relevance_without_a_search() -> None:
    assert Filters.from_args({"sort": ["relevance"]}) == Filters()
    found = Filters.from_args({"sort": ["relevance"], "q": ["light"]})
    assert found == Filters(q="light", sort="relevance")
    assert found.with_q("") == Filters()
    assert Filters().sorted_by("relevance") == Filters()
