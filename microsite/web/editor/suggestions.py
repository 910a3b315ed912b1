"""Directions suggested for publications, to be taken or refused; and two directions made one."""

from threading import Lock
from typing import Any, NamedTuple

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, url_for
from sqlalchemy import func, select

from microsite import editing
from microsite.db import begin_writing, db
from microsite.editing import Action
from microsite.importing import placing
from microsite.importing.placing import Placed
from microsite.models import Direction, Publication
from microsite.models.publication import publication_directions
from microsite.publications import publications_of
from microsite.web.data import all_directions, the_catalogue
from microsite.web.editor.publications.blueprint import editor_id, moment_of
from microsite.web.editor.publications.bulk import ids_of
from microsite.web.i18n import gettext as _

blueprint = Blueprint("suggestions", __name__)

TEMPLATE = "editor/directions/suggestions.html"
# Rows of one direction that are shown at once.
SHOWN = 25
# Refusals that are listed.
MOST_REFUSED = 50
Found = dict[str, list[Placed]]


class Group(NamedTuple):
    """A direction, its first suggestions, and how many there are."""

    direction: Direction
    rows: list[tuple[Publication, tuple[str, ...]]]
    total: int


class Kept:
    """The suggestions for one state of the database: to find them takes seconds for thousands."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = -1
        self._found: Found = {}

    def found(self) -> Found:
        """What is suggested now."""
        with self._lock:
            version = the_catalogue().version()
            if version != self._version:
                self._found = placing.open_suggestions(db.session())
                self._version = version
            return self._found


def init_app(app: Flask) -> None:
    """Keep suggestions for as long as the application lives."""
    app.extensions["suggestions"] = Kept()


@blueprint.get("/suggestions/")
def index() -> str:
    """By direction, what may belong to it and why."""
    return _page()


@blueprint.post("/suggestions/")
def settle() -> Any:
    """Take or refuse the ticked ones of one direction, or let what was refused come again."""
    what, _colon, slug = request.form.get("do", "").partition(":")
    begin_writing(db.session())
    direction = db.session.scalar(select(Direction).where(Direction.slug == slug))
    if direction is None or what not in ("take", "refuse", "again"):
        abort(422)
    ids = ids_of(request.form.getlist(f"for-{slug}"))
    if not ids:
        page = _page(_("Nothing is ticked. Tick the publications you mean."))
        db.session.rollback()
        return page, 422
    if what == "refuse":
        placing.refuse(db.session(), slug, ids)
        db.session.commit()
        named = ",".join(map(str, ids[:SHOWN]))
        url = url_for("suggestions.index", refused=named, of=slug)
        return redirect(url, code=303)
    if what == "again":
        placing.suggest_again(db.session(), slug, ids)
        db.session.commit()
        return redirect(url_for("suggestions.index", again=1), code=303)
    action = Action("add", "directions", (direction.id,))
    done = editing.carry_out(db.session(), ids, action, editor_id())
    db.session.commit()
    url = url_for("suggestions.index", done=done.at.isoformat(), count=done.count)
    return redirect(url, code=303)


@blueprint.get("/merge/")
def ask_merge() -> str:
    """Which direction is to become part of which."""
    return _merge_page()


@blueprint.post("/merge/")
def merge() -> Any:
    """Ask once more with what it means, then do it."""
    begin_writing(db.session())
    gone, into = (_direction(request.form.get(name, "")) for name in ("gone", "into"))
    if gone is None or into is None or gone is into:
        page = _merge_page(_("Choose two different directions."))
        db.session.rollback()
        return page, 422
    if request.form.get("do") != "merge":
        page = _merge_page(asked=(gone, into), count=_count(gone))
        db.session.rollback()
        return page
    done = editing.join_directions(db.session(), gone, into, editor_id())
    db.session.commit()
    url = url_for("suggestions.ask_merge", done=done.at.isoformat(), count=done.count)
    return redirect(url, code=303)


def _page(error: str = "") -> str:
    found: Found = current_app.extensions["suggestions"].found()
    by_slug = {direction.slug: direction for direction in all_directions()}
    wanted = {slug: rows[:SHOWN] for slug, rows in found.items() if rows and slug in by_slug}
    numbers = list({row.publication_id: None for rows in wanted.values() for row in rows})
    pairs, refused_count = placing.refusals(db.session(), MOST_REFUSED)
    numbers += [number for number, _slug in pairs]
    shown = {one.id: one for one in publications_of(db.session(), numbers)}
    groups = [
        Group(
            by_slug[slug],
            [
                (shown[row.publication_id], row.because)
                for row in rows
                if row.publication_id in shown
            ],
            len(found[slug]),
        )
        for slug, rows in wanted.items()
    ]
    refused = [
        (shown[number], by_slug[slug])
        for number, slug in pairs
        if number in shown and slug in by_slug
    ]
    return render_template(
        TEMPLATE,
        groups=groups,
        error=error,
        refused=refused,
        refused_count=refused_count,
        just_refused=ids_of(request.args.get("refused", "").split(","))[:SHOWN],
        refused_of=by_slug.get(request.args.get("of", "")),
        **_done(),
    )


def _merge_page(
    error: str = "", asked: tuple[Direction, Direction] | None = None, count: int = 0
) -> str:
    return render_template(
        "editor/directions/merge.html",
        all_directions=all_directions(),
        error=error,
        asked=asked,
        count=count,
        **_done(),
    )


def _done() -> dict[str, Any]:
    """What was done just now, as the address tells."""
    count = request.args.get("count", "")
    is_number = count.isascii() and count.isdecimal() and len(count) < 9
    return {
        "done_at": moment_of(request.args.get("done", "")),
        "done": int(count) if is_number else 0,
        "undone": "undone" in request.args,
    }


def _direction(text: str) -> Direction | None:
    ids = ids_of([text])
    return db.session.get(Direction, ids[0]) if ids else None


def _count(direction: Direction) -> int:
    held = publication_directions.c.direction_id == direction.id
    return db.session.scalar(select(func.count()).where(held)) or 0
