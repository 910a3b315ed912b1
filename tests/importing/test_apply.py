"""Carrying a plan out: what is written, what is never touched, and that nothing is committed."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from microsite.bibtex import read
from microsite.importing import Outcome, apply, draw_up
from microsite.importing.choices import Choices
from microsite.localized import Localized
from microsite.models import (
    Authorship,
    Base,
    BibUpload,
    Direction,
    EntryDecision,
    Person,
    Publication,
)
from microsite.search import matching
from tests.conftest import counted_queries
from tests.importing.entries import DEMO, FIRST, OTHER, PREPRINT, PUBLISHED, entry


def bring(
    session: Session, *entries: str, choices: Mapping[int, str] | None = None, **more: Any
) -> Outcome:
    plan = draw_up(session, read("\n".join(entries).encode()))
    return apply(session, plan, choices=Choices(rows=choices or {}), **more)


def publication(session: Session, key: str) -> Publication:
    session.expire_all()
    return session.query(Publication).filter_by(citation_key=key).one()


def keys(session: Session) -> list[str]:
    return [one.citation_key for one in session.query(Publication).order_by(Publication.id)]


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        table.name: list(session.execute(table.select()).mappings())
        for table in Base.metadata.sorted_tables
    }


def person(session: Session, slug: str, *aliases: str, **name: str) -> Person:
    found = Person(slug=slug, position=0, role="", name=Localized(name), aliases=list(aliases))
    session.add(found)
    session.flush()
    return found


def found_by(session: Session, words: str) -> list[str]:
    condition = matching(words)
    assert condition is not None
    return [one.citation_key for one in session.query(Publication).where(condition)]


def test_every_field_is_kept_in_order_to_the_letter(session: Session) -> None:
    text = (
        "@Article{a,\n  title = {Light {\\'e} $x^2$},\n  X-Odd = {1  2},\n  note = {one},\n"
        '  unknown = "\\foo{bar}",\n  note = {two},\n  year = 2024,\n}'
    )
    bring(session, text)
    held = publication(session, "a")
    assert held.fields == [
        ["title", "Light {\\'e} $x^2$"],
        ["x-odd", "1  2"],
        ["note", "one"],
        ["unknown", "\\foo{bar}"],
        ["note", "two"],
        ["year", "2024"],
    ]
    assert held.source == text


def test_the_columns_say_what_the_entry_says(session: Session) -> None:
    fields = {
        "author": "Lu, Wanzhou and {The Light Group} and others",
        "journal": "Letters on {Light}",
        "month": "may",
        "doi": "https://doi.org/10.5555/X.1",
        "keywords": "light; shade",
        "abstract": "In short.",
        "url": "https://example.org/paper",
    }
    bring(session, entry("a", **{**FIRST, **fields}))
    held = publication(session, "a")
    assert (held.title, held.year, held.month) == (FIRST["title"], 2024, 5)
    assert (held.entry_type, held.venue, held.doi) == ("article", "Letters on Light", "10.5555/x.1")
    assert (held.keywords, held.abstract) == (["light", "shade"], "In short.")
    assert [one.name for one in held.authorships] == ["Wanzhou Lu", "The Light Group"]
    assert held.and_others
    assert ("url", "https://example.org/paper") in held.links


def test_editors_stand_in_where_there_are_no_authors(session: Session) -> None:
    bring(session, entry("a", "proceedings", title="Proceedings", editor="Lu, Wanzhou"))
    assert [(one.name, one.role) for one in publication(session, "a").authorships] == [
        ("Wanzhou Lu", "editor")
    ]


def test_an_entry_without_a_title_is_shown_by_its_key(session: Session) -> None:
    bring(session, entry("lu-2024", author="Lu, Wanzhou"))
    assert publication(session, "lu-2024").title == "lu-2024"


def test_a_container_of_fields_for_others_is_kept_but_hidden(session: Session) -> None:
    bring(session, entry("x", "xdata", publisher="Light Press"), entry("a", **FIRST, xdata="x"))
    assert publication(session, "x").hidden
    assert not publication(session, "a").hidden
    assert publication(session, "a").venue == "Light Press"


def test_the_same_file_a_second_time_writes_nothing(app: Flask, session: Session) -> None:
    text = DEMO.read_text(encoding="utf-8")
    first = bring(session, text)
    before = everything(session)
    with counted_queries(app) as statements:
        second = bring(session, text)
    assert (second.new, second.changed, second.unclear, second.skipped) == (0, 0, 0, 0)
    assert second.unchanged == first.new > 0
    assert second.keys == {"new": [], "changed": []}
    assert {statement.split()[0] for statement in statements} == {"SELECT"}
    assert everything(session) == before


def test_the_demonstration_has_nothing_to_gain_from_its_own_file(demo_session: Session) -> None:
    before = everything(demo_session)
    outcome = bring(demo_session, DEMO.read_text(encoding="utf-8"))
    assert outcome.unchanged == len(before["publications"])
    assert everything(demo_session) == before


@pytest.mark.parametrize(
    "file",
    [
        entry("a", **FIRST) * 2,
        entry("", **FIRST) + entry("", **OTHER),
        entry("a", **FIRST) + entry("a", **OTHER),
        entry("a", **FIRST) + entry("b", **FIRST),
        entry("a", **FIRST, doi="10.5555/x.1") + entry("b", **OTHER, doi="10.5555/x.1"),
        entry("a") + entry("b"),
        entry("a", title="???") + entry("b", title="!!!"),
        entry("c", crossref="p", title="Child") + entry("p", "proceedings", **OTHER),
    ],
    ids=["repeated", "no keys", "one key", "same content", "one DOI", "bare", "signs", "crossref"],
)
def test_any_file_a_second_time_is_all_unchanged(session: Session, file: str) -> None:
    first = bring(session, file)
    before = everything(session)
    second = bring(session, file)
    assert (second.new, second.changed, second.unclear) == (0, 0, 0)
    assert second.unchanged == first.new == 2
    assert everything(session) == before


@pytest.mark.parametrize("choice", ["new", "same"])
def test_a_settled_entry_is_unchanged_the_next_time(session: Session, choice: str) -> None:
    bring(session, entry("a", **FIRST))
    held_id = publication(session, "a").id
    file = entry("a", **OTHER)
    bring(session, file, choices={0: "new" if choice == "new" else f"same:{held_id}"})
    before = everything(session)
    outcome = bring(session, file)
    assert (outcome.unchanged, outcome.unclear, outcome.changed) == (1, 0, 0)
    assert everything(session) == before


def test_a_repeated_entry_is_stored_once_and_counted_as_its_blocks(session: Session) -> None:
    outcome = bring(session, entry("a", **FIRST), entry("a", **FIRST), entry("a", **FIRST))
    assert outcome.new == 3
    assert outcome.keys["new"] == ["a"]
    assert keys(session) == ["a"]


def test_what_only_a_repeated_entry_says_is_shown_too(session: Session) -> None:
    again = entry("a", title=FIRST["title"], abstract="In short.", doi="10.5555/x.1")
    bring(session, entry("a", **FIRST), again)
    held = publication(session, "a")
    assert (held.abstract, held.doi) == ("In short.", "10.5555/x.1")


def test_two_works_under_one_key_of_a_file_are_both_stored(session: Session) -> None:
    bring(session, entry("a", **FIRST), entry("a", **OTHER))
    assert {one.title for one in session.query(Publication)} == {FIRST["title"], OTHER["title"]}


def test_the_same_key_with_another_title_never_overwrites(session: Session) -> None:
    bring(session, entry("a", **FIRST))
    before = everything(session)
    outcome = bring(session, entry("a", **OTHER))
    assert (outcome.unclear, outcome.changed) == (1, 0)
    assert everything(session) == before


def test_the_preprint_beside_the_final_entry_does_not_overwrite_it(session: Session) -> None:
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"))
    preprint = entry("b", **FIRST, doi="10.5555/x.1", note="preprint")
    bring(session, preprint, entry("a", **FIRST, doi="10.5555/x.1", pages="1--9"))
    assert ["note", "preprint"] not in publication(session, "a").fields
    assert ["pages", "1--9"] in publication(session, "a").fields


@pytest.mark.parametrize(
    ("choice", "stored"),
    [(None, 1), ("add", 1), ("skip", 0), ("keep", 1), ("update", 1), ("same:1", 1), ("", 1)],
)
def test_what_is_new_is_added_unless_skipped(
    session: Session, choice: str | None, stored: int
) -> None:
    outcome = bring(session, entry("a", **FIRST), choices=choice_of(choice))
    assert len(keys(session)) == stored
    assert (outcome.new, outcome.skipped) == (stored, 1 - stored)


@pytest.mark.parametrize(
    ("choice", "pages"),
    [(None, "2"), ("update", "2"), ("keep", "1"), ("skip", "2"), ("new", "2"), ("same:1", "2")],
)
def test_what_is_changed_is_updated_unless_kept(
    session: Session, choice: str | None, pages: str
) -> None:
    bring(session, entry("a", **FIRST, pages="1"))
    outcome = bring(session, entry("a", **FIRST, pages="2"), choices=choice_of(choice))
    assert dict(publication(session, "a").fields)["pages"] == pages
    assert (outcome.changed, outcome.skipped) == ((1, 0) if pages == "2" else (0, 1))
    assert keys(session) == ["a"]


@pytest.mark.parametrize(
    "choice",
    [None, "", "keep", "add", "update", "same:", "same:0", "same:999", "same:x", "same:+1"],
)
def test_what_is_unclear_is_left_alone_without_a_choice_that_it_offers(
    session: Session, choice: str | None
) -> None:
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"))
    before = everything(session)
    file = entry("b", **OTHER, doi="10.5555/x.1")
    outcome = bring(session, file, choices=choice_of(choice))
    assert (outcome.unclear, outcome.new, outcome.changed) == (1, 0, 0)
    assert everything(session) == before


def test_what_is_to_be_ignored_is_left_alone_and_remembered(session: Session) -> None:
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"))
    file = entry("b", **OTHER, doi="10.5555/x.1")
    outcome = bring(session, file, choices={0: "skip"})
    assert (outcome.unclear, outcome.new, outcome.changed) == (1, 0, 0)
    assert keys(session) == ["a"]
    (row,) = draw_up(session, read(file.encode())).rows
    assert (row.status, row.remembered) == ("unclear", "skip")
    bring(session, file, choices={0: "skip"})
    assert session.query(EntryDecision).count() == 1


def test_two_versions_of_a_work_in_one_file_become_one_publication(session: Session) -> None:
    file = (entry("pre", **PREPRINT), entry("pub", **PUBLISHED))
    outcome = bring(session, *file, choices={1: "into:0"})
    assert (outcome.new, keys(session)) == (2, ["pre"])
    made = publication(session, "pre")
    assert (made.venue, made.doi) == ("Letters on Light", "10.5555/x.1")
    assert "arxiv" in dict(made.links)
    again = bring(session, *file)
    assert (again.new, again.changed, again.unclear) == (0, 0, 0)


def test_choices_for_all_of_a_status_give_way_to_single_ones(session: Session) -> None:
    plan = draw_up(session, read((entry("a", **FIRST) + entry("b", **OTHER)).encode()))
    apply(session, plan, choices=Choices(rows={1: "add"}, others={"new": "skip"}))
    assert keys(session) == ["b"]


def test_a_row_can_have_directions_of_its_own(session: Session) -> None:
    one, other = (Direction(slug=slug, position=0, hue=0) for slug in ("one", "other"))
    session.add_all([one, other])
    session.flush()
    plan = draw_up(session, read((entry("a", **FIRST) + entry("b", **OTHER)).encode()))
    choices = Choices(directions={1: ["other", "gone"]})
    apply(session, plan, choices=choices, directions=[one])
    assert publication(session, "a").directions == [one]
    assert publication(session, "b").directions == [other]


def test_a_field_that_an_editor_wrote_is_kept_unless_the_file_is_chosen(session: Session) -> None:
    bring(session, entry("a", **FIRST, pages="1"))
    held = publication(session, "a")
    held.edited_fields = ["pages"]
    session.flush()
    bring(session, entry("a", **FIRST, pages="2", volume="3"))
    fields = dict(publication(session, "a").fields)
    assert (fields["pages"], fields["volume"]) == ("1", "3")
    plan = draw_up(session, read(entry("a", **FIRST, pages="2", volume="4").encode()))
    apply(session, plan, choices=Choices(fields={0: {"pages": "file", "volume": "held"}}))
    fields = dict(publication(session, "a").fields)
    assert (fields["pages"], fields["volume"]) == ("2", "3")


def test_choices_come_back_from_json_as_they_were() -> None:
    choices = Choices({3: "skip"}, {"new": "add"}, {3: {"title": "held"}}, {4: ["one"]})
    assert Choices.from_dict(json.loads(json.dumps(choices.as_dict()))) == choices
    assert Choices.from_dict({}) == Choices()


def test_what_came_of_each_entry_is_told_with_its_line(session: Session) -> None:
    bring(session, entry("a", **FIRST))
    outcome = bring(session, entry("a", **FIRST), entry("b", **OTHER))
    assert outcome.rows == [[1, "a", "unchanged", None], [7, "b", "new", None]]


def test_a_publication_that_was_not_offered_cannot_be_overwritten(session: Session) -> None:
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"), entry("z", title="Not concerned"))
    before = everything(session)
    choices = {0: f"same:{publication(session, 'z').id}"}
    outcome = bring(session, entry("b", **OTHER, doi="10.5555/x.1"), choices=choices)
    assert outcome.unclear == 1
    assert everything(session) == before


def test_what_is_unclear_can_be_added_under_a_free_key(session: Session) -> None:
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"), entry("a-2", title="Taken"))
    outcome = bring(session, entry("a", **OTHER, doi="10.5555/x.2"), choices={0: "new"})
    assert keys(session) == ["a", "a-2", "a-3"]
    assert publication(session, "a-3").title == OTHER["title"]
    assert (outcome.new, outcome.keys["new"]) == (1, ["a-3"])
    assert publication(session, "a").title == FIRST["title"]


def test_what_is_unclear_can_be_the_held_one(session: Session) -> None:
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"))
    held_id = publication(session, "a").id
    file = entry("b", **OTHER, doi="10.5555/x.1")
    outcome = bring(session, file, choices={0: f"same:{held_id}"})
    assert keys(session) == ["a"]
    assert publication(session, "a").title == OTHER["title"]
    assert (outcome.changed, outcome.keys["changed"]) == (1, ["a"])


def test_a_choice_for_a_row_that_is_not_there_does_nothing(session: Session) -> None:
    assert bring(session, entry("a", **FIRST), choices={7: "skip", -1: "skip"}).new == 1


def test_an_update_changes_what_the_file_says(session: Session) -> None:
    bring(session, entry("a", **FIRST, journal="Old"))
    fields = {**FIRST, "author": "Gu, Linchuan and Lu, Wanzhou", "year": "2025", "journal": "New"}
    bring(session, entry("a", "book", **fields))
    held = publication(session, "a")
    assert (held.entry_type, held.year, held.venue) == ("book", 2025, "New")
    assert [one.name for one in held.authorships] == ["Linchuan Gu", "Wanzhou Lu"]
    assert session.query(Authorship).count() == 2
    assert found_by(session, "gu new") == ["a"]
    assert found_by(session, "old") == []


def test_fields_that_only_we_hold_survive_an_update(session: Session) -> None:
    bring(session, entry("a", **FIRST, note="ours", pages="1", x="y"))
    bring(session, entry("a", pages="2", title=FIRST["title"]))
    assert publication(session, "a").fields == [
        ["pages", "2"],
        ["title", FIRST["title"]],
        ["author", FIRST["author"]],
        ["year", FIRST["year"]],
        ["note", "ours"],
        ["x", "y"],
    ]


def test_a_doubled_field_survives_an_update_doubled(session: Session) -> None:
    bring(session, "@article{a, title = {Light}, note = {one}, note = {two}, pages = {1}}")
    bring(session, entry("a", title="Light", pages="2"))
    fields = publication(session, "a").fields
    assert [value for name, value in fields if name == "note"] == ["one", "two"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("abstract", "In short."),
        ("journal", "Letters on Light"),
        ("year", "2024"),
        ("month", "may"),
        ("doi", "10.5555/x.1"),
        ("url", "https://example.org/paper"),
        ("keywords", "light, shade"),
        ("author", "Lu, Wanzhou and Gu, Linchuan and others"),
        ("editor", "Lu, Wanzhou"),
        ("language", "german"),
        ("subtitle", "A Survey"),
    ],
)
def test_what_is_shown_of_a_field_that_only_we_hold_survives_an_update(
    session: Session, name: str, value: str
) -> None:
    def shown() -> list[object]:
        held = publication(session, "a")
        people = [(one.name, one.role) for one in held.authorships]
        return [
            *(held.title, held.abstract, held.venue, held.year, held.month, held.doi),
            *(held.links, held.keywords, held.languages, held.and_others, people),
        ]

    bring(session, entry("a", title=FIRST["title"], pages="1", **{name: value}))
    before = shown()
    assert bring(session, entry("a", title=FIRST["title"], pages="2")).changed == 1
    assert shown() == before


def test_what_belongs_to_the_editors_is_never_touched_by_an_update(session: Session) -> None:
    bring(session, entry("a", **FIRST, url="https://example.org/old"))
    held = publication(session, "a")
    direction = Direction(slug="vision", position=0, hue=40)
    held.directions = [direction]
    held.award = Localized(en="Best paper")
    held.own_links = [["video", "https://example.org/video"]]
    held.translated_title = Localized(zh="光与影")
    held.hidden = held.sample = True
    session.flush()
    another = Direction(slug="sound", position=1, hue=160)
    session.add(another)
    fields = {**FIRST, "title": "Light and Shades in Generated Pictures", "award": "None"}
    outcome = bring(session, entry("a", **fields, url="https://x.org/new"), directions=[another])
    assert outcome.changed == 1
    held = publication(session, "a")
    assert held.directions == [direction]
    assert held.award == Localized(en="Best paper")
    assert held.own_links == [["video", "https://example.org/video"]]
    assert held.translated_title == Localized(zh="光与影")
    assert (held.hidden, held.sample) == (True, True)
    assert found_by(session, "光与影") == ["a"]


def test_an_update_keeps_the_citation_key_and_the_upload_it_came_with(session: Session) -> None:
    first, second = upload(session), upload(session)
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"), upload_id=first.id)
    changed = entry("b", **FIRST, doi="10.5555/x.1", pages="1")
    assert bring(session, changed, upload_id=second.id).changed == 1
    assert publication(session, "a").upload_id == first.id


def test_only_what_is_new_gets_the_directions_chosen(session: Session) -> None:
    direction = Direction(slug="vision", position=0, hue=40)
    session.add(direction)
    bring(session, entry("a", **FIRST))
    bring(session, entry("a", **FIRST), entry("b", **OTHER), directions=[direction])
    assert publication(session, "a").directions == []
    assert publication(session, "b").directions == [direction]


def test_what_is_new_belongs_to_its_upload(session: Session) -> None:
    brought = upload(session)
    bring(session, entry("a", **FIRST), upload_id=brought.id)
    assert publication(session, "a").upload_id == brought.id


@pytest.mark.parametrize(
    "signed", ["Shen, Zhiyao", "Zhiyao Shen", "沈知遥", "沈, 知遥", "SHEN, ZHIYAO"]
)
def test_an_author_is_the_person_of_that_name_in_either_script(
    session: Session, signed: str
) -> None:
    shen = person(session, "shen", zh="沈知遥", en="Zhiyao Shen")
    bring(session, entry("a", title="Light", author=f"Lu, Wanzhou and {signed}"))
    assert [one.person for one in publication(session, "a").authorships] == [None, shen]


def test_an_author_is_the_person_who_has_that_alias(session: Session) -> None:
    inés = person(session, "ines", "I. Nuñovar", en="Inés Nuñovar")
    bring(session, entry("a", title="Light", author=r"Nu{\~n}ovar, I."))
    bring(session, entry("b", title="Shade", author="Nunovar, Ines"))
    assert [one.person for one in publication(session, "a").authorships] == [inés]
    assert [one.person for one in publication(session, "b").authorships] == [inés]


def test_a_publication_is_found_by_a_name_that_only_the_team_page_writes(session: Session) -> None:
    person(session, "shen", zh="沈知遥", en="Zhiyao Shen")
    bring(session, entry("a", title="Light", author="Shen, Zhiyao"))
    assert found_by(session, "沈知遥") == ["a"]


def test_a_name_that_two_people_share_is_linked_to_neither(session: Session) -> None:
    person(session, "one", zh="李伟", en="Wei Li")
    two = person(session, "two", zh="李薇", en="Wei Li")
    bring(session, entry("a", title="Light", author="Li, Wei and 李薇"))
    assert [one.person for one in publication(session, "a").authorships] == [None, two]


def test_a_name_that_three_people_share_is_linked_to_none(session: Session) -> None:
    for slug in ("one", "two", "three"):
        person(session, slug, en="Wei Li")
    bring(session, entry("a", title="Light", author="Li, Wei"))
    assert [one.person for one in publication(session, "a").authorships] == [None]


def test_an_alias_that_repeats_the_own_name_is_not_shared(session: Session) -> None:
    li = person(session, "li", "wei li", "Wei LI", en="Wei Li")
    bring(session, entry("a", title="Light", author="Li, Wei"))
    assert [one.person for one in publication(session, "a").authorships] == [li]


def test_a_name_without_a_letter_is_nobody(session: Session) -> None:
    person(session, "li", "", "—", en="Wei Li")
    bring(session, entry("a", title="Light", author="{***}"))
    assert [one.person for one in publication(session, "a").authorships] == [None]


def test_the_outcome_counts_what_could_not_be_read(session: Session) -> None:
    outcome = bring(session, entry("a", **FIRST), "@article{broken, title = {")
    assert (outcome.new, outcome.failed) == (1, 1)
    assert outcome.as_dict() == {
        "new": 1, "changed": 0, "unchanged": 0, "unclear": 0, "skipped": 0, "failed": 1,
        "keys": {"new": ["a"], "changed": []},
    }  # fmt: skip


def test_progress_is_told_once_a_row(session: Session) -> None:
    told: list[int] = []
    file = [entry("a", **FIRST), entry("b", **OTHER), entry("a", **FIRST)]
    bring(session, *file, progress=told.append)
    assert told == [1, 2]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\xff" * 500])
def test_a_file_without_entries_changes_nothing(session: Session, data: bytes) -> None:
    bring(session, entry("a", **FIRST))
    before = everything(session)
    outcome = apply(session, draw_up(session, read(data)))
    assert outcome == Outcome()
    assert everything(session) == before


def test_nothing_is_committed(demo_session: Session) -> None:
    before = everything(demo_session)
    commits: list[object] = []
    event.listen(demo_session, "after_commit", commits.append)
    key = demo_session.query(Publication).first()
    assert key is not None
    changed = entry(key.citation_key, title=key.title, note="another")
    outcome = bring(demo_session, changed, entry("quite-new", **OTHER))
    assert (outcome.new, outcome.changed) == (1, 1)
    assert everything(demo_session) != before
    demo_session.rollback()
    assert not commits
    assert everything(demo_session) == before
    assert found_by(demo_session, OTHER["title"]) == []


def choice_of(choice: str | None) -> dict[int, str]:
    return {} if choice is None else {0: choice}


def upload(session: Session) -> BibUpload:
    found = BibUpload(filename="a.bib", content=b"")
    session.add(found)
    session.flush()
    return found


def test_one_work_under_two_keys_of_a_file_is_stored_once(session: Session) -> None:
    file = (
        entry("zotero", **FIRST, doi="10.5555/X.1", pages="1"),
        entry("dblp", **FIRST, doi="https://doi.org/10.5555/x.1", volume="2"),
        entry("scholar", **FIRST, doi="10.5555/x.1", number="3"),
    )
    outcome = bring(session, *file)
    assert (outcome.new, keys(session)) == (3, ["zotero"])
    fields = dict(publication(session, "zotero").fields)
    assert (fields["pages"], fields["volume"], fields["number"]) == ("1", "2", "3")
    again = bring(session, *file)
    assert (again.new, again.changed, again.unclear, again.unchanged) == (0, 0, 0, 3)


def test_works_of_one_title_with_other_identifiers_are_two(session: Session) -> None:
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"), entry("a", **FIRST, doi="10.5555/x.2"))
    assert keys(session) == ["a", "a-2"]


def test_another_part_under_a_held_key_does_not_overwrite_the_first(session: Session) -> None:
    part = "On the Light in Generated Pictures of Rooms, Part"
    bring(session, entry("a", title=f"{part} I", doi="10.5555/x.1"))
    outcome = bring(session, entry("a", title=f"{part} II", doi="10.5555/x.2"))
    assert (outcome.changed, outcome.unclear) == (0, 1)
