"""The projects: the list with its filters, and a page for each."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from microsite.db import db
from microsite.filters import Filters
from microsite.models import Area, Person, Project
from microsite.projects import ProjectFilters, listing
from microsite.publications import newest
from microsite.publications.conditions import condition
from microsite.publications.selection import Selection
from microsite.web import htmx, i18n
from microsite.web.about_pages import project_graph
from microsite.web.data import all_directions, the_index
from microsite.web.texts import summary_of

blueprint = Blueprint("projects", __name__)

# So many of its publications stand on a project's page.
NEWEST = 8
# What a list shows of each project, in as many queries however long it is.
WITH_PARTS = (
    joinedload(Project.cover),
    selectinload(Project.directions),
    selectinload(Project.areas),
    selectinload(Project.people),
)


@blueprint.get("/projects/")
def index() -> Response:
    """The whole page for a browser, only its results for htmx, at one address."""
    query = select(Project).options(*WITH_PARTS).order_by(Project.position)
    found = listing(
        list(db.session.scalars(query)),
        ProjectFilters.from_args(request.args.to_dict(flat=False)),
        all_directions(),
        list(db.session.scalars(select(Area).order_by(Area.position))),
    )
    i18n.remember_state(found.filters.to_args())
    url = _address(found.filters)
    return htmx.render(
        "projects/index.html",
        "results",
        url,
        listing=found,
        address=_address,
    )


@blueprint.get("/projects/<slug>/")
def show(slug: str) -> str:
    """One project with its people, its directions, its publications and its pictures."""
    project = db.session.scalar(
        select(Project)
        .where(Project.slug == slug)
        .options(
            joinedload(Project.cover),
            selectinload(Project.directions),
            selectinload(Project.areas),
            selectinload(Project.gallery),
            selectinload(Project.people).options(
                joinedload(Person.portrait), selectinload(Person.directions)
            ),
        )
    )
    if project is None:
        abort(404)
    filters = Filters(projects=(slug,))
    return render_template(
        "projects/show.html",
        project=project,
        publications=newest(db.session(), condition(filters), most=NEWEST),
        publication_count=Selection(the_index(), filters, None).total,
        filters=filters,
        description=summary_of(project.summary, project.text),
        open_graph=project_graph(project),
    )


def _address(filters: ProjectFilters) -> str:
    args: dict[str, Any] = {**filters.to_args()}
    return url_for("projects.index", **args)
