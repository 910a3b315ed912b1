"""The projects' filters and their counts."""

from hypothesis import given
from hypothesis import strategies as st

from microsite.localized import Localized
from microsite.models import Area, Direction, Project
from microsite.projects import ProjectFilters, listing

DIRECTIONS = [
    Direction(slug=slug, position=number, hue=0, name=Localized(en=slug))
    for number, slug in enumerate(("art", "coding"))
]
AREAS = [
    Area(slug=slug, position=number, name=Localized(en=slug))
    for number, slug in enumerate(("film", "medicine", "finance"))
]
ART, CODING = DIRECTIONS
FILM, MEDICINE, FINANCE = AREAS


def project(slug: str, directions: list[Direction], areas: list[Area]) -> Project:
    return Project(slug=slug, position=0, directions=directions, areas=areas)


PROJECTS = [
    project("a", [ART], [FILM]),
    project("b", [CODING], [FILM, MEDICINE]),
    project("c", [ART, CODING], []),
]


def test_values_of_a_facet_are_alternatives_and_facets_narrow() -> None:
    both = listing(PROJECTS, ProjectFilters(("art", "coding")), DIRECTIONS, AREAS)
    assert [one.slug for one in both.projects] == ["a", "b", "c"]
    narrow = listing(PROJECTS, ProjectFilters(("coding",), ("film",)), DIRECTIONS, AREAS)
    assert [one.slug for one in narrow.projects] == ["b"]
    assert narrow.overall == 3


def test_each_count_is_what_a_click_shows() -> None:
    for filters in (ProjectFilters(), ProjectFilters(("art",)), ProjectFilters((), ("film",))):
        found = listing(PROJECTS, filters, DIRECTIONS, AREAS)
        for choice in found.directions:
            alone = ProjectFilters((choice.value,), filters.areas)
            assert choice.count == len(listing(PROJECTS, alone, DIRECTIONS, AREAS).projects)
        for choice in found.areas:
            alone = ProjectFilters(filters.directions, (choice.value,))
            assert choice.count == len(listing(PROJECTS, alone, DIRECTIONS, AREAS).projects)


def test_an_area_without_a_project_is_offered_only_when_it_is_chosen() -> None:
    found = listing(PROJECTS, ProjectFilters(), DIRECTIONS, AREAS)
    assert [choice.value for choice in found.areas] == ["film", "medicine"]
    chosen = listing(PROJECTS, ProjectFilters((), ("finance",)), DIRECTIONS, AREAS)
    assert [choice.value for choice in chosen.chosen] == ["finance"]
    assert chosen.projects == []


def test_what_nobody_knows_is_left_out() -> None:
    found = listing(PROJECTS, ProjectFilters(("nowhere",), ("moon",)), DIRECTIONS, AREAS)
    assert not found.filters.active
    assert len(found.projects) == 3


@given(
    st.dictionaries(
        st.sampled_from(["direction", "area", "other"]), st.lists(st.text(max_size=8), max_size=4)
    )
)
def test_any_arguments_can_be_read_and_come_back_canonical(args: dict[str, list[str]]) -> None:
    filters = ProjectFilters.from_args(args)
    assert ProjectFilters.from_args(filters.to_args()) == filters


def test_a_second_click_takes_the_first_one_back() -> None:
    filters = ProjectFilters(("art",))
    assert filters.toggled("areas", "film").toggled("areas", "film") == filters
