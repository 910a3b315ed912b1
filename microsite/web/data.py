"""Rows that nearly every page needs, read once a request."""

from flask import Flask, current_app, g
from sqlalchemy import event, select

from microsite.db import db
from microsite.localized import Localized
from microsite.models import FACES, Direction, Lab
from microsite.publications import Catalogue, Index
from microsite.web import i18n


def init_app(app: Flask) -> None:
    """Keep an index of the publications for as long as the application lives."""
    with app.app_context():
        catalogue = Catalogue(db.engine)
        event.listen(db.engine, "engine_disposed", lambda engine: catalogue.close())
    app.extensions["catalogue"] = catalogue


def the_catalogue() -> Catalogue:
    """What keeps the index of the publications."""
    catalogue: Catalogue = current_app.extensions["catalogue"]
    return catalogue


def the_index() -> Index:
    """The index of the publications as they are now; one state of it a request."""
    if "index" not in g:
        g.index = the_catalogue().index()
    index: Index = g.index
    return index


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
        accent="",
        face=FACES[0],
    )


def all_directions() -> list[Direction]:
    """The research directions in their order."""
    if "directions" not in g:
        g.directions = list(db.session.scalars(select(Direction).order_by(Direction.position)))
    directions: list[Direction] = g.directions
    return directions
