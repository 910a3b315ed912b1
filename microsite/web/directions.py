"""A research direction: its text, people, projects and papers."""

from flask import Blueprint, abort, render_template
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from microsite.db import db
from microsite.filters import Filters
from microsite.models import Direction, Person, Project, Publication
from microsite.models.publication import publication_directions
from microsite.publications import SHOWN, newest
from microsite.web.cache import kept
from microsite.web.data import all_directions

blueprint = Blueprint("directions", __name__)

NEWEST = 8


@blueprint.get("/directions/<slug>/")
@kept
def show(slug: str) -> str:
    """One direction."""
    direction = next((one for one in all_directions() if one.slug == slug), None)
    if direction is None:
        abort(404)
    belongs = Publication.id.in_(
        select(publication_directions.c.publication_id).where(
            publication_directions.c.direction_id == direction.id
        )
    )
    count = select(func.count()).select_from(Publication).where(SHOWN, belongs)
    projects = (
        select(Project)
        .where(Project.directions.any(Direction.id == direction.id))
        .options(selectinload(Project.directions), selectinload(Project.people))
        .order_by(Project.position)
    )
    people = (
        select(Person)
        .where(Person.directions.any(Direction.id == direction.id))
        .options(selectinload(Person.directions))
        .order_by(Person.position)
    )
    return render_template(
        "directions/show.html",
        direction=direction,
        publications=newest(db.session(), belongs, most=NEWEST),
        publication_count=db.session.scalar(count),
        filters=Filters(directions=(slug,)),
        projects=list(db.session.scalars(projects)),
        people=list(db.session.scalars(people)),
    )
