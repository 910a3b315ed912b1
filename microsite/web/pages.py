"""Pages that are one text."""

from flask import Blueprint, abort, g, render_template
from flask_login import current_user
from sqlalchemy import select

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Page
from microsite.web.i18n import gettext as _

blueprint = Blueprint("pages", __name__)

# A lab that has written nothing yet has the page all the same: every navigation leads to it.
NOTHING = {"description": Localized(), "text": Localized()}


@blueprint.get("/about/")
def about() -> str:
    """Who the lab is, what it does, what it values, how to join."""
    query = select(Page).where(Page.slug.in_(("about", "join")))
    found = {page.slug: page for page in db.session.scalars(query)}
    page = found.get("about") or Page(title=Localized({g.lang: _("About")}), **NOTHING)
    return render_template("pages/show.html", page=page, join=found.get("join"))


@blueprint.get("/writing-pages/", defaults={"slug": "writing-pages"})
def show(slug: str) -> str:
    """The editors' guide. A draft is for editors alone."""
    page = db.session.scalar(select(Page).where(Page.slug == slug))
    if page is None or (page.state != "published" and not current_user.is_authenticated):
        abort(404)
    return render_template("pages/show.html", page=page)
