"""What an editor sees first."""

from flask import Blueprint, render_template
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from microsite.db import db
from microsite.models import BibUpload, Direction, Person, Publication
from microsite.people import doubtful_names

blueprint = Blueprint("editor", __name__)

RECENT = 5


@blueprint.get("/")
def index() -> str:
    """How much there is, and what was brought lately."""
    counted = {"publications": Publication, "directions": Direction, "people": Person}
    recent = (
        select(BibUpload)
        .options(joinedload(BibUpload.editor))
        .order_by(BibUpload.created_at.desc(), BibUpload.id.desc())
        .limit(RECENT)
    )
    return render_template(
        "editor/index.html",
        uploads=list(db.session.scalars(recent)),
        doubtful=len(doubtful_names(db.session())),
        counts={
            name: db.session.scalar(select(func.count()).select_from(model))
            for name, model in counted.items()
        },
    )
