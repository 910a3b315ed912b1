"""The navigation: the site's sections, and among them the pages that have a place."""

from typing import NamedTuple

from flask import current_app, url_for
from markupsafe import Markup
from sqlalchemy import and_, exists, literal, select

from microsite import articles
from microsite.db import db
from microsite.localized import Localized
from microsite.models import Article, NewsItem, Page
from microsite.models.base import now
from microsite.web.i18n import gettext as _
from microsite.web.templating import said
from microsite.web.times import today

# The places of the sections. A page stands before or after one of them by its own number; the page
# `about` may have a number too, which then counts instead.
PLACES = {"research": 10, "projects": 20, "team": 30, "articles": 40, "news": 50, "about": 60}


class Entry(NamedTuple):
    """An entry of the navigation; `section` is the name by which a page says where it is."""

    section: str
    url: str
    label: str | Markup


class Placed(NamedTuple):
    """A page with a place in the navigation."""

    slug: str
    title: Localized
    place: int


def navigation() -> list[Entry]:
    """All entries in their order. Articles and news are among them once there are any."""
    has_articles, has_news, pages = _found()
    labels = {
        "research": ("research.index", _("Research")),
        "projects": ("projects.index", _("Projects")),
        "team": ("team.index", _("Team")),
        "articles": ("articles.index", _("Articles")),
        "news": ("news.index", _("News")),
        "about": ("pages.about", _("About")),
    }
    if not has_articles:
        del labels["articles"]
    if not has_news:
        del labels["news"]
    places = PLACES | {page.slug: page.place for page in pages if page.slug == "about"}
    entries = [
        (places[name], Entry(name, url_for(endpoint), label))
        for name, (endpoint, label) in labels.items()
    ]
    taken = reserved_slugs()
    entries += [
        (page.place, Entry(page.slug, url_for("pages.show", slug=page.slug), said(page.title)))
        for page in pages
        if page.slug not in taken
    ]
    return [entry for _place, entry in sorted(entries, key=lambda one: one[0])]


def reserved_slugs() -> set[str]:
    """What no page can be called, because the site's own parts are found there."""
    found = set()
    for rule in current_app.url_map.iter_rules():
        parts = rule.rule.split("/")
        if parts[1] == "<lang:lang>" and len(parts) > 2 and "<" not in parts[2]:
            found.add(parts[2])
    return found - {""}


def _found() -> tuple[bool, bool, list[Placed]]:
    """Whether there are articles, whether there are news, and the pages with a place: one query."""
    one = select(literal(1).label("one")).subquery()
    placed = and_(Page.place.is_not(None), Page.state == "published")
    has_articles = exists(select(Article.id).where(articles.shown(now())))
    has_news = exists(select(NewsItem.id).where(NewsItem.date <= today()))
    rows = db.session.execute(
        select(has_articles, has_news, Page.slug, Page.title, Page.place)
        .select_from(one)
        .outerjoin(Page, placed)
        .order_by(Page.place, Page.id)
    ).all()
    pages = [Placed(slug, title, place) for *_rest, slug, title, place in rows if place is not None]
    return bool(rows[0][0]), bool(rows[0][1]), pages
