"""One action on many publications, and the way back."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import editing
from microsite.editing import PUBLICATION, Action
from microsite.editing.many import read
from microsite.models import Direction, Highlight, Project, Publication, Revision
from tests.editing.state import state
from tests.importing.entries import entry, hold


def ids(session: Session) -> list[int]:
    return list(session.scalars(select(Publication.id).order_by(Publication.id)))


def actions(session: Session) -> list[Action]:
    directions = list(session.scalars(select(Direction.id)))
    projects = list(session.scalars(select(Project.id)))
    return [
        Action("add", "directions", tuple(directions[:2])),
        Action("remove", "directions", tuple(directions[1:])),
        Action("set", "projects", tuple(projects[:1])),
        Action("put", "hidden", True),
        Action("put", "award", {"en": "Best paper"}),
        Action("highlight"),
        Action("unhighlight"),
        Action("delete"),
    ]


@pytest.mark.parametrize("number", range(8))
def test_a_bulk_action_is_taken_back_to_the_last_row(demo_session: Session, number: int) -> None:
    session = demo_session
    before, chosen = state(session), ids(session)[::2]
    action = actions(session)[number]
    told = editing.concerned(session, chosen, action)
    done = editing.carry_out(session, chosen, action, None)
    assert done.count == told > 0
    assert state(session) != before
    back = editing.take_back(session, done.at, None)
    assert (back.restored, back.kept) == (done.count, 0)
    assert state(session) == before


def test_many_are_read_as_each_is_by_itself(demo_session: Session) -> None:
    held = read(demo_session, ids(demo_session))
    for number, one in held.items():
        item = demo_session.get_one(Publication, number)
        assert one.fields == editing.snapshot(demo_session, PUBLICATION, item)
        assert one.version == editing.version_of(item)


def test_what_was_changed_since_stays_and_is_told(demo_session: Session) -> None:
    session = demo_session
    first, second = ids(session)[:2]
    done = editing.carry_out(session, [first, second], Action("put", "hidden", True), None)
    item = session.get_one(Publication, first)
    editing.save(
        session, PUBLICATION, item, {"award": {"en": "Prize"}}, None, editing.version_of(item)
    )
    back = editing.take_back(session, done.at, None)
    assert (back.restored, back.kept) == (1, 1)
    assert session.get_one(Publication, first).hidden
    assert not session.get_one(Publication, second).hidden
    again = editing.take_back(session, done.at, None)
    assert again.restored == 0


def test_what_would_change_nothing_gets_no_revision(demo_session: Session) -> None:
    done = editing.carry_out(demo_session, ids(demo_session), Action("put", "hidden", False), None)
    assert done.count == 0
    assert demo_session.query(Revision).count() == 0


def test_a_deleted_one_comes_back_though_its_key_and_its_number_are_wanted(
    demo_session: Session,
) -> None:
    session = demo_session
    last = session.scalars(select(Publication).order_by(Publication.id.desc())).first()
    assert last is not None
    key, number = last.citation_key, last.id
    done = editing.carry_out(session, [number], Action("delete"), None)
    assert [one.item_id for one in editing.removed(session)] == [number]
    hold(session, entry(key, title="Another one", author="Nobody, Ever", year="2020"))
    assert session.query(Publication).filter_by(citation_key=key).one().id != number
    assert editing.take_back(session, done.at, None).restored == 1
    assert session.get_one(Publication, number).citation_key == f"{key}-2"
    assert editing.removed(session) == []


def test_no_more_highlights_than_a_home_page_can_bear(session: Session) -> None:
    lines = [entry(f"k{n}", title=f"Lamp {n}", year="2020") for n in range(210)]
    hold(session, *lines)
    done = editing.carry_out(session, ids(session), Action("highlight"), None)
    assert done.count == editing.MOST_HIGHLIGHTS == session.query(Highlight).count()


def test_numbers_of_none_are_passed_over(demo_session: Session) -> None:
    for action in actions(demo_session):
        assert editing.carry_out(demo_session, [10**9], action, None).count == 0


def test_a_time_at_which_nothing_was_done_is_no_undo(demo_session: Session) -> None:
    before: Any = state(demo_session)
    item = demo_session.scalars(select(Publication)).first()
    assert item is not None
    assert editing.take_back(demo_session, item.updated_at, None).restored == 0
    assert state(demo_session) == before
