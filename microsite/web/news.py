"""The news: short dated lines."""

from itertools import groupby

from flask import Blueprint, render_template, url_for
from sqlalchemy import Select, select
from werkzeug.wrappers import Response

from microsite.db import db
from microsite.models import NewsItem
from microsite.web import stories
from microsite.web.i18n import gettext as _
from microsite.web.times import today

blueprint = Blueprint("news", __name__)

# So many of the newest are in the feed.
LATEST = 50


@blueprint.get("/news/")
def index() -> str:
    """All of them by year."""
    found = db.session.scalars(news_shown()).all()
    years = [(year, list(lines)) for year, lines in groupby(found, lambda item: item.date.year)]
    return render_template("news/index.html", years=years, total=len(found))


@blueprint.get("/news/feed.atom")
def feed() -> Response:
    """The newest as a feed."""
    found = db.session.scalars(news_shown().limit(LATEST))
    told = [stories.of_news(item) for item in found]
    return stories.answer(_("News"), url_for("news.feed"), url_for("news.index"), told)


def news_shown() -> Select[NewsItem]:
    """The news up to today, newest first; those of one day in the order they came in."""
    begun = NewsItem.date <= today()
    return select(NewsItem).where(begun).order_by(NewsItem.date.desc(), NewsItem.id.desc())
