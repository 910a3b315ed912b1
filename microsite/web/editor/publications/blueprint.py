"""The blueprint of the editors' list of publications, and what its views share."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

from flask import Blueprint, abort, url_for
from flask_login import current_user
from sqlalchemy.orm import undefer

from microsite.db import db
from microsite.models import Publication
from microsite.publications.wanted import Wanted
from microsite.web.editor.content.blueprint import shared

blueprint = Blueprint("publications", __name__)

LARGEST_ID = 2**63


def editor_id() -> int:
    """Who is signed in."""
    found: int = current_user.id
    return found


def publication_of(item_id: int) -> Publication:
    """The publication with its entry, or a 404."""
    options = (undefer(Publication.fields), undefer(Publication.source))
    found = db.session.get(Publication, item_id, options=options) if item_id < LARGEST_ID else None
    if found is None:
        abort(404)
    return found


def list_url(wanted: Wanted, **more: str) -> str:
    """The address of the list in a state."""
    args = urlencode([*_pairs(wanted), *more.items()])
    path = url_for("publications.index")
    return f"{path}?{args}" if args else path


def query_of(wanted: Wanted) -> str:
    """A state as one text, for a hidden field."""
    return urlencode(_pairs(wanted))


def wanted_of(query: str) -> Wanted:
    """The state that such a text says. Never raises."""
    return Wanted.from_args(parse_qs(query[:20_000], max_num_fields=None))


def moment_of(text: str) -> datetime | None:
    """The moment that an address or a field names, if it names one."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _pairs(wanted: Wanted) -> list[tuple[str, str]]:
    return [(name, value) for name, values in wanted.to_args().items() for value in values]


@blueprint.context_processor
def _shared() -> dict[str, Any]:
    return {**shared(), "list_url": list_url, "query_of": query_of}
