"""What tells machines the way: sitemaps, robots.txt, and how to search here from a browser."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, current_app, g, render_template, request, url_for
from sqlalchemy import ColumnElement, Engine, func, select
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response

from microsite import articles
from microsite.db import db
from microsite.models import Article, Direction, Page, Person, Project, Publication
from microsite.models.base import now
from microsite.publications import SHOWN
from microsite.web import i18n
from microsite.web.addresses import EDITOR, absolute
from microsite.web.atom import escape, stamp
from microsite.web.data import the_lab
from microsite.web.navigation import reserved_slugs
from microsite.web.pages import PARTS_OF_HOME

blueprint = Blueprint("crawlers", __name__)

# A sitemap may hold 50,000 addresses (https://www.sitemaps.org/protocol.html).
SHARE = 10_000
PAGES = (
    "home.index",
    "research.index",
    "directions.index",
    "projects.index",
    "team.index",
    "articles.index",
    "news.index",
    "pages.about",
)
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)

Place = tuple[str, dict[str, str], datetime | None]
"""An endpoint, its values, and when the page last changed."""


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything may be read but the editors' part."""
    sitemap = absolute(url_for("crawlers.sitemap"))
    text = f"User-agent: *\nDisallow: {EDITOR}\n\nSitemap: {sitemap}\n"
    return Response(text, content_type="text/plain; charset=utf-8")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The list of the sitemaps."""
    paths = [url_for("crawlers.pages")]
    last = db.session.scalar(select(func.max(Publication.id)).where(SHOWN)) or 0
    paths += [
        url_for("crawlers.publications", number=number + 1) for number in range(-(-last // SHARE))
    ]
    maps = "".join(f"<sitemap><loc>{escape(absolute(path))}</loc></sitemap>\n" for path in paths)
    text = f"{_HEAD}<sitemapindex {_NAMESPACES.split(' ')[0]}>\n{maps}</sitemapindex>\n"
    return Response(text, content_type="application/xml; charset=utf-8")


@blueprint.get("/sitemap-pages.xml")
def pages() -> Response:
    """All pages but those of the publications."""
    return _answer([*((endpoint, {}, None) for endpoint in PAGES), *_slugs(now())])


@blueprint.get("/sitemap-publications-<int:number>.xml")
def publications(number: int) -> Response:
    """The pages of publications, some of them: those whose ids are in one stretch."""
    last = db.session.scalar(select(func.max(Publication.id)).where(SHOWN)) or 0
    if not 1 <= number <= -(-last // SHARE):
        abort(404)
    return _answer(_publications(db.engine, (number - 1) * SHARE))


@blueprint.get("/<lang:lang>/opensearch.xml")
def search() -> Response:
    """How a browser searches here (OpenSearch 1.1)."""
    short = the_lab().short_name.said(g.lang, i18n.languages()).text
    text = render_template(
        "opensearch.xml",
        # The specification allows no more characters.
        short_name=short[:16],
        pattern=absolute(url_for("research.index")) + "?q={searchTerms}",
        feed=absolute(url_for("research.feed")) + "?q={searchTerms}",
        address=absolute(url_for("crawlers.search")),
    )
    media_type = "application/opensearchdescription+xml"
    return Response(text, content_type=f"{media_type}; charset=utf-8")


def _slugs(at: datetime) -> Iterator[Place]:
    """Every page that is found by a slug and may be seen by all."""
    kinds: list[tuple[str, Any, tuple[ColumnElement[bool], ...]]] = [
        ("directions.show", Direction, ()),
        ("projects.show", Project, ()),
        ("team.show", Person, ()),
        ("articles.show", Article, (articles.shown(at),)),
        ("pages.show", Page, (Page.state == "published", Page.slug.not_in(PARTS_OF_HOME))),
    ]
    # A page of such a name is never reached.
    taken = reserved_slugs()
    for endpoint, model, wanted in kinds:
        query = select(model.slug, model.updated_at).where(*wanted).order_by(model.id)
        for slug, updated in db.session.execute(query):
            if endpoint != "pages.show" or slug not in taken:
                yield endpoint, {"slug": slug}, updated


def _publications(engine: Engine, after: int) -> Iterator[Place]:
    stretch = Publication.id.between(after + 1, after + SHARE)
    query = select(Publication.citation_key, Publication.updated_at).where(SHOWN, stretch)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(Publication.id).execution_options(yield_per=500))
        for key, updated in rows:
            yield "research.show", {"key": key}, updated


def _answer(places: Iterable[Place]) -> Response:
    adapter = current_app.create_url_adapter(request)
    if adapter is None:
        abort(404)
    pieces = _sitemap(places, adapter, absolute(""), i18n.languages())
    return Response(pieces, content_type="application/xml; charset=utf-8")


def _sitemap(
    places: Iterable[Place], adapter: MapAdapter, base: str, languages: Iterable[str]
) -> Iterator[str]:
    """Each page in each language, with its other languages."""
    yield f"{_HEAD}<urlset {_NAMESPACES}>\n"
    for endpoint, values, updated in places:
        paths = {
            lang: escape(base + adapter.build(endpoint, {**values, "lang": lang}))
            for lang in languages
        }
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{i18n.html_lang(lang)}" href="{path}"/>'
            for lang, path in paths.items()
        )
        changed = f"<lastmod>{stamp(updated)}</lastmod>" if updated else ""
        yield "".join(f"<url><loc>{path}</loc>{changed}{others}</url>\n" for path in paths.values())
    yield "</urlset>\n"
