"""Undo: an upload is taken back exactly, and what cannot be is told with its reason."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from microsite.bibtex import read
from microsite.importing import Choices, Undone, apply, draw_up, undo
from microsite.models import BibUpload, Direction, Highlight, Person
from microsite.models.base import now
from tests.conftest import DATA
from tests.importing.entries import DEMO, FIRST, OTHER, PREPRINT, PUBLISHED, entry, publication

TABLES = ("publications", "authorships", "publication_directions", "entry_decisions")


def bring(session: Session, *entries: str, choices: Choices | None = None) -> BibUpload:
    content = "\n".join(entries).encode()
    upload = BibUpload(filename="a.bib", content=content, state="running")
    session.add(upload)
    session.flush()
    apply(session, draw_up(session, read(content)), choices=choices, upload_id=upload.id)
    session.expire_all()
    return upload


def take_back(session: Session, upload: BibUpload) -> Undone:
    undone = undo(session, upload)
    session.expire_all()
    return undone


def dump(session: Session) -> dict[str, list[Any]]:
    """Every value as SQLite holds it, and whether the search index agrees with the table."""
    session.flush()
    found = {
        name: [tuple(row) for row in session.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2"))]
        for name in TABLES
    }
    check = "INSERT INTO publications_fts(publications_fts, rank) VALUES ('integrity-check', 1)"
    session.execute(text(check))
    return found


def test_what_an_upload_added_is_removed(session: Session) -> None:
    bring(session, entry("a", **FIRST))
    before = dump(session)
    second = bring(session, entry("a", **FIRST), entry("b", **OTHER))
    assert take_back(session, second) == Undone(removed=1)
    assert dump(session) == before


def test_what_an_upload_changed_is_again_what_it_was(session: Session) -> None:
    direction = Direction(slug="one", position=0, hue=0)
    session.add(direction)
    bring(session, entry("a", **FIRST, pages="1--2", note="ours"))
    publication(session, "a").directions = [direction]
    before = dump(session)
    authors = "Lu, Wanzhou and Gu, Linchuan"
    second = bring(session, entry("a", **{**FIRST, "author": authors}, pages="3"))
    assert len(publication(session, "a").authorships) == 2
    assert take_back(session, second) == Undone(restored=1)
    assert dump(session) == before


def test_uploads_are_taken_back_in_any_order_where_they_touch_different_publications(
    session: Session,
) -> None:
    first = bring(session, entry("a", **FIRST))
    after_first = dump(session)["publications"]
    second = bring(session, entry("b", **OTHER))
    after_both = dump(session)
    assert take_back(session, first) == Undone(removed=1)
    assert dump(session)["publications"] == [
        row for row in after_both["publications"] if row not in after_first
    ]
    assert take_back(session, second) == Undone(removed=1)
    assert not any(dump(session).values())


def test_two_uploads_that_changed_one_publication_are_taken_back_the_later_one_first(
    session: Session,
) -> None:
    first = bring(session, entry("a", **FIRST, pages="1"))
    second = bring(session, entry("a", **FIRST, pages="2"))
    third = bring(session, entry("a", **FIRST, pages="3"))
    kept = take_back(session, second).kept
    assert [(one["key"], one["why"], one["by"]) for one in kept] == [
        ("a", "changed-later", third.id)
    ]
    assert dict(publication(session, "a").fields)["pages"] == "3"
    assert take_back(session, third) == Undone(restored=1)
    assert take_back(session, second) == Undone(restored=1)
    assert take_back(session, first) == Undone(removed=1)
    assert not any(dump(session).values())


def test_a_publication_that_an_editor_changed_since_is_kept_and_named(session: Session) -> None:
    upload = bring(session, entry("a", **FIRST), entry("b", **OTHER))
    publication(session, "a").award = {"en": "Best paper"}  # type: ignore[assignment]
    session.flush()
    undone = take_back(session, upload)
    assert undone.removed == 1
    assert undone.kept == [{"key": "a", "title": FIRST["title"], "why": "edited", "by": None}]


def test_a_highlighted_publication_is_kept(session: Session) -> None:
    upload = bring(session, entry("a", **FIRST))
    session.add(Highlight(position=0, publication=publication(session, "a")))
    session.flush()
    assert [one["key"] for one in take_back(session, upload).kept] == ["a"]


def test_a_publication_that_was_removed_since_is_named(session: Session) -> None:
    bring(session, entry("a", **FIRST, pages="1"))
    upload = bring(session, entry("a", **FIRST, pages="2"))
    session.delete(publication(session, "a"))
    session.flush()
    assert [one["why"] for one in take_back(session, upload).kept] == ["removed"]


def test_decisions_are_taken_back_with_the_upload(session: Session) -> None:
    bring(session, entry("a", **FIRST, doi="10.5555/x.1"))
    before = dump(session)
    unclear = entry("b", **OTHER, doi="10.5555/x.1")
    for choice in ("new", "skip"):
        upload = bring(session, unclear, choices=Choices(rows={0: choice}))
        take_back(session, upload)
        assert dump(session) == before


def test_the_merge_of_two_versions_is_taken_back(session: Session) -> None:
    bring(session, entry("pre", **PREPRINT))
    before = dump(session)
    held = publication(session, "pre").id
    upload = bring(session, entry("pub", **PUBLISHED), choices=Choices(rows={0: f"same:{held}"}))
    assert publication(session, "pre").venue == "Letters on Light"
    assert take_back(session, upload) == Undone(restored=1)
    assert dump(session) == before


@pytest.mark.parametrize("file", [DEMO, *sorted(DATA.glob("*.bib"))], ids=lambda file: file.name)
def test_any_file_is_taken_back_without_a_trace(session: Session, file: Any) -> None:
    bring(session, entry("a", **FIRST))
    before = dump(session)
    upload = bring(session, file.read_bytes().decode("utf-8", "replace"))
    take_back(session, upload)
    assert dump(session) == before


def test_an_undone_file_can_come_again(session: Session) -> None:
    upload = bring(session, entry("a", **FIRST))
    upload.undone_at = now()
    take_back(session, upload)
    bring(session, entry("a", **FIRST))
    assert publication(session, "a").title == FIRST["title"]


def test_directions_that_an_editor_gave_since_keep_a_publication(session: Session) -> None:
    direction = Direction(slug="one", position=0, hue=0)
    session.add(direction)
    upload = bring(session, entry("a", **FIRST))
    edited = publication(session, "a")
    edited.directions.append(direction)
    session.flush()
    assert [one["why"] for one in take_back(session, upload).kept] == ["edited"]
    assert publication(session, "a").directions == [direction]


def test_people_and_uploads_that_are_gone_do_not_stop_an_undo(session: Session) -> None:
    person = Person(slug="lu", position=0, name={"en": "Wanzhou Lu"}, role="student")
    session.add(person)
    session.flush()
    first = bring(session, entry("a", **FIRST, pages="1"))
    assert publication(session, "a").authorships[0].person == person
    second = bring(session, entry("a", **FIRST, pages="2"))
    session.delete(person)
    session.delete(first)
    session.flush()
    assert take_back(session, second) == Undone(restored=1)
    restored = publication(session, "a")
    assert (restored.upload_id, restored.authorships[0].person_id) == (None, None)


def test_a_number_that_another_publication_got_is_not_blamed(session: Session) -> None:
    bring(session, entry("a", **FIRST, pages="1"))
    upload = bring(session, entry("a", **FIRST, pages="2"))
    session.delete(publication(session, "a"))
    session.flush()
    bring(session, entry("b", **OTHER))
    assert [(one["key"], one["why"]) for one in take_back(session, upload).kept] == [
        ("a", "removed")
    ]
    assert publication(session, "b").title == OTHER["title"]
