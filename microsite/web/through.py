"""Pages of a list that were put below one another: their one address, for who comes back to it."""

from collections.abc import Callable

from flask import request

from microsite.filters import Filters
from microsite.publications.pages import MOST_PAGES, PAGE_SIZE
from microsite.web import htmx

ARGUMENT = "through"


def asked() -> int:
    """The last of the pages that the address asks for at once; 1 where it does not say."""
    text = request.args.get(ARGUMENT, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 1


def address(url_of: Callable[[Filters], str], filters: Filters) -> str | None:
    """The address of what is shown once this page stands below the others.

    They begin with the one that the browser's address names. None past what is shown at once.
    """
    first = _first(filters)
    if filters.page - first >= MOST_PAGES:
        return None
    url = url_of(filters.at(first))
    return f"{url}{'&' if '?' in url else '?'}{ARGUMENT}={filters.page}"


def began(filters: Filters) -> int:
    """The ordinal of the first publication that stands above this page, put below others."""
    return (_first(filters) - 1) * PAGE_SIZE + 1


def _first(filters: Filters) -> int:
    return min(Filters.from_args(htmx.current_args()).page, filters.page)
