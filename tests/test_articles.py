"""Lists of articles and what stands around one."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.orm import Session

from microsite import articles
from microsite.localized import Localized
from microsite.models import Article, Direction, Person, Tag

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def article(slug: str, days: int = 0, state: str = "published", **parts: Any) -> Article:
    """An article of so many days ago."""
    moment = NOW - timedelta(days=days)
    return Article(slug=slug, title=Localized(en=slug), state=state, published_at=moment, **parts)


def slugs(found: list[Article]) -> list[str]:
    return [one.slug for one in found]


def test_only_what_is_published_and_whose_time_has_come_is_shown(session: Session) -> None:
    timeless = Article(slug="timeless", state="published", published_at=None)
    ready = article("now")
    session.add_all([ready, article("later", -1), article("draft", 1, "draft"), timeless])
    session.flush()
    assert slugs(articles.newest(session, NOW, most=9)) == ["now"]
    assert slugs(articles.newest(session, NOW + timedelta(days=1), most=9)) == ["later", "now"]
    assert [one for one in session.query(Article) if articles.is_shown(one, NOW)] == [ready]


def test_a_page_past_the_end_is_the_last(session: Session) -> None:
    session.add_all(article(f"a{number}", number) for number in range(45))
    session.flush()
    first = articles.listing(session, NOW, 1)
    assert (first.total, first.page, first.pages, len(first.articles)) == (45, 1, 3, 20)
    last = articles.listing(session, NOW, 99)
    assert last.page == 3
    assert slugs(last.articles) == [f"a{number}" for number in range(40, 45)]
    assert articles.listing(session, NOW, 1, articles.of_year(1999, UTC)).pages == 1


def test_shelves_count_what_is_shown(session: Session) -> None:
    art = Tag(kind="tag", slug="art", name=Localized(en="Art"))
    film = Tag(kind="tag", slug="film", name=Localized(en="Film"))
    essays = Tag(kind="category", slug="essays", name=Localized(en="Essays"))
    session.add_all(
        [
            article("a", tags=[art, essays]),
            article("b", 400, tags=[art]),
            article("c", -1, tags=[film]),
        ]
    )
    session.flush()
    shelves = articles.shelves(session, NOW, UTC)
    assert shelves.tags == [(art, 2)]
    assert shelves.categories == [(essays, 1)]
    assert shelves.years == [(2026, 1), (2025, 1)]
    assert slugs(articles.newest(session, NOW, articles.tagged(art), most=9)) == ["a", "b"]


def test_a_year_begins_when_the_lab_s_clock_says_so(session: Session) -> None:
    evening = article("evening")
    evening.published_at = datetime(2025, 12, 31, 18, tzinfo=UTC)
    session.add(evening)
    session.flush()
    for zone, year in ((UTC, 2025), (ZoneInfo("Asia/Shanghai"), 2026)):
        assert articles.shelves(session, NOW, zone).years == [(year, 1)]
        found = articles.newest(session, NOW, articles.of_year(year, zone), most=9)
        assert slugs(found) == ["evening"]
        assert not articles.newest(session, NOW, articles.of_year(4051 - year, zone), most=9)


def test_neighbours_pass_over_what_is_not_shown(session: Session) -> None:
    old, same, middle = article("old", 5), article("same", 3), article("middle", 3)
    session.add_all([old, same, middle, article("hidden", 2, "draft"), article("later", -1)])
    session.flush()
    assert articles.neighbours(session, middle, NOW) == (same, None)
    assert articles.neighbours(session, same, NOW) == (old, middle)
    assert articles.neighbours(session, Article(), NOW) == (None, None)


@pytest.mark.parametrize("empty", [True, False])
def test_related_are_those_that_share_most(session: Session, empty: bool) -> None:
    tag = Tag(kind="tag", slug="t", name=Localized(en="T"))
    direction = Direction(slug="d", position=0, hue=1, name=Localized(en="D"))
    author = Person(slug="p", position=0, role="staff", name=Localized(en="P"), aliases=[])
    held: dict[str, Any] = (
        {} if empty else {"tags": [tag], "directions": [direction], "people": [author]}
    )
    shown = article("shown", **held)
    session.add_all(
        [
            shown,
            article("nothing", 1),
            article("author", 1, people=[author]),
            article("tag", 2, tags=[tag]),
            article("both", 3, tags=[tag], directions=[direction]),
            article("waiting", -1, tags=[tag]),
        ]
    )
    session.flush()
    found = slugs(articles.related(session, shown, NOW))
    assert found == ([] if empty else ["both", "tag", "author"])
