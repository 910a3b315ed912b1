"""Authors that may be somebody of the team: an editor says who is who, and may take it back."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from jinja2_fragments.flask import render_block
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from microsite import importing
from microsite.db import begin_writing, db
from microsite.models import AuthorDecision, Person, Publication
from microsite.people import Place, doubtful_names, fill, forget, remember

blueprint = Blueprint("authorships", __name__)

TEMPLATE = "editor/authorships/index.html"
# Names on a page, and decisions that can be taken back there.
NAMES, DECISIONS = 10, 100
NOBODY = "nobody"


@blueprint.get("/")
def index() -> str:
    """The names in doubt, and what was decided before."""
    return render_template(TEMPLATE, **_context())


@blueprint.post("/")
def settle() -> Any:
    """Keep what was said about a name: paper by paper, or once for all."""
    form, pressed = request.form.get("written", ""), request.form.get("do", "")
    begin_writing(db.session())
    people = {str(number) for number in db.session.scalars(select(Person.id))}
    what, _colon, whom = pressed.partition(":")
    if what == "always":
        if whom not in {NOBODY, *people}:
            abort(422)
        remember(db.session(), form, None, _person(whom))
    else:
        for name, answer in request.form.items():
            place = _place(name)
            if place and answer in {NOBODY, *people} and _exists(place):
                remember(db.session(), form, place, _person(answer))
    importing.relink_form(db.session(), form)
    db.session.commit()
    return _answer()


@blueprint.post("/forget")
def take_back() -> Any:
    """Take a decision back: the name is what it was before."""
    begin_writing(db.session())
    number = request.form.get("decision", "")
    decision = db.session.get(AuthorDecision, int(number)) if number.isdecimal() else None
    if decision is not None:
        form, place = decision.form, None
        if decision.publication_id is not None:
            place = Place(decision.publication_id, decision.occurrence)
        forget(db.session(), form, place)
        importing.relink_form(db.session(), form)
    db.session.commit()
    return _answer()


def _answer() -> Any:
    if request.htmx:  # type: ignore[attr-defined]
        return render_block(TEMPLATE, "settling", **_context())
    return redirect(url_for("authorships.index"), code=303)


def _context() -> dict[str, Any]:
    waiting = doubtful_names(db.session())
    fill(db.session(), waiting[:NAMES])
    decided = (
        select(AuthorDecision)
        .options(joinedload(AuthorDecision.person), joinedload(AuthorDecision.publication))
        .order_by(AuthorDecision.id.desc())
        .limit(DECISIONS)
    )
    return {
        "waiting": waiting,
        "doubts": waiting[:NAMES],
        "decisions": list(db.session.scalars(decided)),
    }


def _place(name: str) -> Place | None:
    """The place that a field like `paper-17-0` is about."""
    kind, *numbers = name.split("-")
    if kind != "paper" or len(numbers) != 2:
        return None
    if not all(number.isascii() and number.isdecimal() and len(number) < 10 for number in numbers):
        return None
    return Place(int(numbers[0]), int(numbers[1]))


def _exists(place: Place) -> bool:
    return db.session.get(Publication, place.publication_id) is not None


def _person(answer: str) -> int | None:
    return None if answer == NOBODY else int(answer)
