"""What is read of the publications that are held, and in how many queries."""

from flask import Flask
from sqlalchemy.orm import Session

from microsite.importing import Library
from tests.conftest import counted_queries
from tests.importing.entries import FIRST, OTHER, entry, hold, publication


def test_the_families_stand_in_the_order_of_the_authors(session: Session) -> None:
    hold(session, entry("a", title="Light", author="Zhou, A. and {The Light Group} and Abel, B."))
    (held,) = Library(session).held
    assert held.families == "Zhou\nThe Light Group\nAbel"


def test_a_publication_without_authors_names_nobody(session: Session) -> None:
    hold(session, entry("a", title="Light"))
    assert Library(session).held[0].families == ""


def test_each_thing_is_read_once_however_often_it_is_asked_for(
    app: Flask, session: Session
) -> None:
    hold(session, entry("a", **FIRST), entry("b", **OTHER))
    library = Library(session)
    with counted_queries(app) as statements:
        for _ in range(3):
            assert [stamp.citation_key for stamp in library.stamps] == ["a", "b"]
            assert [held.year for held in library.held] == [2024, 2020]
            assert library.decisions == {}
    assert len(statements) == 4


def test_the_version_changes_with_the_publication(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    before = Library(session).stamps[0]
    publication(session, "a").hidden = True
    session.flush()
    after = Library(session).stamps[0]
    assert after.version != before.version
    assert after[:3] == before[:3]
