"""The list: the research page's filters, and those only editors need."""

from typing import Any, NamedTuple

from flask import Response, redirect, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload
from werkzeug.wrappers import Response as AnyResponse

from microsite import editing
from microsite.db import db
from microsite.filters import ARGUMENTS
from microsite.localized import Localized
from microsite.models import Highlight, Person, Project, Publication, Revision
from microsite.publications import publications_of
from microsite.publications.wanted import STATES, Wanted, sheet
from microsite.web import htmx
from microsite.web.data import all_directions, the_index
from microsite.web.editor.publications.blueprint import (
    blueprint,
    list_url,
    moment_of,
    publication_of,
)

TEMPLATE = "editor/publications/index.html"
_FACETS = {name: facet for facet, name in ARGUMENTS.items()}


class Chip(NamedTuple):
    """Something asked for: its argument, how it is shown, and the address without it."""

    name: str
    label: Localized | str
    url: str


@blueprint.get("/")
def index() -> Response:
    """The list, or for htmx its part that changes."""
    wanted = Wanted.from_args(request.args.to_dict(flat=False))
    return htmx.render(TEMPLATE, "list", list_url(wanted), **listed(wanted))


@blueprint.get("/<int:item_id>/")
def edit(item_id: int) -> AnyResponse:
    """Lead to the form."""
    publication_of(item_id)
    return redirect(url_for("content.edit", name="publication", item_id=item_id))


def listed(wanted: Wanted, error: str = "") -> dict[str, Any]:
    """All that the list shows, in as many queries however long it is."""
    session = db.session()
    found = sheet(session, wanted)
    wanted = wanted.at(found.page)
    at = moment_of(request.args.get("done", ""))
    return {
        "wanted": wanted,
        "sheet": found,
        "publications": _shown(found.ids),
        "highlighted": _highlighted(found.ids),
        "chips": _chips(wanted),
        "states": list(STATES),
        "all_directions": all_directions(),
        "all_projects": _named(Project),
        "all_people": _named(Person),
        "types": sorted(the_index().labels["types"]),
        "done": _done(at),
        "done_at": at,
        "undone": _numbers(request.args.get("undone", "")),
        "removed": editing.removed(session, 20),
        "error": error,
    }


def _shown(ids: list[int]) -> list[Publication]:
    found = publications_of(db.session(), ids)
    # Their projects, in one query for all.
    with_projects = select(Publication).where(Publication.id.in_(ids))
    list(db.session.scalars(with_projects.options(selectinload(Publication.projects))))
    return found


def _highlighted(ids: list[int]) -> set[int | None]:
    query = select(Highlight.publication_id).where(Highlight.publication_id.in_(ids))
    return set(db.session.scalars(query))


def _named(model: type[Project] | type[Person]) -> list[Any]:
    query = select(model.id, model.slug, model.name).order_by(model.position)
    return list(db.session.execute(query))


def _chips(wanted: Wanted) -> list[Chip]:
    labels = the_index().labels
    found = []
    for name, values in wanted.at(1).to_args().items():
        if name in ("sort", "q", "from", "to"):
            continue
        for value in values:
            facet = _FACETS.get(name)
            known = labels[facet].get(value) if facet and facet != "years" else None
            label = known.text if known else value
            found.append(Chip(name, label, list_url(wanted.without(name, value))))
    return found


def _done(at: Any) -> int:
    """How many things were changed at a moment that the address names."""
    if at is None:
        return 0
    of_moment = (
        Revision.at == at,
        Revision.action.in_(("changed", "deleted", "created")),
        Revision.editor_id.is_not(None),
    )
    return db.session.scalar(select(func.count()).select_from(Revision).where(*of_moment)) or 0


def _numbers(text: str) -> tuple[int, int] | None:
    restored, _dash, kept = text.partition("-")
    if all(one.isascii() and one.isdecimal() and len(one) < 9 for one in (restored, kept)):
        return int(restored), int(kept)
    return None
