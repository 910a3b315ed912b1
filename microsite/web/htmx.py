"""The one place that knows htmx-flask."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask, Response, make_response, redirect, render_template, request
from htmx_flask import Htmx
from htmx_flask import make_response as make_htmx_response
from jinja2_fragments.flask import render_block


def init_app(app: Flask) -> None:
    """Give requests their `htmx` attribute."""
    Htmx(app)


def current_args() -> dict[str, list[str]]:
    """The query arguments of the address the browser is at while htmx asks."""
    current = request.htmx.current_url  # type: ignore[attr-defined]
    return parse_qs(urlsplit(current or "").query)


def target() -> str:
    """The id of the element that htmx will swap; nothing for the whole page."""
    return request.headers.get("HX-Target", "").partition("#")[2]


def lead(url: str) -> Response:
    """Lead to another page; a script that asked gets there by a full load."""
    if request.htmx:  # type: ignore[attr-defined]
        return Response("", headers={"HX-Redirect": url})
    return redirect(url, code=303)  # type: ignore[return-value]


def render(
    template: str,
    block: str,
    url: str | None,
    *,
    replace: bool = False,
    within: str | None = None,
    **context: Any,
) -> Response:
    """The whole page, or only its `block` where htmx asks for that; `url` is the state's address.

    A boosted link gets the block too if it swaps an element of its own. The address is pushed as
    a new step of the browser's history, or with `replace` takes the place of the step before;
    without one the browser stays at the one it has. `within` is the template of the whole page
    where it extends the one of the block.

    A history restore by htmx is a page load like any other and gets the whole page.
    """
    htmx = request.htmx  # type: ignore[attr-defined]
    if htmx and not htmx.history_restore_request and (target() or not htmx.boosted):
        part = render_block(template, block, **context)
        step = {"replace_url" if replace else "push_url": url} if url else {}
        response: Response = make_htmx_response(part, **step)
    else:
        response = make_response(render_template(within or template, **context))
    response.vary.add("HX-Request")
    response.vary.add("HX-History-Restore-Request")
    return response
