"""Pages that are one text."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response

from microsite.db import db
from microsite.localized import Localized
from microsite.models import Page
from microsite.web.i18n import gettext as _
from microsite.web.texts import with_contents

blueprint = Blueprint("pages", __name__)

# Texts of the home page: they have no page of their own.
PARTS_OF_HOME = ("home", "home-research", "home-projects", "home-team")
# A lab that has written nothing yet has the page all the same: every navigation leads to it.
NOTHING = {"description": Localized(), "text": Localized()}


@blueprint.get("/about/")
def about() -> str:
    """Who the lab is, what it does, what it values, how to join."""
    pages = (_visible("about"), _visible("join"))
    page = pages[0] or Page(title=Localized({g.lang: _("About")}), slug="about", **NOTHING)
    return _render(page, join=pages[1])


@blueprint.get("/<slug>/")
def show(slug: str) -> str | Response:
    """A page by its slug, where nothing else of the site answers. A draft is for editors alone."""
    if slug in PARTS_OF_HOME:
        return redirect(url_for("home.index"), code=301)
    page = _visible(slug)
    if page is None:
        abort(404)
    return _render(page)


def is_there(endpoint: str, values: Mapping[str, Any]) -> bool:
    """Whether an address that fits a rule leads to something: the rule of pages fits any word."""
    return endpoint != "pages.show" or _visible(values["slug"]) is not None


def _visible(slug: str) -> Page | None:
    page = db.session.scalar(select(Page).where(Page.slug == slug).options(joinedload(Page.header)))
    hidden = page is not None and page.state != "published" and not current_user.is_authenticated
    return None if hidden else page


def _render(page: Page, join: Page | None = None) -> str:
    text, headings = with_contents(page.text)
    return render_template("pages/show.html", page=page, text=text, headings=headings, join=join)
