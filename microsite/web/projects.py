"""The projects."""

from flask import Blueprint, render_template
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from microsite.db import db
from microsite.models import Project

blueprint = Blueprint("projects", __name__)


@blueprint.get("/projects/")
def index() -> str:
    """All projects in their order."""
    query = (
        select(Project)
        .options(selectinload(Project.directions), selectinload(Project.people))
        .order_by(Project.position)
    )
    return render_template("projects/index.html", projects=list(db.session.scalars(query)))
