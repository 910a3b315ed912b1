"""The people."""

from dataclasses import replace

from flask import Blueprint, Response, abort, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from microsite import articles
from microsite.db import db
from microsite.filters import Filters
from microsite.models import Article, Person, Project, Role
from microsite.models.base import now
from microsite.publications import listing
from microsite.team import grouped
from microsite.web import htmx, i18n
from microsite.web.about_pages import person_ld
from microsite.web.cache import kept
from microsite.web.data import the_index
from microsite.web.states import Addresses

blueprint = Blueprint("team", __name__)

MOST_ARTICLES = 5


@blueprint.get("/team/")
def index() -> str:
    """Everybody by role, then the alumni with where they went."""
    query = select(Person).options(joinedload(Person.portrait), selectinload(Person.directions))
    people = db.session.scalars(query.order_by(Person.position))
    roles = db.session.scalars(select(Role).order_by(Role.position)).all()
    groups, alumni = grouped(people, roles, now().year)
    return render_template("team/index.html", groups=groups, alumni=alumni)


@blueprint.get("/team/<slug>/")
@kept
def show(slug: str) -> Response:
    """One person with their projects, and their papers with the filters of the research page."""
    person = _person(slug)
    asked = replace(Filters.from_args(request.args.to_dict(flat=False)), people=(slug,))
    found = listing(db.session(), the_index(), asked, given=("people",))

    here = Addresses(url_for("team.show", slug=slug), own=("person",))
    i18n.remember_state(replace(found.filters, people=()).to_args())
    url = here(found.filters)
    # What is put below the list that is there is no state of its own.
    appended = htmx.target() == "pager"
    return htmx.render(
        "research/index.html",
        "rest" if appended else "results",
        None if appended else url,
        within="team/show.html",
        replace=bool(asked.q and htmx.current_args().get("q")),
        appended=appended,
        person=person,
        articles=_articles(person),
        json_ld=person_ld(person),
        listing=found,
        filters=found.filters,
        own=("person",),
        # Every link of the list stays on this page; whose page it is needs no filter.
        at=here,
        research_url=here,
    )


def _person(slug: str) -> Person:
    person = db.session.scalar(
        select(Person)
        .where(Person.slug == slug)
        .options(
            joinedload(Person.portrait),
            joinedload(Person.wechat),
            selectinload(Person.directions),
            selectinload(Person.projects).options(
                joinedload(Project.cover), selectinload(Project.directions)
            ),
        )
    )
    if person is None:
        abort(404)
    return person


def _articles(person: Person) -> list[Article]:
    """Titles and dates are shown alone, so nothing else is read."""
    query = select(Article).where(articles.shown(now()), articles.of_person(person))
    return list(db.session.scalars(query.order_by(*articles.NEWEST_FIRST).limit(MOST_ARTICLES)))
