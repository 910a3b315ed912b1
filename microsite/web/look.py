"""How the lab has its site look: the sheet of its accent, its typeface, its logo and icon."""

import hashlib
from typing import NamedTuple

from flask import Blueprint, Flask, Response, abort, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as WerkzeugResponse

from microsite import art
from microsite.art.accent import DEFAULT
from microsite.models import Picture
from microsite.web import i18n
from microsite.web.data import the_lab
from microsite.web.drawings import LONGEST_KEY
from microsite.web.picture_views import picture_url

blueprint = Blueprint("look", __name__)

YEAR = 365 * 24 * 3600
WEEK = 7 * 24 * 3600
# What a page of each face has fetched early; the system's own needs nothing.
FONTS = {"journal": "vendor/newsreader-normal.woff2", "instrument": "vendor/inter-normal.woff2"}
# A logo at most so much wider than high, or higher than wide, is an icon as well.
SQUARE = 1.25


class Icon(NamedTuple):
    """What a browser shows in its tabs."""

    url: str
    type: str


def init_app(app: Flask) -> None:
    """Let templates use these functions."""
    for function in (accent_url, mark, site_font, site_icon):
        app.add_template_global(function)


@blueprint.get("/<colour>.css")
def accent(colour: str) -> WerkzeugResponse:
    """The sheet of an accent, six digits of a colour: the same for ever, as its version says."""
    found = art.hex_colour(colour)
    if found is None or found != f"#{colour}":
        abort(404)
    response = Response(_sheet(found), mimetype="text/css")
    response.cache_control.public = True
    response.cache_control.max_age = YEAR
    response.cache_control.immutable = True
    return response


@blueprint.get("/<colour>/<key:name>.svg")
def icon(colour: str, name: str) -> WerkzeugResponse:
    """The lab's mark by itself, its dot in the accent."""
    found = art.hex_colour(colour)
    if found is None or len(name) > LONGEST_KEY:
        abort(404)
    response = Response(art.icon(name, art.accent(found)), mimetype="image/svg+xml")
    response.cache_control.public = True
    response.cache_control.max_age = WEEK
    response.add_etag()
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    )
    return response.make_conditional(request)


def accent_url(colour: str) -> str:
    """The address of an accent's sheet (#rrggbb); of the site's own without one."""
    colour = colour or DEFAULT.light
    version = hashlib.sha256(_sheet(colour).encode()).hexdigest()[:10]
    return url_for("look.accent", colour=colour[1:], v=version)


def site_font() -> str:
    """The file of the face that the pages are set in; nothing for the system's own."""
    return FONTS.get(the_lab().face, "")


def site_icon() -> Icon:
    """The logo where it is about square, else the lab's mark in its accent."""
    lab = the_lab()
    if lab.logo and _is_square(lab.logo):
        is_drawing = lab.logo.media_type == "image/svg+xml"
        return Icon(picture_url(lab.logo, 320), lab.logo.media_type if is_drawing else "image/webp")
    return Icon(drawn_icon(_name(), lab.accent), "image/svg+xml")


def drawn_icon(name: str, colour: str = "") -> str:
    """The address of a name's mark in an accent (#rrggbb), or in the site's own without one."""
    return url_for("look.icon", colour=(colour or DEFAULT.light)[1:], name=name)


def mark() -> Markup:
    """The lab's mark, drawn from its name."""
    return Markup(art.mark(_name()))


def _name() -> str:
    return the_lab().name.said("en", i18n.languages()).text


def _sheet(colour: str) -> str:
    return art.style_sheet(art.accent(colour))


def _is_square(picture: Picture) -> bool:
    return max(picture.width, picture.height) <= SQUARE * min(picture.width, picture.height)
