"""The people."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from microsite.db import db
from microsite.filters import Filters
from microsite.models import Person, Project
from microsite.publications import listing
from microsite.web import htmx, i18n
from microsite.web.addresses import absolute
from microsite.web.cache import kept
from microsite.web.data import the_index
from microsite.web.roles import ALUMNI, ROLES

blueprint = Blueprint("team", __name__)


@blueprint.get("/team/")
def index() -> str:
    """Everybody by role, then the alumni with where they went."""
    query = select(Person).options(selectinload(Person.directions)).order_by(Person.position)
    by_role: dict[str, list[Person]] = {}
    for person in db.session.scalars(query):
        by_role.setdefault(person.role, []).append(person)
    alumni = by_role.pop(ALUMNI, [])
    order = [*ROLES, *sorted(by_role.keys() - set(ROLES))]
    return render_template(
        "team/index.html",
        groups=[(role, by_role[role]) for role in order if role in by_role],
        alumni=alumni,
    )


@blueprint.get("/team/<slug>/")
@kept
def show(slug: str) -> Response:
    """One person with their projects, and their papers with the filters of the research page."""
    person = db.session.scalar(
        select(Person)
        .where(Person.slug == slug)
        .options(
            selectinload(Person.directions),
            selectinload(Person.projects).joinedload(Project.directions),
        )
    )
    if person is None:
        abort(404)
    asked = replace(Filters.from_args(request.args.to_dict(flat=False)), people=(slug,))
    found = listing(db.session().connection(), the_index(), asked, given=("people",))

    def here(filters: Filters) -> str:
        """The address of this page in a state of its list; whose page it is needs no filter."""
        args: dict[str, Any] = {**replace(filters, people=()).to_args()}
        return url_for("team.show", slug=slug, **args)

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
        listing=found,
        filters=found.filters,
        canonical=absolute(url),
        home=here(Filters()),
        own=("person",),
        # Every link of the list stays on this page.
        research_url=here,
    )
