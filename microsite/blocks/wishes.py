"""What a live block asks for, as a condition on a table; what it cannot mean, as a problem."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, true

from microsite.blocks.known import Known, RefusedError
from microsite.blocks.named import (
    NAMED,
    NEWEST_ARTICLES,
    Wish,
    people_named,
    publications_named,
    published,
)
from microsite.filters import Filters
from microsite.markdown import Ask, Problem
from microsite.models import (
    Area,
    Article,
    Direction,
    Highlight,
    NewsItem,
    Person,
    Project,
    Publication,
    Tag,
)
from microsite.models.base import now
from microsite.publications.conditions import NEWEST_FIRST, condition

# How much each shows where no number is given.
NUMBERS = {
    "highlights": 6,
    "directions": 50,
    "publications": 10,
    "people": 300,
    "projects": 50,
    "articles": 5,
    "news": 5,
}


@dataclass(slots=True)
class Answer:
    """The rows for one question; `filters` are where more of them are, if there are more."""

    rows: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    filters: Filters | None = None


def wish_of(ask: Ask, known: Known) -> Wish:
    """Raises RefusedError where the site has nothing of the name that is asked for."""
    return _WISHES[ask.kind](ask, known)


def _citation(ask: Ask, known: Known) -> Wish:
    return publications_named(ask.values["key"])


def _portrait(ask: Ask, known: Known) -> Wish:
    return people_named(ask.values["person"])


def _list(ask: Ask, known: Known) -> Wish:
    items = tuple(dict.fromkeys(ask.values["items"].replace("，", ",").replace(",", " ").split()))
    return NAMED[ask.values["of"]](*items)


def _highlights(ask: Ask, known: Known) -> Wish:
    shown = Highlight.publication.has(Publication.hidden.is_(False))
    where = or_(shown, Highlight.project_id.is_not(None))
    slug = _direction(ask, known)
    if slug:
        belongs = Direction.slug == slug
        publication = Highlight.publication.has(Publication.directions.any(belongs))
        where = and_(
            where, or_(publication, Highlight.project.has(Project.directions.any(belongs)))
        )
    return Wish(Highlight, where, (Highlight.position,), _number(ask))


def _directions(ask: Ask, known: Known) -> Wish:
    return Wish(Direction, true(), (Direction.position,), _number(ask))


def _publications(ask: Ask, known: Known) -> Wish:
    filters = known.filters(ask)
    return Wish(Publication, condition(filters), NEWEST_FIRST, _number(ask), filters=filters)


def _people(ask: Ask, known: Known) -> Wish:
    where: list[ColumnElement[bool]] = []
    role = ask.values.get("role")
    if role:
        if role not in known.roles:
            raise RefusedError("no-role", ask.line, value=role, known=", ".join(known.roles))
        where.append(Person.role == role)
    else:
        where.append(Person.role.not_in(known.alumni_roles))
    slug = _direction(ask, known)
    if slug:
        where.append(Person.directions.any(Direction.slug == slug))
    return Wish(Person, and_(*where), (Person.position,), _number(ask))


def _projects(ask: Ask, known: Known) -> Wish:
    where: list[ColumnElement[bool]] = [true()]
    slug, area, status = _direction(ask, known), ask.values.get("area"), ask.values.get("status")
    if slug:
        where.append(Project.directions.any(Direction.slug == slug))
    if area:
        if area not in known.areas:
            raise RefusedError("no-area", ask.line, value=area, known=", ".join(known.areas) or "–")
        where.append(Project.areas.any(Area.slug == area))
    if status:
        where.append(Project.status == status)
    return Wish(Project, and_(*where), (Project.position,), _number(ask))


def _articles(ask: Ask, known: Known) -> Wish:
    where = [published()]
    slug, tag = _direction(ask, known), ask.values.get("tag")
    if slug:
        where.append(Article.directions.any(Direction.slug == slug))
    if tag:
        if tag not in known.tags:
            raise RefusedError("no-tag", ask.line, value=tag, known=", ".join(known.tags) or "–")
        where.append(Article.tags.any(Tag.slug == tag))
    return Wish(Article, and_(*where), NEWEST_ARTICLES, _number(ask))


def _news(ask: Ask, known: Known) -> Wish:
    # What has begun somewhere on earth: whose clock counts is known to the site alone.
    begun = NewsItem.date <= (now() + timedelta(hours=14)).date()
    return Wish(NewsItem, begun, (NewsItem.date.desc(), NewsItem.id.desc()), _number(ask))


def _direction(ask: Ask, known: Known) -> str | None:
    slug = ask.values.get("direction")
    if slug and slug not in known.directions:
        said = ", ".join(known.directions) or "–"
        raise RefusedError("no-direction", ask.line, value=slug, known=said)
    return slug


def _number(ask: Ask) -> int:
    return int(ask.values.get("number") or NUMBERS[ask.kind])


_WISHES: dict[str, Callable[[Ask, Known], Wish]] = {
    "citation": _citation,
    "portrait": _portrait,
    "list": _list,
    "highlights": _highlights,
    "directions": _directions,
    "publications": _publications,
    "people": _people,
    "projects": _projects,
    "articles": _articles,
    "news": _news,
}
