"""The plan: what a file would change, with nothing written."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from microsite.bibtex import read
from microsite.importing import Change, apply, draw_up
from microsite.localized import Localized
from tests.conftest import counted_queries
from tests.importing.entries import (
    DEMO,
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


def test_rows_stand_in_the_order_of_the_file(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    plan = plan_of(session, entry("b", **OTHER), entry("a", **FIRST))
    assert [(row.number, row.entry.key, row.status) for row in plan.rows] == [
        (0, "b", "new"),
        (1, "a", "unchanged"),
    ]
    assert [row.entry.key for row in plan.rows_of("new")] == ["b"]


def test_a_row_shows_what_the_entry_says(session: Session) -> None:
    fields = {**FIRST, "author": "Lu, Wanzhou and 沈, 知遥", "journal": "Letters on {Light}"}
    (row,) = plan_of(session, entry("a", **fields)).rows
    assert (row.title, row.authors) == (FIRST["title"], "Wanzhou Lu, 沈知遥")
    assert (row.venue, row.year) == ("Letters on Light", 2024)


def test_a_second_look_at_the_same_file_finds_all_unchanged(session: Session) -> None:
    file = read(DEMO.read_bytes())
    apply(session, draw_up(session, file))
    plan = draw_up(session, file)
    assert set(statuses(plan)) == {"unchanged"}
    assert plan.counts == {"new": 0, "changed": 0, "unchanged": len(file.entries), "unclear": 0}
    assert all(row.held_id for row in plan.rows)


def test_order_layout_and_missing_fields_alone_are_no_change(session: Session) -> None:
    hold(session, entry("a", **FIRST, note="one two", pages="1--9"))
    plan = plan_of(session, f"@ARTICLE{{a, note = {{one\n   two}}, title = {{{FIRST['title']}}}}}")
    assert statuses(plan) == ["unchanged"]


def test_a_changed_field_is_shown_with_both_values(session: Session) -> None:
    hold(session, entry("a", **FIRST, pages="1--9"))
    (row,) = plan_of(session, entry("a", **FIRST, pages="1--12")).rows
    assert (row.status, row.held_id) == ("changed", publication(session, "a").id)
    assert row.changes == (Change("pages", "1--9", "1--12"),)


def test_an_added_field_is_shown_with_nothing_before(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    (row,) = plan_of(session, entry("a", **FIRST, pages="1--9")).rows
    assert row.changes == (Change("pages", None, "1--9"),)


def test_another_entry_type_is_a_change(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    (row,) = plan_of(session, entry("a", "book", **FIRST)).rows
    assert row.changes == (Change("entry type", "article", "book"),)


def test_a_second_value_of_a_doubled_field_is_a_change(session: Session) -> None:
    hold(session, "@article{a, title = {Light}, note = {one}, note = {two}}")
    (row,) = plan_of(session, "@article{a, title = {Light}, note = {one}, note = {2}}").rows
    assert row.changes == (Change("note", "one\ntwo", "one\n2"),)


@pytest.mark.parametrize("field", ["year", "booktitle", "editor"])
def test_a_change_in_what_an_entry_inherits_is_a_change(session: Session, field: str) -> None:
    whole = {"title": "Proceedings", "booktitle": "Proceedings", "year": "2023", "editor": "A, B"}
    child = entry("a", "inproceedings", crossref="p", title=FIRST["title"])
    hold(session, child, entry("p", "proceedings", **whole))
    now = {**whole, field: {"year": "2024", "booktitle": "Acts", "editor": "C, D"}[field]}
    plan = plan_of(session, child, entry("p", "proceedings", **now))
    assert statuses(plan) == ["changed", "changed"]


def test_the_same_key_with_another_title_is_unclear(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    (row,) = plan_of(session, entry("a", **OTHER)).rows
    assert (row.status, row.held_id) == ("unclear", None)
    assert [candidate.reason for candidate in row.candidates] == ["key"]


def test_the_same_doi_is_a_change_of_the_held_one_whatever_its_key(session: Session) -> None:
    hold(session, entry("a", **FIRST, doi="10.5555/x.1"))
    (row,) = plan_of(session, entry("b", **FIRST, doi="10.5555/X.1", pages="1--9")).rows
    assert (row.status, row.held_id) == ("changed", publication(session, "a").id)


def test_the_same_doi_with_another_title_is_unclear(session: Session) -> None:
    hold(session, entry("a", **FIRST, doi="10.5555/x.1"))
    (row,) = plan_of(session, entry("b", **OTHER, doi="10.5555/x.1")).rows
    assert [candidate.reason for candidate in row.candidates] == ["doi"]


def test_a_candidate_says_what_a_person_needs_to_decide(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    (row,) = plan_of(session, entry("b", title=FIRST["title"].upper(), year="2025")).rows
    (candidate,) = row.candidates
    assert candidate.id == publication(session, "a").id
    assert (candidate.citation_key, candidate.title) == ("a", FIRST["title"])
    assert (candidate.authors, candidate.year) == ("Wanzhou Lu", 2024)
    assert candidate.reason == "title"


def test_two_entries_of_a_file_are_never_the_same_publication(session: Session) -> None:
    hold(session, entry("a", **FIRST, doi="10.5555/x.1"))
    preprint = entry("b", **FIRST, doi="10.5555/x.1", note="preprint")
    final = entry("a", **FIRST, doi="10.5555/x.1", pages="1--9")
    for file in ([preprint, final], [final, preprint]):
        ids = [row.held_id for row in plan_of(session, *file).rows if row.held_id]
        assert len(ids) == len(set(ids))


def test_the_entry_with_the_held_key_is_the_held_one_wherever_it_stands(session: Session) -> None:
    hold(session, entry("a", **FIRST, doi="10.5555/x.1"))
    preprint = entry("b", **FIRST, doi="10.5555/x.1", note="preprint")
    final = entry("a", **FIRST, doi="10.5555/x.1", pages="1--9")
    for file in ([preprint, final], [final, preprint]):
        found = {row.entry.key: row.held_id for row in plan_of(session, *file).rows}
        assert found["a"] == publication(session, "a").id


def test_a_repeated_entry_is_one_row_that_counts_its_blocks(session: Session) -> None:
    plan = plan_of(session, entry("a", **FIRST), entry("b", **OTHER), entry("a", **FIRST))
    assert statuses(plan) == ["new", "new"]
    assert plan.counts["new"] == 3
    assert plan.rows[0].given.lines == (1, 13)


def test_a_repeated_entry_adds_only_the_fields_the_first_lacks(session: Session) -> None:
    again = entry("a", title=FIRST["title"], year="1999", abstract="In short.")
    (row,) = plan_of(session, entry("a", **FIRST), again).rows
    assert row.given.fields == (*FIRST.items(), ("abstract", "In short."))


def test_the_counts_of_a_plan_are_those_of_the_blocks(session: Session) -> None:
    hold(session, entry("a", **FIRST), entry("b", **OTHER))
    plan = plan_of(
        session,
        entry("a", **FIRST),
        entry("b", **OTHER, pages="1"),
        entry("c", **OTHER),
        entry("d", title="Quite new"),
        entry("d", title="Quite new"),
        "@article{broken, title = {",
    )
    assert plan.counts == {"new": 3, "changed": 1, "unchanged": 1, "unclear": 0}
    assert plan.failed == 1
    assert len(plan.problems) >= 1


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\xfe\x89PNG\r\n\x1a\n" * 50, b"no bibtex here", b"\n"]
)
def test_a_file_without_entries_gives_an_empty_plan(session: Session, data: bytes) -> None:
    hold(session, entry("a", **FIRST))
    plan = draw_up(session, read(data))
    assert (plan.rows, plan.failed, sum(plan.counts.values())) == ((), 0, 0)
    assert "no-entries" in {problem.code for problem in plan.problems}


def test_the_same_plan_has_the_same_fingerprint(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    file = [entry("a", **FIRST, pages="1"), entry("b", **OTHER)]
    assert plan_of(session, *file).fingerprint == plan_of(session, *file).fingerprint


def test_another_file_has_another_fingerprint(session: Session) -> None:
    plans = [
        plan_of(session, entry("a", **FIRST)),
        plan_of(session, entry("b", **FIRST)),
        plan_of(session, entry("a", **OTHER)),
        plan_of(session, entry("a", **FIRST), entry("b", **OTHER)),
        plan_of(session),
    ]
    assert len({plan.fingerprint for plan in plans}) == 5


@pytest.mark.parametrize(
    "file",
    [entry("a", **FIRST), entry("a", **FIRST, pages="1"), entry("a", **OTHER), entry("c", **FIRST)],
    ids=["unchanged", "changed", "unclear by key", "unclear by title"],
)
def test_an_edit_of_a_publication_that_the_plan_is_about_changes_its_fingerprint(
    session: Session, file: str
) -> None:
    hold(session, entry("a", **FIRST))
    before = plan_of(session, file).fingerprint
    publication(session, "a").award = Localized(en="Best paper")
    session.flush()
    assert plan_of(session, file).fingerprint != before


def test_an_edit_of_another_publication_leaves_the_fingerprint(session: Session) -> None:
    hold(session, entry("a", **FIRST), entry("z", **OTHER))
    before = plan_of(session, entry("a", **FIRST, pages="1")).fingerprint
    publication(session, "z").award = Localized(en="Best paper")
    session.flush()
    assert plan_of(session, entry("a", **FIRST, pages="1")).fingerprint == before


def test_what_is_no_longer_new_changes_the_fingerprint(session: Session) -> None:
    before = plan_of(session, entry("a", **FIRST)).fingerprint
    hold(session, entry("a", **FIRST))
    assert plan_of(session, entry("a", **FIRST)).fingerprint != before


def test_what_is_no_longer_held_changes_the_fingerprint(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    before = plan_of(session, entry("a", **FIRST)).fingerprint
    session.delete(publication(session, "a"))
    session.flush()
    assert plan_of(session, entry("a", **FIRST)).fingerprint != before


def test_a_plan_writes_nothing(app: Flask, session: Session) -> None:
    hold(session, entry("a", **FIRST))
    with counted_queries(app) as statements:
        plan_of(session, entry("a", **OTHER), entry("b", **OTHER))
    assert not session.dirty
    assert not session.new
    assert {statement.split()[0] for statement in statements} == {"SELECT"}


@pytest.mark.parametrize("added", ["", "pages = {1--9}"], ids=["fields left out", "fields added"])
def test_the_queries_of_a_plan_do_not_grow_with_the_file(
    app: Flask, session: Session, added: str
) -> None:
    def queries(size: int) -> int:
        session.rollback()
        titles = [f"Paper {number} of {size}" for number in range(size)]
        hold(session, *(entry(f"k{size}-{title}", title=title, note="n") for title in titles))
        session.expunge_all()
        with counted_queries(app) as statements:
            plan = plan_of(
                session,
                *(f"@article{{k{size}-{title}, title={{{title}}}, {added}}}" for title in titles),
            )
        assert set(statuses(plan)) == {"changed" if added else "unchanged"}
        return len(statements)

    assert queries(3) == queries(60)


def test_what_an_editor_wrote_is_offered_and_stays_by_default(session: Session) -> None:
    hold(session, entry("a", **FIRST, pages="1", note="one"))
    held = publication(session, "a")
    held.fields = [[name, "by hand" if name == "note" else value] for name, value in held.fields]
    held.edited_fields = ["note"]
    session.flush()
    (row,) = plan_of(session, entry("a", **FIRST, pages="2", note="one")).rows
    assert row.changes == (
        Change("pages", "1", "2"),
        Change("note", "by hand", "one", edited=True, wins="held"),
    )


def test_what_an_editor_wrote_is_no_change_while_the_file_says_the_same(session: Session) -> None:
    file = entry("a", **FIRST, note="one")
    hold(session, file)
    held = publication(session, "a")
    held.fields, held.edited_fields = [["title", "By hand"]], ["title"]
    session.flush()
    assert statuses(plan_of(session, file)) == ["unchanged"]


def test_an_unclear_row_shows_what_would_become_of_the_candidate(session: Session) -> None:
    hold(session, entry("a", **FIRST, pages="1"))
    (row,) = plan_of(session, entry("b", **FIRST, pages="2")).rows
    assert row.candidates[0].changes == (Change("pages", "1", "2"),)
    assert not row.candidates[0].adds_only


def test_an_unchanged_file_is_looked_up_by_keys_and_content_alone(
    app: Flask, session: Session
) -> None:
    hold(session, entry("a", **FIRST), entry("b", **OTHER))
    session.expunge_all()
    with counted_queries(app) as statements:
        plan = plan_of(session, entry("a", **FIRST), entry("b", **OTHER))
    assert statuses(plan) == ["unchanged", "unchanged"]
    assert len(statements) == 1
    assert "folded_title" not in statements[0]


def test_the_published_version_of_a_held_preprint_is_unclear(session: Session) -> None:
    hold(session, entry("a", **PREPRINT))
    (row,) = plan_of(session, entry("b", **{**PUBLISHED, "year": "2026"})).rows
    assert (row.status, row.candidates[0].reason) == ("unclear", "preprint")
    assert not row.candidates[0].adds_only


@pytest.mark.parametrize("key", ["a", "b"])
def test_the_preprint_of_what_is_published_only_adds_what_that_lacks(
    session: Session, key: str
) -> None:
    hold(session, entry("a", **PUBLISHED))
    (row,) = plan_of(session, entry(key, **PREPRINT, volume="7", eprint="2401.00001")).rows
    (candidate,) = row.candidates
    assert (row.status, candidate.reason, candidate.adds_only) == ("unclear", "published", True)
    assert {change.name: change.wins for change in candidate.changes} == {
        "journal": "held",
        "volume": "held",
        "eprint": "file",
    }


def test_a_preprint_with_the_identifier_of_the_held_one_becomes_published(session: Session) -> None:
    hold(session, entry("a", **PREPRINT))
    publication(session, "a").eprint = "arxiv:2401.00001"
    session.flush()
    published = {**PUBLISHED, "eprint": "2401.00001v2", "archiveprefix": "arXiv"}
    assert statuses(plan_of(session, entry("b", **published))) == ["changed"]


def test_the_versions_of_a_new_work_are_twins_and_both_new(session: Session) -> None:
    later = {**PUBLISHED, "year": "2026", "author": "Gu, Linchuan and Lu, Wanzhou"}
    plan = plan_of(session, entry("x", **OTHER), entry("a", **PREPRINT), entry("b", **later))
    assert [(row.status, row.twin) for row in plan.rows] == [
        ("new", None),
        ("new", None),
        ("new", 1),
    ]
    assert plan.counts["new"] == 3


@pytest.mark.parametrize(
    "other",
    [
        {"journal": "CoRR"},
        {"author": "Gu, Linchuan"},
        {"year": "2030"},
        {"title": "Light and Shade"},
        {"author": ""},
    ],
)
def test_what_only_resembles_a_version_is_no_twin(session: Session, other: dict[str, str]) -> None:
    published = {**PUBLISHED, "doi": "", **other}
    plan = plan_of(session, entry("a", **PREPRINT), entry("b", **published))
    assert [row.twin for row in plan.rows] == [None, None]
