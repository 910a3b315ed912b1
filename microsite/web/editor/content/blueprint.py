"""The blueprint of the editor's lists and forms, and what its views share."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, current_app, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from microsite import editing
from microsite.db import db
from microsite.editing import Kind
from microsite.models import Base
from microsite.models.base import now
from microsite.web import i18n, times

blueprint = Blueprint("content", __name__)


def kind_named(name: str) -> Kind:
    """The kind of that name, or a 404."""
    if name not in editing.ALL:
        abort(404)
    return editing.ALL[name]


def item_of(kind: Kind, item_id: int) -> Base:
    """The thing, or a 404."""
    item = find(kind, item_id)
    if item is None:
        abort(404)
    return item


def find(kind: Kind, item_id: int) -> Base | None:
    """The thing, if it is there; no database counts higher than 64 bits."""
    return db.session.get(kind.model, item_id) if item_id < 2**63 else None


def editor_id() -> int:
    """Who is signed in."""
    found: int = current_user.id
    return found


def on_site(kind: Kind, slug: str) -> str:
    """Where visitors see the thing, in the language of the page; empty if it has no page."""
    path = editing.path_of(kind, slug)
    return f"/{g.lang}{path}" if path else ""


def state_of(state: str, at: datetime | None) -> str:
    """draft, published, or scheduled: published from a time on that is still to come."""
    return "scheduled" if state == "published" and at and at > now() else state


def reserved() -> set[str]:
    """The first parts of paths that the site itself serves, in a language or without one."""
    found = set()
    for rule in current_app.url_map.iter_rules():
        parts = [part for part in rule.rule.split("/") if part and part != "<lang:lang>"]
        if parts and "<" not in parts[0]:
            found.add(parts[0])
    # A page of the site by its own name, though it has an address of its own.
    return (found | set(i18n.languages())) - {"about"}


def words_of(problem: editing.Problem) -> str:
    """What is wrong, in the language of the page."""
    message: str = i18n.gettext(problem.message) % dict(problem.values)
    return message


@blueprint.before_request
def _to_publications() -> Response | None:
    """Thousands of publications have a list of their own, and a way of their own to come in."""
    if (request.view_args or {}).get("name") != editing.PUBLICATION.name:
        return None
    if request.endpoint == "content.index":
        return redirect(url_for("publications.index", gone=request.args.get("gone")), code=303)
    if request.endpoint in ("content.new", "content.create"):
        return redirect(url_for("publications.new"), code=303)
    return None


@blueprint.context_processor
def shared() -> dict[str, Any]:
    """What the templates of lists and forms use."""
    return {
        "Shape": editing.Shape,
        "when": times.when,
        "as_moment": datetime.fromisoformat,
        "word": i18n.gettext,
        "languages": [
            (lang, i18n.html_lang(lang), i18n.language_name(lang)) for lang in i18n.languages()
        ],
    }
