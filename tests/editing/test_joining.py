"""Two directions made one: nothing is lost, and one step brings all of it back."""

import random
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import editing
from microsite.editing import KINDS
from microsite.models import Article, Direction, OldAddress, Person, Project, Publication
from tests.editing.state import state

MODELS: tuple[Any, ...] = (Publication, Project, Person, Article)


def belonging(session: Session, number: int) -> set[tuple[str, int]]:
    session.expire_all()
    return {
        (model.__name__, one.id)
        for model in MODELS
        for one in session.scalars(select(model))
        if number in [direction.id for direction in one.directions]
    }


def scatter(session: Session, chance: random.Random) -> None:
    directions = list(session.scalars(select(Direction)))
    for number in range(6):
        fields = {"slug": f"a-{number}", "title": {"en": f"Article {number}"}, "state": "draft"}
        editing.create(session, KINDS["article"], fields, None)
    for model in MODELS:
        for one in session.scalars(select(model)).all():
            one.directions = chance.sample(directions, chance.randint(0, 3))
    for one in directions:
        one.words = chance.sample(["lamp", "光影", "chair"], chance.randint(0, 3))
    session.flush()


@pytest.mark.parametrize("seed", range(5))
def test_all_of_both_belongs_to_one_and_undo_brings_back_every_row(
    demo_session: Session, seed: int
) -> None:
    session, chance = demo_session, random.Random(seed)
    scatter(session, chance)
    gone, into = chance.sample(list(session.scalars(select(Direction))), 2)
    gone_id, into_id, slug = gone.id, into.id, gone.slug
    expected = belonging(session, gone_id) | belonging(session, into_id)
    before = state(session)
    done = editing.join_directions(session, gone, into, None)
    assert session.get(Direction, gone_id) is None
    assert belonging(session, into_id) == expected
    led = session.query(OldAddress).filter_by(path=f"/directions/{slug}/").one()
    assert (led.kind, led.item_id) == ("direction", into_id)
    back = editing.take_back(session, done.at, None)
    assert back.kept == 0
    assert state(session) == before


def test_what_was_changed_after_the_two_became_one_stays(demo_session: Session) -> None:
    session = demo_session
    gone, into = session.scalars(select(Direction)).all()[:2]
    gone_id = gone.id
    paper = next(one for one in session.scalars(select(Publication)) if gone in one.directions)
    done = editing.join_directions(session, gone, into, None)
    version = editing.version_of(paper)
    editing.save(session, editing.PUBLICATION, paper, {"directions": []}, None, version)
    assert editing.take_back(session, done.at, None).kept == 1
    assert session.get(Direction, gone_id) is not None
    assert paper.directions == []
