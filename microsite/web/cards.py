"""Pictures for those who show a link: each page names its card, which is drawn when asked for.

Only what the site holds and everybody may see has one, so that nobody can have others drawn. The
address carries a digest of all that decides the picture, and what it gives never changes.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from jinja2 import pass_context
from jinja2.runtime import Context
from werkzeug.exceptions import ServiceUnavailable
from werkzeug.wrappers import Response as WerkzeugResponse

from microsite.cards import HEIGHT, WIDTH, BusyError, Card, Kept, png
from microsite.models import Page
from microsite.pictures.folder import PICTURES
from microsite.web.addresses import absolute
from microsite.web.card_kinds import KINDS, is_public, key_of
from microsite.web.data import the_lab
from microsite.web.templating import plain

blueprint = Blueprint("cards", __name__)

Tags = list[tuple[str, str]]

# Below the instance folder; what lies there can be drawn again.
FOLDER = "cards"
YEAR = 365 * 24 * 3600
# Seconds that a picture may be kept under an address which is not its own any more.
_OUTDATED = 3600
# Of a page's endpoint, what it shows: a kind, under the name that it has in the template.
_SHOWN = {
    "research.show": "publication",
    "projects.show": "project",
    "team.show": "person",
    "directions.show": "direction",
    "articles.show": "article",
    "articles.tagged": "tag",
    "pages.show": "page",
    "pages.about": "page",
}
_SECTIONS = {
    f"{name}.index": name
    for name in ("home", "research", "directions", "projects", "team", "articles", "news")
} | {"articles.of_year": "articles"}


def init_app(app: Flask) -> None:
    """Give every page its tags, and the cards a folder."""
    app.extensions["cards"] = Kept(Path(app.config["INSTANCE"]) / FOLDER)
    app.add_template_global(shared_tags)


@blueprint.get("/<lang:lang>/<kind>/<version>/<key:key>.png")
def show(kind: str, version: str, key: str) -> WerkzeugResponse:
    """The card of one page in one language, as it is now."""
    shown = KINDS[kind].load(key) if kind in KINDS else None
    if shown is None or not is_public(shown):
        abort(404)
    card = KINDS[kind].card(shown)
    digest = card.digest()
    kept: Kept = current_app.extensions["cards"]
    try:
        made = kept.get(digest, lambda: _drawn(card))
    except BusyError:
        raise ServiceUnavailable(retry_after=30) from None
    response = Response(made, mimetype="image/png")
    response.cache_control.public = True
    response.cache_control.max_age = YEAR if version == digest else _OUTDATED
    response.cache_control.immutable = version == digest
    response.set_etag(digest)
    return response.make_conditional(request)


@pass_context
def shared_tags(context: Context, description: str) -> Tags:
    """Open Graph properties and contents of the page that is being rendered; none for editors'.

    What a view says of its page in `open_graph` goes before what is true of all.
    """
    named = _named(context)
    if named is None:
        return []
    kind, key, card = named
    said: Tags = context.get("open_graph") or []
    told = {name for name, _content in said}
    title = card.titles[0] if card.titles else plain(the_lab().name)
    always = [
        ("og:type", "website"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", context["canonical"]),
        ("og:site_name", plain(the_lab().name)),
    ]
    tags = [*said, *(tag for tag in always if tag[0] not in told)]
    return [(name, content) for name, content in (*tags, *_image(kind, key, card)) if content]


def _named(context: Context) -> tuple[str, str, Card] | None:
    """Kind, key and card of the page; None for one that has none, or is not for everybody."""
    endpoint = request.endpoint or ""
    if endpoint in _SECTIONS and "code" not in context:
        name = _SECTIONS[endpoint]
        return "section", name, KINDS["section"].card(name)
    kind = _SHOWN.get(endpoint, "")
    shown: Any = context.get(kind)
    if shown is None:
        return None
    if isinstance(shown, Page) and shown.id is None:
        return "section", shown.slug, KINDS["section"].card(shown.slug)
    return (kind, key_of(shown), KINDS[kind].card(shown)) if is_public(shown) else None


def _image(kind: str, key: str, card: Card) -> Iterator[tuple[str, str]]:
    address = url_for("cards.show", kind=kind, version=card.digest(), key=key)
    yield "og:image", absolute(address)
    yield "og:image:type", "image/png"
    yield "og:image:width", str(WIDTH)
    yield "og:image:height", str(HEIGHT)
    yield "og:image:alt", " · ".join(filter(None, (*card.titles, card.note, card.lab)))


def _drawn(card: Card) -> bytes:
    return png(card, Path(current_app.config["INSTANCE"]) / PICTURES)
