"""Lists of articles, and what stands around one. An article is shown when its time has come."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from microsite.models import Article, Direction, Person, Tag
from microsite.models.articles import article_directions, article_people, article_tags

PAGE_SIZE = 20
MOST_RELATED = 3

NEWEST_FIRST = (Article.published_at.desc(), Article.id.desc())
# What a list shows of each article, in as many queries however long it is.
WITH_PARTS = (
    joinedload(Article.cover),
    selectinload(Article.tags),
    selectinload(Article.directions),
    selectinload(Article.people),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of a list; `page` is from 1, `pages` at least 1."""

    articles: list[Article]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Shelves:
    """By what articles can be browsed, each with how many there are."""

    categories: list[tuple[Tag, int]]
    tags: list[tuple[Tag, int]]
    years: list[tuple[int, int]]


def shown(at: datetime) -> ColumnElement[bool]:
    """What makes an article public at this time: one without a time never is."""
    return and_(Article.state == "published", Article.published_at <= at)


def is_shown(article: Article, at: datetime) -> bool:
    """The same, of one that has been read already."""
    moment = article.published_at
    return article.state == "published" and moment is not None and moment <= at


def tagged(tag: Tag) -> ColumnElement[bool]:
    """Those with this tag or category."""
    links = article_tags.c
    return Article.id.in_(select(links.article_id).where(links.tag_id == tag.id))


def of_year(year: int, zone: tzinfo) -> ColumnElement[bool]:
    """Those of a year from 2 to 9998, as a clock of that zone counts it."""
    start, end = datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)
    return and_(Article.published_at >= start, Article.published_at < end)


def of_direction(direction: Direction) -> ColumnElement[bool]:
    """Those about a direction."""
    links = article_directions.c
    return Article.id.in_(select(links.article_id).where(links.direction_id == direction.id))


def of_person(person: Person) -> ColumnElement[bool]:
    """Those somebody wrote."""
    links = article_people.c
    return Article.id.in_(select(links.article_id).where(links.person_id == person.id))


def listing(session: Session, at: datetime, page: int, *wanted: ColumnElement[bool]) -> Listing:
    """A page of what is shown and wanted; one past the end is the last."""
    count = select(func.count()).select_from(Article).where(shown(at), *wanted)
    total = session.scalar(count) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    articles = newest(session, at, *wanted, most=PAGE_SIZE, after=(page - 1) * PAGE_SIZE)
    return Listing(articles, total, page, pages)


def newest(
    session: Session, at: datetime, *wanted: ColumnElement[bool], most: int, after: int = 0
) -> list[Article]:
    """The newest that are shown, with what a list of them shows."""
    query = select(Article).where(shown(at), *wanted).options(*WITH_PARTS).order_by(*NEWEST_FIRST)
    return list(session.scalars(query.limit(most).offset(after)))


def shelves(session: Session, at: datetime, zone: tzinfo) -> Shelves:
    """All tags, categories and years that have an article to show."""
    links = article_tags.c
    count = func.count(Article.id)
    query = (
        select(Tag, count)
        .join(article_tags, links.tag_id == Tag.id)
        .join(Article, Article.id == links.article_id)
        .where(shown(at))
        .group_by(Tag.id)
        .order_by(count.desc(), Tag.slug)
    )
    held = [(tag, number) for tag, number in session.execute(query)]
    moments = session.scalars(select(Article.published_at).where(shown(at)))
    # SQLite knows no zones, and the moments of some hundred articles are little to read.
    years = Counter(moment.astimezone(zone).year for moment in moments if moment)
    return Shelves(
        categories=[(tag, number) for tag, number in held if tag.kind == "category"],
        tags=[(tag, number) for tag, number in held if tag.kind != "category"],
        years=sorted(years.items(), reverse=True),
    )


def neighbours(
    session: Session, article: Article, at: datetime
) -> tuple[Article | None, Article | None]:
    """The one before and the one after in time, among those shown."""
    moment = article.published_at
    if moment is None:
        return None, None
    same = Article.published_at == moment
    earlier = or_(Article.published_at < moment, and_(same, Article.id < article.id))
    later = or_(Article.published_at > moment, and_(same, Article.id > article.id))
    query = select(Article).where(shown(at)).limit(1)
    before = session.scalar(query.where(earlier).order_by(*NEWEST_FIRST))
    after = session.scalar(query.where(later).order_by(Article.published_at, Article.id))
    return before, after


def related(session: Session, article: Article, at: datetime) -> list[Article]:
    """Those that share most: a tag, category or direction weighs twice what an author does."""
    tags = _shared(article_tags.c.article_id, article_tags.c.tag_id, article.tags)
    directions = _shared(
        article_directions.c.article_id, article_directions.c.direction_id, article.directions
    )
    people = _shared(article_people.c.article_id, article_people.c.person_id, article.people)
    score = 2 * tags + 2 * directions + people
    query = (
        select(Article)
        .where(shown(at), Article.id != article.id, score > 0)
        .options(*WITH_PARTS)
        .order_by(score.desc(), *NEWEST_FIRST)
    )
    return list(session.scalars(query.limit(MOST_RELATED)))


def _shared(
    article_id: ColumnElement[int],
    other_id: ColumnElement[int],
    held: Sequence[Tag | Direction | Person],
) -> ColumnElement[int]:
    """How many of what is held another article has too."""
    ids = [one.id for one in held]
    query = select(func.count()).where(article_id == Article.id, other_id.in_(ids))
    return query.correlate(Article).scalar_subquery()
