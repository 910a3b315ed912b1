"""What an editor sees first."""

from flask import Blueprint, render_template
from sqlalchemy import func, select

from microsite.db import db
from microsite.models import BibUpload, Direction, Person, Picture, Publication
from microsite.people import doubtful_names
from microsite.web.editor.bib_uploads.history import newest
from microsite.web.first_steps import steps_left
from microsite.web.i18n import languages

blueprint = Blueprint("editor", __name__)

RECENT = 5


@blueprint.get("/")
def index() -> str:
    """How much there is, and what was brought lately."""
    counted = {"publications": Publication, "directions": Direction, "people": Person}
    return render_template(
        "editor/index.html",
        steps=steps_left(),
        uploads=newest(RECENT),
        waiting=_waiting(),
        doubtful=len(doubtful_names(db.session())),
        silent_pictures=sum(
            1 for alt in db.session.scalars(select(Picture.alt)) if len(alt) < len(languages())
        ),
        counts={
            name: db.session.scalar(select(func.count()).select_from(model))
            for name, model in counted.items()
        },
    )


def _waiting() -> tuple[int, BibUpload | None]:
    """How many uploads wait for a decision, and the newest of them."""
    waits = BibUpload.state == "waiting"
    count = db.session.scalar(select(func.count()).select_from(BibUpload).where(waits)) or 0
    query = select(BibUpload).where(waits).order_by(BibUpload.created_at.desc()).limit(1)
    return count, db.session.scalar(query)
