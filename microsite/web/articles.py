"""Articles: their lists with feeds, and the page on which one is read."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from microsite import articles
from microsite.db import db
from microsite.filters import Filters
from microsite.models import Article, Person, Tag
from microsite.models.base import now
from microsite.reading import reading_minutes
from microsite.web import i18n, stories
from microsite.web.about_pages import article_graph, article_ld
from microsite.web.i18n import gettext as _
from microsite.web.templating import plain
from microsite.web.texts import summary_of, with_contents
from microsite.web.times import zone

blueprint = Blueprint("articles", __name__)

KIND = "<any(tag, category):kind>"
YEAR = "<int(fixed_digits=4):year>"
# So many of a list are in its feed.
LATEST = 50


@blueprint.get("/articles/")
def index() -> str:
    """All of them, newest first."""
    return _page(_("Articles"), "index")


@blueprint.get(f"/articles/{KIND}/<slug>/")
def tagged(kind: str, slug: str) -> str:
    """Those with a tag or a category."""
    tag = _tag(kind, slug)
    return _page(plain(tag.name), "tagged", articles.tagged(tag), kind=kind, slug=slug, tag=tag)


@blueprint.get(f"/articles/{YEAR}/")
def of_year(year: int) -> str:
    """Those of a year."""
    return _page(str(year), "of_year", _in_year(year), year=year)


@blueprint.get("/articles/feed.atom")
def feed() -> Response:
    """The feed of all."""
    return _feed(_("Articles"), "index")


@blueprint.get(f"/articles/{KIND}/<slug>/feed.atom")
def tagged_feed(kind: str, slug: str) -> Response:
    """The feed of a tag or a category."""
    tag = _tag(kind, slug)
    return _feed(plain(tag.name), "tagged", articles.tagged(tag), kind=kind, slug=slug)


@blueprint.get(f"/articles/{YEAR}/feed.atom")
def of_year_feed(year: int) -> Response:
    """The feed of a year."""
    return _feed(str(year), "of_year", _in_year(year), year=year)


@blueprint.get("/articles/<slug>/")
def show(slug: str) -> str:
    """One article. What is not public yet is there for editors alone."""
    at = now()
    people = selectinload(Article.people)
    writers = people.options(joinedload(Person.portrait), selectinload(Person.directions))
    query = select(Article).where(Article.slug == slug).options(*articles.WITH_PARTS, writers)
    article = db.session.scalar(query)
    if article is None:
        abort(404)
    waiting = not articles.is_shown(article, at)
    if waiting and not current_user.is_authenticated:
        abort(404)
    text, headings = with_contents(article.text)
    before, after = articles.neighbours(db.session(), article, at)
    return render_template(
        "articles/show.html",
        article=article,
        waiting=waiting,
        text=text,
        headings=headings,
        minutes=reading_minutes(plain(article.text)),
        before=before,
        after=after,
        related=articles.related(db.session(), article, at),
        description=summary_of(article.summary, article.text),
        open_graph=article_graph(article),
        json_ld=article_ld(article),
    )


def _page(name: str, endpoint: str, *wanted: ColumnElement[bool], **values: Any) -> str:
    """A page of a list; `values` are of its address, and a `tag` is for the template."""
    at = now()
    asked = Filters.from_args(request.args.to_dict(flat=False)).page
    tag = values.pop("tag", None)
    found = articles.listing(db.session(), at, asked, *wanted)
    _not_empty(found.total, wanted)

    def address(page: int) -> str:
        return url_for(f"articles.{endpoint}", page=page if page > 1 else None, **values)

    i18n.remember_state({"page": [str(found.page)]} if found.page > 1 else {})
    return render_template(
        "articles/index.html",
        name=name,
        whole=endpoint == "index",
        tag=tag,
        year=values.get("year"),
        listing=found,
        minutes={one.id: reading_minutes(plain(one.text)) for one in found.articles},
        shelves=articles.shelves(db.session(), at, zone()),
        previous=address(found.page - 1) if found.page > 1 else "",
        next=address(found.page + 1) if found.page < found.pages else "",
        feed=url_for(_feed_of(endpoint), **values),
    )


def _feed(name: str, endpoint: str, *wanted: ColumnElement[bool], **values: Any) -> Response:
    found = articles.newest(db.session(), now(), *wanted, most=LATEST)
    _not_empty(len(found), wanted)
    title = name if endpoint == "index" else f"{_('Articles')} · {name}"
    return stories.answer(
        title,
        url_for(_feed_of(endpoint), **values),
        url_for(f"articles.{endpoint}", **values),
        [stories.of_article(article) for article in found],
    )


def _not_empty(count: int, wanted: Sequence[ColumnElement[bool]]) -> None:
    """For visitors a tag or a year has no page before an article of it is public."""
    if wanted and not count and not current_user.is_authenticated:
        abort(404)


def _feed_of(endpoint: str) -> str:
    return "articles.feed" if endpoint == "index" else f"articles.{endpoint}_feed"


def _tag(kind: str, slug: str) -> Tag:
    tag = db.session.scalar(select(Tag).where(Tag.kind == kind, Tag.slug == slug))
    if tag is None:
        abort(404)
    return tag


def _in_year(year: int) -> ColumnElement[bool]:
    # The ends of the calendar cannot be told in every zone.
    if not 2 <= year <= 9998:
        abort(404)
    return articles.of_year(year, zone())
