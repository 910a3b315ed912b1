"""How pages are written: the guide with every block beside its text."""

from flask import Blueprint, g, redirect, render_template, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from microsite import demo
from microsite.db import db
from microsite.localized import Localized
from microsite.models import Page
from microsite.web.i18n import gettext as _
from microsite.web.texts import with_contents

blueprint = Blueprint("guide", __name__)

SLUG = "writing-pages"


@blueprint.get("/guide")
def show() -> str | Response:
    """The lab's own page where it has one, else the one that comes with the site."""
    if db.session.scalar(select(Page.id).where(Page.slug == SLUG)):
        return redirect(url_for("pages.show", slug=SLUG))
    page = Page(
        slug=SLUG,
        title=Localized({g.lang: _("Writing pages")}),
        description=Localized(),
        text=demo.text_of("pages", SLUG),
    )
    text, headings = with_contents(page.text)
    return render_template("pages/show.html", page=page, text=text, headings=headings)
