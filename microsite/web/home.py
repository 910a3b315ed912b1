"""The home page."""

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from microsite import articles
from microsite.db import db
from microsite.models import Article, Authorship, Highlight, Page, Person, Project, Publication
from microsite.models.base import now
from microsite.publications import histogram
from microsite.reading import reading_minutes
from microsite.team import present
from microsite.web import htmx, i18n
from microsite.web.data import all_directions, the_index, the_lab
from microsite.web.first_steps import steps_left
from microsite.web.news import news_shown
from microsite.web.templating import plain

blueprint = Blueprint("home", __name__)

PAGES = {
    "page": "home",
    "research": "home-research",
    "projects": "home-projects",
    "team": "home-team",
}
LATEST_NEWS, LATEST_ARTICLES = 5, 3


@blueprint.get("/")
def index() -> Response:
    """The lab in one page; `?direction=` filters the highlights."""
    known = {direction.slug for direction in all_directions()}
    asked = request.args.get("direction", "")
    selected = asked if asked in known else None
    i18n.remember_state({"direction": [selected]} if selected else {})
    pages, counts = _pages(), _counts()
    written, news = _articles(), db.session.scalars(news_shown().limit(LATEST_NEWS)).all()
    highlights = _highlights(selected)
    if not (any(counts.values()) or any(pages.values()) or known or written or news or highlights):
        steps = steps_left() if current_user.is_authenticated else []
        return make_response(render_template("home/new.html", steps=steps))
    return htmx.render(
        "home/index.html",
        "highlights",
        url_for("home.index", direction=selected),
        page=pages.pop("page"),
        features=pages,
        counts=counts,
        years=histogram(the_index()),
        highlights=highlights,
        selected=selected,
        chips=[
            (direction, url_for("home.index", direction=slug), slug == selected)
            for direction, slug in [
                (None, None),
                *((direction, direction.slug) for direction in all_directions()),
            ]
        ],
        some_projects=_some_projects(),
        some_people=_some_people(),
        news=news,
        articles=[(article, reading_minutes(plain(article.text))) for article in written],
    )


def _pages() -> dict[str, Page | None]:
    query = select(Page).where(Page.slug.in_(PAGES.values()))
    if not current_user.is_authenticated:
        query = query.where(Page.state == "published")
    found = {page.slug: page for page in db.session.scalars(query)}
    return {name: found.get(slug) for name, slug in PAGES.items()}


def _articles() -> list[Article]:
    query = select(Article).where(articles.shown(now())).options(selectinload(Article.people))
    return list(db.session.scalars(query.order_by(*articles.NEWEST_FIRST).limit(LATEST_ARTICLES)))


def _counts() -> dict[str, int | None]:
    index = the_index()
    # A reprint of something old must not make the lab older than it is.
    founded = the_lab().founded or 0
    own = [year for year in index.years.tolist() if year >= founded]
    people = select(func.count()).select_from(Person).where(present(now().year))
    projects = select(func.count()).select_from(Project)
    here, running = db.session.execute(
        select(people.scalar_subquery(), projects.scalar_subquery())
    ).one()
    return {
        "publications": len(index),
        "since": min(own, default=None),
        "people": here,
        "projects": running,
    }


def _highlights(selected: str | None) -> list[Highlight]:
    publication = joinedload(Highlight.publication)
    project = joinedload(Highlight.project)
    query = (
        select(Highlight)
        .options(
            publication.selectinload(Publication.directions),
            publication.selectinload(Publication.authorships).joinedload(Authorship.person),
            project.joinedload(Project.cover),
            project.selectinload(Project.directions),
            project.selectinload(Project.people),
        )
        .order_by(Highlight.position)
    )
    found = [
        highlight
        for highlight in db.session.scalars(query)
        if not (highlight.publication and highlight.publication.hidden)
    ]
    if selected is None:
        return found
    return [
        highlight
        for highlight in found
        if selected in {direction.slug for direction in highlight.directions}
    ]


def _some_projects() -> list[Project]:
    query = select(Project).options(joinedload(Project.cover), selectinload(Project.directions))
    return list(db.session.scalars(query.order_by(Project.position).limit(3)))


def _some_people() -> list[Person]:
    query = select(Person).where(present(now().year))
    query = query.options(joinedload(Person.portrait), selectinload(Person.directions))
    return list(db.session.scalars(query.order_by(Person.position).limit(10)))
