"""The one place that knows htmx-flask."""

from typing import Any

from flask import Flask, Response, make_response, render_template, request
from htmx_flask import Htmx
from htmx_flask import make_response as make_htmx_response
from jinja2_fragments.flask import render_block


def init_app(app: Flask) -> None:
    """Give requests their `htmx` attribute."""
    Htmx(app)


def render(template: str, block: str, url: str, **context: Any) -> Response:
    """The whole page, or only its `block` where htmx asks for that; `url` is the state's address.

    A history restore by htmx is a page load like any other and gets the whole page.
    """
    htmx = request.htmx  # type: ignore[attr-defined]
    if htmx and not htmx.history_restore_request and not htmx.boosted:
        part = render_block(template, block, **context)
        response: Response = make_htmx_response(part, push_url=url)
    else:
        response = make_response(render_template(template, **context))
    response.vary.add("HX-Request")
    response.vary.add("HX-History-Restore-Request")
    return response
