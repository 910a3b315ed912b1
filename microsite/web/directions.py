"""The research directions: their list, and for each its text, people, projects and papers."""

from flask import Blueprint, abort, render_template
from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import joinedload, selectinload

from microsite import articles
from microsite.db import db
from microsite.filters import Filters
from microsite.models import Direction, Person, Project, Publication
from microsite.models.base import now
from microsite.models.content import person_directions, project_directions
from microsite.models.publication import publication_directions
from microsite.publications import SHOWN, newest
from microsite.team import present
from microsite.web.cache import kept
from microsite.web.data import all_directions

blueprint = Blueprint("directions", __name__)

NEWEST = 8
MOST_ARTICLES = 3


@blueprint.get("/directions/")
def index() -> str:
    """All of them, with how much there is of each."""
    papers = select(Publication.id).where(SHOWN)
    people = select(Person.id).where(present(now().year))
    return render_template(
        "directions/index.html",
        papers=_counts(publication_directions, publication_directions.c.publication_id.in_(papers)),
        projects=_counts(project_directions),
        people=_counts(person_directions, person_directions.c.person_id.in_(people)),
    )


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
    about = articles.of_direction(direction)
    return render_template(
        "directions/show.html",
        direction=direction,
        publications=newest(db.session(), belongs, most=NEWEST),
        publication_count=db.session.scalar(count),
        filters=Filters(directions=(slug,)),
        projects=_projects(direction),
        people=_people(direction),
        articles=articles.newest(db.session(), now(), about, most=MOST_ARTICLES),
    )


def _projects(direction: Direction) -> list[Project]:
    query = (
        select(Project)
        .where(Project.directions.any(Direction.id == direction.id))
        .options(
            joinedload(Project.cover),
            selectinload(Project.directions),
        )
        .order_by(Project.position)
    )
    return list(db.session.scalars(query))


def _people(direction: Direction) -> list[Person]:
    """Those who are here; who has left is on the team's page."""
    query = (
        select(Person)
        .where(Person.directions.any(Direction.id == direction.id), present(now().year))
        .options(joinedload(Person.portrait), selectinload(Person.directions))
        .order_by(Person.position)
    )
    return list(db.session.scalars(query))


def _counts(links: Table, *wanted: ColumnElement[bool]) -> dict[int, int]:
    """How many of something each direction has, by the direction's id."""
    query = select(links.c.direction_id, func.count()).where(*wanted)
    rows = db.session.execute(query.group_by(links.c.direction_id))
    return dict(rows.all())
