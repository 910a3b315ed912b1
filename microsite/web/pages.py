"""Pages that are one text."""

from flask import Blueprint, abort, render_template
from sqlalchemy import select

from microsite.db import db
from microsite.models import Page

blueprint = Blueprint("pages", __name__)


@blueprint.get("/about/")
def about() -> str:
    """Who the lab is, what it does, what it values, how to join."""
    query = select(Page).where(Page.slug.in_(("about", "join")))
    found = {page.slug: page for page in db.session.scalars(query)}
    if "about" not in found:
        abort(404)
    return render_template("pages/show.html", page=found["about"], join=found.get("join"))
