"""Feeds: of any filtered list, and of what is new on the whole site."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app, g, request, url_for
from sqlalchemy import Connection, Select, select
from werkzeug.wrappers import Response

from microsite import articles
from microsite.bibtex import reading
from microsite.db import db
from microsite.filters import Filters
from microsite.models import Page, Project
from microsite.models.base import now
from microsite.publications.chips import chips
from microsite.publications.entries import Found, changed_at, found, newly_come
from microsite.web import atom, i18n, stories
from microsite.web.addresses import absolute
from microsite.web.data import the_index, the_lab
from microsite.web.entries import shared
from microsite.web.i18n import gettext as _
from microsite.web.navigation import reserved_slugs
from microsite.web.news import news_shown
from microsite.web.pages import PARTS_OF_HOME
from microsite.web.states import research_url
from microsite.web.templating import without_mathematics

blueprint = Blueprint("feeds", __name__)

# So many of the latest publications are in the feed of the site.
LATEST = 50
LATEST_OTHERS = 20


@blueprint.get("/feed.atom")
def site() -> Response:
    """What has come to the site lately, of each kind so much that none crowds out another."""
    told = _teller()
    with db.engine.connect() as connection:
        found = [told(one) for one in newly_come(connection, LATEST)]
    found += map(stories.of_article, articles.newest(db.session(), now(), most=LATEST_OTHERS))
    found += map(stories.of_news, db.session.scalars(news_shown().limit(LATEST_OTHERS)))
    found += map(stories.of_project, db.session.scalars(_changed(Project)))
    own = Page.slug.not_in((*PARTS_OF_HOME, *reserved_slugs())), Page.state == "published"
    found += map(stories.of_page, db.session.scalars(_changed(Page).where(*own)))
    found.sort(key=lambda story: story.published, reverse=True)
    return stories.answer("", url_for("feeds.site"), url_for("home.index"), found)


def of_list(asked_for: Filters) -> Callable[[Connection, Filters], Iterator[str]]:
    """What writes the feed of a list. It asks the request for nothing once it is called."""
    # However it is sorted, it is the same feed.
    filters = replace(asked_for.whole(), sort="newest")
    args: dict[str, Any] = {**filters.to_args()}
    address = absolute(url_for("research.feed", **args))
    page = absolute(research_url(filters))
    title = f"{_('Research')} · {_lab()}"
    if filters.active:
        title = f"{title} · {', '.join(_words(filters))}"
    lab, lang, told = _lab(), i18n.html_lang(g.lang), _teller()

    def write(connection: Connection, asked: Filters) -> Iterator[str]:
        updated = changed_at(connection)
        yield atom.start(atom.Feed(title, lang, address, page, lab, updated))
        for some in found(connection, replace(asked, sort="newest")):
            yield "".join(atom.entry(told(one)) for one in some)
        yield atom.END

    return write


def _changed(model: type[Project] | type[Page]) -> Select[Any]:
    return select(model).order_by(model.updated_at.desc(), model.id).limit(LATEST_OTHERS)


def _words(filters: Filters) -> list[str]:
    """The active filters in the words of the page."""
    name = shared().chip_name
    return [name(chip).striptags() for chip in chips(the_index(), filters)]


def _lab() -> str:
    return the_lab().name.said(g.lang, i18n.languages()).text


def _teller() -> Callable[[Found], atom.Story]:
    """What makes a story of a publication, also when the request is over."""
    # `url_for` works within a request alone; an adapter of the map goes on working.
    adapter = current_app.create_url_adapter(request)
    lang, base = g.lang, absolute("")
    if adapter is None:
        raise RuntimeError("There is no request to make addresses for.")

    def told(one: Found) -> atom.Story:
        entry = one.entry
        path = adapter.build("research.show", {"lang": lang, "key": entry.key})
        return atom.Story(
            title=without_mathematics(one.title),
            address=base + path,
            authors=[name.display for name in reading.authors(entry)],
            published=one.created_at,
            updated=one.updated_at,
            summary=reading.abstract(entry),
            lang=i18n.html_lang(reading.languages(entry)[0]),
            categories=reading.keywords(entry),
        )

    return told
