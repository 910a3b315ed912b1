"""The publications: the list with its filters, also as BibTeX, and a page for each."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from sqlalchemy import Engine, select
from sqlalchemy.orm import joinedload, selectinload, undefer
from werkzeug.wrappers import Response as Answer

from microsite.db import db
from microsite.filters import Filters
from microsite.models import Authorship, Publication
from microsite.publications import SHOWN, listing
from microsite.publications.export import export
from microsite.web import htmx, i18n
from microsite.web.addresses import absolute
from microsite.web.cache import kept
from microsite.web.data import the_index
from microsite.web.listings import research_url

blueprint = Blueprint("research", __name__)


@blueprint.get("/research/")
@kept
def index() -> Response:
    """The whole page for a browser, only its results for htmx, at one address."""
    asked = Filters.from_args(request.args.to_dict(flat=False))
    found = listing(db.session().connection(), the_index(), asked)
    i18n.remember_state(found.filters.to_args())
    url = research_url(found.filters)
    # What is put below the list that is there is no state of its own.
    appended = htmx.target() == "pager"
    return htmx.render(
        "research/index.html",
        "rest" if appended else "results",
        None if appended else url,
        replace=_is_typing(asked),
        appended=appended,
        listing=found,
        filters=found.filters,
        canonical=absolute(url),
    )


def _is_typing(asked: Filters) -> bool:
    """Whether only the words of a search differ: each pause is no step of its own to go back."""
    before = Filters.from_args(htmx.current_args())
    return bool(before.q and asked.q) and before.with_q(asked.q) == asked


@blueprint.get("/research.bib")
def bibtex() -> Response:
    """All that the list has in this state, not one page of it, as a file."""
    asked = Filters.from_args(request.args.to_dict(flat=False))
    # What nobody knows narrows no list either.
    asked = the_index().limited(asked)
    return Response(
        _exported(db.engine, asked),
        content_type="application/x-bibtex; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="research.bib"'},
    )


def _exported(engine: Engine, filters: Filters) -> Iterator[bytes]:
    """The pieces of the file. They outlive the request, so their connection is their own.

    It is given back at the end, or when the visitor goes away and the server closes the answer.
    """
    with engine.connect() as connection:
        for piece in export(connection, filters, with_hidden=False):
            yield piece.encode("utf-8", "replace")


@blueprint.get("/research/<key:key>")
def without_slash(key: str) -> Answer:
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
