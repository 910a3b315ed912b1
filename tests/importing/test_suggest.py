"""Directions suggested by the words that a row and a direction have in common."""

import pytest
from sqlalchemy.orm import Session

from microsite.importing import Row, suggest
from microsite.localized import Localized
from microsite.models import Direction
from tests.importing.entries import entry, plan_of

DIRECTIONS = [
    Direction(
        slug="coding",
        name=Localized(en="Video coding", zh="视频编码"),
        summary=Localized(en="Fewer bits for the same picture"),
        text=Localized(en="We study **rate control** and people who watch."),
    ),
    Direction(
        slug="medical",
        name=Localized(en="Medical imaging", zh="医学影像"),
        summary=Localized(en="Eye scans made clearer"),
        text=Localized(en="We study **retinal** images and people who see them."),
    ),
    Direction(
        slug="robots",
        name=Localized(en="Robotics", zh="机器人"),
        summary=Localized(),
        text=Localized(),
    ),
]


def suggested(session: Session, *entries: str) -> dict[int, tuple[str, ...]]:
    return suggest(plan_of(session, *entries).rows, DIRECTIONS)


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        ({"title": "Learned Coding of Video"}, "coding"),
        ({"title": "基于扩散模型的视频编码方法"}, "coding"),
        ({"title": "眼科医学影像的增强"}, "medical"),
        ({"title": "Clearer", "keywords": "medical images, OCT"}, "medical"),
        ({"title": "Robotics for Everybody"}, "robots"),
        ({"title": "会下棋的机器人"}, "robots"),
        ({"title": "Retinal Scans", "journal": "Journal of Medical Imaging"}, "medical"),
    ],
)
def test_a_row_that_uses_the_words_of_a_direction_may_belong_to_it(
    session: Session, fields: dict[str, str], slug: str
) -> None:
    assert suggested(session, entry("a", **fields)) == {0: (slug,)}


@pytest.mark.parametrize(
    "title",
    [
        "On the People Who Watch",
        "A Study of Pictures",
        "数学的历史",
        "",
        "影",
        "The same of the same",
    ],
)
def test_chance_words_suggest_nothing(session: Session, title: str) -> None:
    assert suggested(session, entry("a", title=title)) == {}


def test_two_directions_at_most_and_the_nearer_first(session: Session) -> None:
    title = "Video Coding of Medical Images for Robotics: Fewer Bits"
    found = suggested(session, entry("a", title=title))[0]
    assert len(found) == 2
    assert found[0] == "coding"


def test_a_word_that_nearly_every_row_has_tells_nothing(session: Session) -> None:
    rows = [entry(f"k{number}", title=f"Imaging Retinal {number}") for number in range(200)]
    assert suggested(session, *rows) == {}


def test_without_directions_there_is_nothing_to_suggest() -> None:
    assert suggest([], DIRECTIONS) == {}
    assert suggest(list[Row](), []) == {}
