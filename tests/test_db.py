"""SQLite as a site needs it."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from microsite.db import begin_writing, db, is_busy
from microsite.models import Authorship, Direction


def impatient(session: Session) -> None:
    """Wait a moment for the lock, not the twenty seconds of the site."""
    session.execute(text("PRAGMA busy_timeout = 50"))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20000), ("synchronous", 1)],
)
def test_every_connection_is_set_up(session: Session, pragma: str, value: object) -> None:
    assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_foreign_keys_hold(session: Session) -> None:
    session.add(Authorship(publication_id=12345, position=0, name="Nobody"))
    with pytest.raises(IntegrityError):
        session.flush()


def test_whoever_begins_writing_has_the_lock_at_once(app: Flask, session: Session) -> None:
    begin_writing(session)
    with Session(db.engine) as other:
        impatient(other)
        with pytest.raises(OperationalError) as raised:
            begin_writing(other)
        assert is_busy(raised.value)


def test_readers_go_on_and_see_the_state_before(app: Flask, session: Session) -> None:
    begin_writing(session)
    session.add(Direction(slug="new", position=0, hue=10))
    session.flush()
    with Session(db.engine) as reader:
        assert reader.query(Direction).count() == 0
    session.commit()
    with Session(db.engine) as reader:
        assert reader.query(Direction).count() == 1


def test_another_fault_is_not_taken_for_a_busy_database(session: Session) -> None:
    with pytest.raises(OperationalError) as raised:
        session.execute(text("SELECT * FROM nothing"))
    assert not is_busy(raised.value)
