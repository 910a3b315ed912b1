"""What a visitor reads when something does not work, in their language. Never a bare 500."""

import logging
from typing import Any

from flask import Flask, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    NotFound,
    ServiceUnavailable,
)
from werkzeug.wrappers import Response

from microsite.db import db, is_busy
from microsite.web import i18n, old_addresses, pages
from microsite.web.i18n import gettext as _

log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Give every error a page of the site."""
    app.register_error_handler(HTTPException, answer)
    app.register_error_handler(Exception, unexpected)


def answer(error: HTTPException) -> Any:
    """The page for an HTTP error; who can be led on from an address is led on first."""
    if isinstance(error, NotFound) and (elsewhere := _elsewhere()):
        return elsewhere
    if error.response is not None or (error.code or 500) < 400:
        return error
    heading, message = _words(error)
    page = render_template(
        "error.html",
        code=error.code,
        heading=heading,
        message=message,
        links=_links(),
        canonical=None,
        alternates=[],
    )
    headers = [
        (name, value)
        for name, value in error.get_headers(request.environ)
        if name.lower() not in ("content-type", "content-length")
    ]
    return page, error.code or 500, headers


def unexpected(error: Exception) -> Any:
    """The page for a fault of ours, which goes to the log whole."""
    db.session.rollback()
    if is_busy(error):
        return answer(ServiceUnavailable(retry_after=10))
    log.exception("%s %s", request.method, request.path, exc_info=error)
    return answer(InternalServerError(original_exception=error))


def _elsewhere() -> Response | None:
    """Where what nobody serves is found in a language, or has moved to."""
    return i18n.with_language(pages.is_there) or old_addresses.moved()


def _words(error: HTTPException) -> tuple[str, str]:
    if isinstance(error, CSRFError):
        return _("This form is too old"), _(
            "It was opened too long ago or in another session. Go back, reload the page and send "
            "it again."
        )
    words = {
        400: (_("That request makes no sense"), _("Something in it is missing or wrong.")),
        403: (_("Not for you"), _("You are signed in, but may not do this.")),
        404: (
            _("There is no such page"),
            _("It may have moved, or the address has a typing error."),
        ),
        405: (_("That cannot be done here"), _("Go back and try another way.")),
        409: (_("Somebody was faster"), _("What you saw has changed meanwhile. Look again.")),
        413: (
            _("That is too large"),
            _("Split the file into smaller ones and upload them one after another."),
        ),
        429: (_("Too many attempts"), _("Wait a minute, then try again.")),
        500: (
            _("Something broke on our side"),
            _("It has been written down. Nothing you saved before is lost."),
        ),
        503: (
            _("One moment, please"),
            _("A long import is being written. Nothing was changed; try again in a minute."),
        ),
    }
    code = error.code or 500
    return words.get(code) or words[400 if code < 500 else 500]


def _links() -> list[tuple[str, str]]:
    return [
        (_("Home"), url_for("home.index")),
        (_("Research"), url_for("research.index")),
        (_("Team"), url_for("team.index")),
    ]
