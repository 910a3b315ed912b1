"""The publications: the list with its filters, and a page for each."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer
from werkzeug.wrappers import Response

from microsite.db import db
from microsite.filters import Filters
from microsite.models import Authorship, Publication
from microsite.publications import SHOWN, listing
from microsite.web import htmx, i18n
from microsite.web.addresses import absolute
from microsite.web.data import all_directions
from microsite.web.templating import research_url

blueprint = Blueprint("research", __name__)


@blueprint.get("/research/")
def index() -> Response:
    """The whole page for a browser, only its results for htmx, at one address."""
    asked = Filters.from_args(request.args.to_dict(flat=False))
    found = listing(db.session(), asked, all_directions())
    i18n.remember_state(found.filters.to_args())
    url = research_url(found.filters)
    return htmx.render(
        "research/index.html",
        "results",
        url,
        replace=_is_typing(asked),
        listing=found,
        filters=found.filters,
        canonical=absolute(url),
    )


def _is_typing(asked: Filters) -> bool:
    """Whether only the words of a search differ: each pause is no step of its own to go back."""
    before = Filters.from_args(htmx.current_args())
    return bool(before.q and asked.q) and before.with_q(asked.q) == asked


@blueprint.get("/research/<key:key>")
def without_slash(key: str) -> Response:
    """Lead to the page's own path, as for every other page."""
    return redirect(url_for("research.show", key=key), code=308)


@blueprint.get("/research/<key_page:key>")
def show(key: str) -> str:
    """One publication. A citation key may hold slashes, as DOIs and DBLP's keys do."""
    publication = db.session.scalar(
        select(Publication)
        .where(Publication.citation_key == key, SHOWN)
        .options(
            undefer(Publication.fields),
            undefer(Publication.source),
            selectinload(Publication.directions),
            selectinload(Publication.authorships).options(joinedload(Authorship.person)),
        )
    )
    if publication is None:
        abort(404)
    return render_template(
        "research/show.html", publication=publication, bibtex=publication.source.strip()
    )
