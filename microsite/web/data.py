"""Rows that nearly every page needs, read once a request."""

from flask import g
from sqlalchemy import select

from microsite.db import db
from microsite.models import Direction, Lab


def the_lab() -> Lab | None:
    """The lab; None where the database is still empty."""
    if "lab" not in g:
        g.lab = db.session.scalar(select(Lab).order_by(Lab.id).limit(1))
    lab: Lab | None = g.lab
    return lab


def all_directions() -> list[Direction]:
    """The research directions in their order."""
    if "directions" not in g:
        g.directions = list(db.session.scalars(select(Direction).order_by(Direction.position)))
    directions: list[Direction] = g.directions
    return directions
