"""Covers and portraits drawn from their key: the address says all that decides the picture."""

from functools import lru_cache

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as WerkzeugResponse

from microsite import art

blueprint = Blueprint("drawings", __name__)

LONGEST_KEY = 500


@blueprint.get("/<any(cover, face):kind>/<hue>/<key:key>.svg")
def show(kind: str, hue: str, key: str) -> WerkzeugResponse:
    """One drawing as SVG. `hue` is a number of degrees or `none`."""
    if len(key) > LONGEST_KEY or not (hue == "none" or (hue.isdecimal() and len(hue) <= 3)):
        abort(404)
    response = Response(_draw(kind, key, hue), mimetype="image/svg+xml")
    response.cache_control.public = True
    response.cache_control.max_age = 7 * 24 * 3600
    response.add_etag()
    # Inside a drawing nothing may load or run, should somebody open it by itself.
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response.make_conditional(request)


@lru_cache(maxsize=2048)
def _draw(kind: str, key: str, hue: str) -> str:
    degrees = None if hue == "none" else int(hue) % 360
    return art.face(key, degrees) if kind == "face" else art.cover(key, degrees)
