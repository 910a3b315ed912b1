"""Rows that nearly every page needs, read once a request."""

from flask import g
from sqlalchemy import select

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Direction, Lab
from microsite.web import i18n


def the_lab() -> Lab:
    """The lab; one without more than a name where the database is still empty."""
    if "lab" not in g:
        g.lab = db.session.scalar(select(Lab).order_by(Lab.id).limit(1)) or _nameless()
    lab: Lab = g.lab
    return lab


def _nameless() -> Lab:
    name = Localized(dict.fromkeys(i18n.languages(), "Microsite"))
    nothing = Localized()
    return Lab(
        name=name,
        short_name=name,
        tagline=nothing,
        address=nothing,
        email="",
        founded=None,
        links=[],
    )


def all_directions() -> list[Direction]:
    """The research directions in their order."""
    if "directions" not in g:
        g.directions = list(db.session.scalars(select(Direction).order_by(Direction.position)))
    directions: list[Direction] = g.directions
    return directions
