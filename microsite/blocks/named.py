"""What is wanted, as a condition on a table; and what a list names one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_

from microsite.filters import Filters
from microsite.models import Article, Person, Project, Publication
from microsite.models.base import now
from microsite.publications import SHOWN
from microsite.publications.conditions import NEWEST_FIRST

NEWEST_ARTICLES = (Article.published_at.desc(), Article.id.desc())


@dataclass(slots=True)
class Wish:
    """Rows of `model` that are wanted, `most` of them in this order.

    `named` are those a list asks for by name, and the code of the problem where one is missing.
    `filters` are the state of the research page that shows all of them.
    """

    model: Any
    where: ColumnElement[bool]
    order: Sequence[Any]
    most: int
    named: tuple[str, ...] = ()
    missing: str = ""
    filters: Filters | None = None


def published() -> ColumnElement[bool]:
    """What makes an article one that visitors may read."""
    return and_(Article.state == "published", Article.published_at <= now())


def publications_named(*keys: str) -> Wish:
    """By citation key."""
    where = and_(SHOWN, Publication.citation_key.in_(keys))
    return Wish(Publication, where, NEWEST_FIRST, len(keys), keys, "no-publication")


def people_named(*slugs: str) -> Wish:
    """By slug."""
    where = Person.slug.in_(slugs)
    return Wish(Person, where, (Person.position,), len(slugs), slugs, "no-person")


def projects_named(*slugs: str) -> Wish:
    """By slug."""
    where = Project.slug.in_(slugs)
    return Wish(Project, where, (Project.position,), len(slugs), slugs, "no-project")


def articles_named(*slugs: str) -> Wish:
    """By slug, those that visitors may read."""
    where = and_(published(), Article.slug.in_(slugs))
    return Wish(Article, where, NEWEST_ARTICLES, len(slugs), slugs, "no-article")


NAMED: dict[str, Callable[..., Wish]] = {
    "publications": publications_named,
    "people": people_named,
    "projects": projects_named,
    "articles": articles_named,
}
