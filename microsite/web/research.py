"""The publications: the list with its filters. What goes out of it and their pages are beside."""

from flask import Blueprint, Response, request

from microsite.db import db
from microsite.filters import Filters
from microsite.publications import listing
from microsite.web import exports, htmx, i18n, publication
from microsite.web.cache import kept
from microsite.web.data import the_index
from microsite.web.states import of_research

blueprint = Blueprint("research", __name__)
exports.attach(blueprint)
publication.attach(blueprint)


@blueprint.get("/research/")
@kept
def index() -> Response:
    """The whole page for a browser, only its results for htmx, at one address."""
    asked = Filters.from_args(request.args.to_dict(flat=False))
    found = listing(db.session(), the_index(), asked)
    i18n.remember_state(found.filters.to_args())
    at = of_research()
    url = at(found.filters)
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
        at=at,
    )


def _is_typing(asked: Filters) -> bool:
    """Whether only the words of a search differ: each pause is no step of its own to go back."""
    if not asked.q:
        return False
    before = Filters.from_args(htmx.current_args())
    return bool(before.q) and before.with_q(asked.q) == asked
