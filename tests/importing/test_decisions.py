"""What was decided about an unclear entry, when it comes again."""

import pytest
from sqlalchemy.orm import Session

from microsite.bibtex import read
from microsite.importing import decisions
from microsite.importing.facts import Incoming, incoming
from microsite.models import Publication
from microsite.models.editor import EntryDecision
from tests.importing.entries import (
    FIRST,
    OTHER,
    PREPRINT,
    PUBLISHED,
    entry,
    hold,
    plan_of,
    publication,
    statuses,
)


def given(text: str) -> Incoming:
    (found,) = incoming(read(text.encode()).entries)
    return found


@pytest.mark.parametrize(
    "other",
    [
        entry("a", "book", **FIRST, note="n"),
        entry("a", **{**FIRST, "year": "2023"}),
        entry("a", **{**FIRST, "title": "{L}ight and shade in generated pictures"}),
        entry("a", **{**FIRST, "author": "Wanzhou Lu and Linchuan Gu"}),
    ],
    ids=["more fields", "other year", "other letters", "more authors"],
)
def test_a_correction_of_other_fields_leaves_the_mark(other: str) -> None:
    assert decisions.mark(given(other)) == decisions.mark(given(entry("a", **FIRST)))


@pytest.mark.parametrize(
    "other",
    [
        entry("b", **FIRST),
        entry("a", **{**FIRST, "title": OTHER["title"]}),
        entry("a", **{**FIRST, "author": OTHER["author"]}),
        entry("", **FIRST),
    ],
    ids=["key", "title", "author", "no key"],
)
def test_another_key_title_or_author_is_another_mark(other: str) -> None:
    assert decisions.mark(given(other)) != decisions.mark(given(entry("a", **FIRST)))


def test_without_a_key_the_year_tells_entries_apart() -> None:
    marks = {decisions.mark(given(entry("", **{**FIRST, "year": year}))) for year in ("1", "2")}
    assert len(marks) == 2


def test_the_latest_decision_about_an_entry_counts(session: Session) -> None:
    hold(session, entry("z", **OTHER))
    held, one = publication(session, "z"), given(entry("a", **FIRST))
    decisions.remember(session, one, None, None)
    decisions.remember(session, one, held.id, None)
    session.flush()
    expected = decisions.Decision(held.id, one.fingerprint)
    assert decisions.load(session) == {decisions.mark(one): expected}


def test_a_decision_goes_with_its_publication(session: Session) -> None:
    hold(session, entry("z", **OTHER))
    decisions.remember(session, given(entry("a", **FIRST)), publication(session, "z").id, None)
    session.flush()
    session.delete(publication(session, "z"))
    session.flush()
    session.expunge_all()
    assert session.query(EntryDecision).count() == 0


def test_what_an_entry_was_said_to_be_is_not_asked_again(session: Session) -> None:
    hold(session, entry("z", **OTHER))
    file = entry("a", **FIRST)
    decisions.remember(session, given(file), publication(session, "z").id, None)
    session.flush()
    assert statuses(plan_of(session, file)) == ["unchanged"]
    assert statuses(plan_of(session, entry("a", **FIRST, note="n"))) == ["changed"]


def test_what_is_ignored_is_shown_with_the_choice_made(session: Session) -> None:
    hold(session, entry("a", **OTHER))
    file = entry("a", **FIRST)
    before = plan_of(session, file).fingerprint
    decisions.remember(session, given(file), None, None)
    session.flush()
    plan = plan_of(session, file)
    (row,) = plan.rows
    assert (row.status, row.remembered) == ("unclear", "skip")
    assert [candidate.reason for candidate in row.candidates] == ["key"]
    assert plan.fingerprint != before


def test_a_preprint_that_was_merged_is_known_when_its_file_comes_again(session: Session) -> None:
    preprint = entry("a", **PREPRINT)
    hold(session, preprint)
    held: Publication = publication(session, "a")
    decisions.remember_held(session, held, None)
    held.fingerprint = given(entry("b", **PUBLISHED)).fingerprint
    held.venue, held.doi = "Letters on Light", "10.5555/x.1"
    session.flush()
    assert statuses(plan_of(session, preprint, entry("b", **PUBLISHED))) == ["unchanged"] * 2
    (row,) = plan_of(session, entry("a", **PREPRINT, note="n")).rows
    assert (row.status, row.remembered) == ("unclear", f"same:{held.id}")
    assert row.candidates[0].adds_only
