"""The people."""

from flask import Blueprint, abort, render_template
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from microsite.db import db
from microsite.models import Authorship, Person, Project, Publication
from microsite.publications import newest
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
def show(slug: str) -> str:
    """One person with their papers and projects."""
    person = db.session.scalar(
        select(Person)
        .where(Person.slug == slug)
        .options(
            selectinload(Person.directions),
            selectinload(Person.projects).selectinload(Project.directions),
        )
    )
    if person is None:
        abort(404)
    wrote = Publication.id.in_(
        select(Authorship.publication_id).where(Authorship.person_id == person.id)
    )
    return render_template(
        "team/show.html",
        person=person,
        publications=newest(db.session(), wrote),
        projects=person.projects,
    )
