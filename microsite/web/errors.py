"""What a visitor reads when something does not work, in their language. Never a bare 500."""

import logging
from typing import Any

from flask import Flask, g, make_response, render_template, request
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    NotFound,
    ServiceUnavailable,
)
from werkzeug.wrappers import Response

from microsite.db import db, is_busy
from microsite.web import auth, i18n, look, old_addresses, pages, ways_on
from microsite.web.editor import lingering

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
    page = _page(error)
    if error.code == 413:
        return lingering.too_large(page)
    headers = [
        (name, value)
        for name, value in error.get_headers(request.environ)
        if name.lower() not in ("content-type", "content-length")
    ]
    response = make_response(page, error.code or 500, headers)
    if seconds := ways_on.seconds_to_wait(error):
        response.headers["Retry-After"] = str(seconds)
    return response


def unexpected(error: Exception) -> Any:
    """The page for a fault of ours, which goes to the log whole."""
    try:
        db.session.rollback()
        if is_busy(error):
            return answer(ServiceUnavailable(retry_after=10))
    except Exception:  # the fault may be the database itself; what is told is the first one
        log.exception("nothing could be rolled back")
    log.exception("%s %s", request.method, request.path, exc_info=error)
    return answer(InternalServerError(original_exception=error))


def _elsewhere() -> Response | None:
    """Where what nobody serves is found in a language, or has moved to."""
    return i18n.with_language(pages.is_there) or old_addresses.moved()


def _page(error: HTTPException) -> str:
    """The page as every page is, or where that fails, too, one that needs no database."""
    code = error.code or 500
    heading, message = ways_on.words(error)
    told = {"code": code, "heading": heading, "message": message}
    try:
        return render_template(
            "errors/show.html",
            **told,
            again=ways_on.again(error),
            ways=ways_on.ways(error),
            sought=ways_on.sought() if code == 404 else None,
            canonical=None,
            alternates=[],
        )
    except Exception:
        log.exception("the page of an error %d", code)
        auth.ask_nobody()
        return render_template(
            "errors/bare.html",
            **told,
            again=ways_on.again(error),
            home=f"/{g.lang}/",
            icon=look.drawn_icon(str(code)),
        )
