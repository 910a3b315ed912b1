"""Covers and portraits drawn from their key: the address says all that decides the picture."""

from functools import lru_cache

import resvg_py
from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as WerkzeugResponse

from microsite import art
from microsite.web import compression

blueprint = Blueprint("drawings", __name__)

LONGEST_KEY = 500


@blueprint.get("/<any(cover, face):kind>/<hue>/<key:key>.svg")
def show(kind: str, hue: str, key: str) -> WerkzeugResponse:
    """One drawing as SVG. `hue` is a number of degrees or `none`."""
    _check(key, hue)
    drawn = Response(_draw(kind, key, hue), mimetype="image/svg+xml")
    compression.pack(drawn)
    return _kept(drawn)


@blueprint.get("/cover/<hue>/<key:key>.png")
def raster(hue: str, key: str) -> WerkzeugResponse:
    """A cover in pixels, for those who show a link with its picture and know no SVG."""
    _check(key, hue)
    return _kept(Response(_pixels(key, hue), mimetype="image/png"))


def _check(key: str, hue: str) -> None:
    if len(key) > LONGEST_KEY or not (hue == "none" or (hue.isdecimal() and len(hue) <= 3)):
        abort(404)


def _kept(response: Response) -> WerkzeugResponse:
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


@lru_cache(maxsize=64)
def _pixels(key: str, hue: str) -> bytes:
    drawn = _draw("cover", key, hue)
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, width=1200, skip_system_fonts=True))
