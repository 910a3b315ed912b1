"""Where a thing once was, visitors are led to where it is now."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import g, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from microsite import articles
from microsite.db import db
from microsite.models import (
    Article,
    Direction,
    NewsItem,
    OldAddress,
    Page,
    Person,
    Project,
    Publication,
)
from microsite.models.base import now
from microsite.web import i18n


class Kind(NamedTuple):
    """How a thing of a kind is found, whether visitors may see it, and where its page is."""

    model: Any
    shown: Callable[[Any, datetime], bool]
    address: Callable[[Any], str]


KINDS = {
    "page": Kind(Page, lambda page, at: page.state == "published", lambda page: _page(page.slug)),
    "article": Kind(Article, articles.is_shown, lambda one: _at("articles.show", one.slug)),
    "news": Kind(NewsItem, lambda *_: True, lambda one: f"{url_for('news.index')}#news-{one.id}"),
    "project": Kind(Project, lambda *_: True, lambda one: _at("projects.show", one.slug)),
    "person": Kind(Person, lambda *_: True, lambda one: _at("team.show", one.slug)),
    "direction": Kind(Direction, lambda *_: True, lambda one: _at("directions.show", one.slug)),
    "publication": Kind(
        Publication,
        lambda one, at: not one.hidden,
        lambda one: url_for("research.show", key=one.citation_key),
    ),
}


def moved() -> Response | None:
    """For a path nobody serves: a lasting redirect to what was there once, if anything was.

    It is looked up with and without its language; `/about`, `/about/`, `/about.html` and
    `/about/index.html` are one address.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    path, named = _without_language(request.path)
    known = OldAddress.path.in_(_written(path) | _written(request.path))
    old = db.session.scalar(select(OldAddress).where(known).order_by(OldAddress.id).limit(1))
    kind = KINDS.get(old.kind) if old else None
    found = db.session.get(kind.model, old.item_id) if old and kind else None
    if found is None or kind is None:
        return None
    if not kind.shown(found, now()) and not current_user.is_authenticated:
        return None
    response = redirect(kind.address(found), code=301)
    if not named:
        response.vary.update(["Cookie", "Accept-Language"])
    return response


def _without_language(path: str) -> tuple[str, bool]:
    """The path behind its language, and whether it named one."""
    first, _, rest = path.removeprefix("/").partition("/")
    return (f"/{rest}", True) if first in i18n.languages() else (path, False)


def _written(path: str) -> set[str]:
    """The ways in which one address may have been noted."""
    bare = path.rstrip("/")
    for ending in ("/index.html", "/index.htm", ".html", ".htm"):
        bare = bare.removesuffix(ending)
    ways = {path, path.rstrip("/"), bare, f"{bare}.html", f"{bare}.htm", f"{bare}/index.html"}
    ways |= {quote(way) for way in ways}
    return ways | {f"{way}/" for way in ways}


def _at(endpoint: str, slug: str) -> str:
    return url_for(endpoint, slug=slug, lang=g.lang)


def _page(slug: str) -> str:
    return url_for("pages.about") if slug == "about" else _at("pages.show", slug)
