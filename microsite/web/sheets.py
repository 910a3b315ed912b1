"""Lists for paper: all that a state of the filters has on one page, with numbers."""

from typing import Any

from flask import Blueprint, Response, g, make_response, render_template

from microsite.db import db
from microsite.filters import Filters
from microsite.publications import listing
from microsite.web.addresses import absolute
from microsite.web.cache import kept
from microsite.web.data import the_index
from microsite.web.exports import asked_for
from microsite.web.i18n import remember_state
from microsite.web.states import research_url

# More is no list to hand in: its filters are to narrow it.
MOST = 1000


def attach(blueprint: Blueprint) -> None:
    """Give the list of publications its sheet."""
    blueprint.add_url_rule("/research.html", "sheet", sheet)


@kept
def sheet() -> Response:
    """The list in the state that the address asks for."""
    filters = asked_for()
    remember_state(filters.to_args())
    return answer("research/sheet.html", filters, canonical=absolute(research_url(filters)))


def answer(template: str, filters: Filters, **context: Any) -> Response:
    """A page with all publications that `filters` ask for, up to MOST of them."""
    found = listing(db.session(), the_index(), filters, size=MOST, lang=g.lang)
    return make_response(render_template(template, listing=found, **context))
