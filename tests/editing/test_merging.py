"""Two changes put together: nothing is lost, and only what collides is asked about."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from microsite.editing import KINDS, Fields, empty, merge

PAGE, PROJECT = KINDS["page"], KINDS["project"]
LINES = st.lists(st.sampled_from(["light\n", "灯\n", "\n", "room\n"]), max_size=8).map("".join)


def page(**fields: Any) -> Fields:
    return {**empty(PAGE), **fields}


def text(said: str) -> Fields:
    return page(text={"en": said})


def test_changes_of_different_fields_and_languages_come_together() -> None:
    base = page(title={"en": "One", "zh": "一"}, place=3)
    theirs = page(title={"en": "Two", "zh": "一"}, place=3)
    yours = page(title={"en": "One", "zh": "二"}, place=4)
    merged = merge(PAGE, base, theirs, yours)
    assert merged.fields["title"] == {"en": "Two", "zh": "二"}
    assert merged.fields["place"] == 4
    assert not merged.clashes


def test_changes_of_different_paragraphs_come_together() -> None:
    base = text("one\n\ntwo\n\nthree\n")
    merged = merge(PAGE, base, text("ONE\n\ntwo\n\nthree\n"), text("one\n\ntwo\n\nthree, four\n"))
    assert merged.fields["text"] == {"en": "ONE\n\ntwo\n\nthree, four\n"}
    assert not merged.clashes


def test_the_same_paragraph_changed_twice_is_to_be_chosen() -> None:
    base, theirs, yours = text("a\nlamp\nb\n"), text("a\nlamps\nb\n"), text("a\nlight\nb\n")
    merged = merge(PAGE, base, theirs, yours)
    (clash,) = merged.clashes
    assert (clash.base, clash.theirs, clash.yours) == ("lamp\n", "lamps\n", "light\n")
    for choice, expected in (
        ("theirs", "a\nlamps\nb\n"),
        ("yours", "a\nlight\nb\n"),
        ("both", "a\nlamps\nlight\nb\n"),
    ):
        chosen = merge(PAGE, base, theirs, yours, {clash.name: choice})
        assert chosen.fields["text"] == {"en": expected}
        assert not chosen.clashes
    assert merge(PAGE, base, theirs, yours, {clash.name: "nobody's"}).clashes


def test_a_field_that_both_changed_is_to_be_chosen() -> None:
    merged = merge(PAGE, page(place=1), page(place=2), page(place=3))
    assert [clash.name for clash in merged.clashes] == ["place."]
    assert merge(PAGE, page(place=1), page(place=2), page(place=2)).clashes == []


def test_lists_take_what_each_added_and_lose_what_each_removed() -> None:
    base = {**empty(PROJECT), "people": [1, 2, 3], "links": [["code", "https://a.example"]]}
    theirs = {**base, "people": [1, 3, 4], "links": []}
    yours = {**base, "people": [3, 1, 2, 5]}
    merged = merge(PROJECT, base, theirs, yours)
    assert merged.fields["people"] == [3, 1, 5, 4]
    assert merged.fields["links"] == []
    assert not merged.clashes


def test_without_what_both_began_from_all_differences_are_to_be_chosen() -> None:
    merged = merge(PAGE, None, text("theirs\n"), text("yours\n"))
    assert [clash.name for clash in merged.clashes] == ["text.en"]


@given(LINES, LINES, LINES)
def test_who_changed_nothing_loses_nothing_and_takes_nothing_away(
    base: str, theirs: str, yours: str
) -> None:
    none = merge(PAGE, text(base), text(theirs), text(base))
    assert none.fields["text"].get("en", "") == theirs
    alone = merge(PAGE, text(base), text(base), text(yours))
    assert alone.fields["text"].get("en", "") == yours
    same = merge(PAGE, text(base), text(yours), text(yours))
    assert same.fields["text"].get("en", "") == yours
    assert not same.clashes


@given(LINES, LINES, LINES)
def test_choosing_one_side_throughout_keeps_every_line_of_it_that_was_changed(
    base: str, theirs: str, yours: str
) -> None:
    first = merge(PAGE, text(base), text(theirs), text(yours))
    choices = {clash.name: "both" for clash in first.clashes}
    both = merge(PAGE, text(base), text(theirs), text(yours), choices)
    kept = both.fields["text"].get("en", "")
    for clash in first.clashes:
        assert clash.theirs in kept
        assert clash.yours in kept
