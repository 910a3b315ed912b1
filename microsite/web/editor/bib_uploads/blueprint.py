"""What all pages about uploads share: their blueprint, the upload asked for, work begun."""

from typing import cast

from flask import Blueprint, Flask, abort, current_app, request, url_for
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer
from werkzeug.wrappers import Response

from microsite import jobs
from microsite.db import begin_writing, db
from microsite.models import BibUpload
from microsite.models.base import now
from microsite.web import htmx

blueprint = Blueprint("bib_uploads", __name__)

# Bytes: below this the work is done before the answer, which is sooner than a process starts.
SMALL = 200_000


def the_app() -> Flask:
    """The application itself, for work that outlives this request's context."""
    return cast(Flask, current_app._get_current_object())  # type: ignore[attr-defined]


def find(upload_id: int) -> BibUpload:
    """The upload with its choices; 404 if there is none. Its file is read when it is asked for."""
    query = (
        select(BibUpload)
        .where(BibUpload.id == upload_id)
        .options(joinedload(BibUpload.editor), undefer(BibUpload.choices), undefer(BibUpload.notes))
    )
    upload = db.session.scalar(query)
    if upload is None:
        abort(404)
    return upload


def find_to_write(upload_id: int) -> BibUpload:
    """The same, while nobody else writes: what its state says now stays true."""
    begin_writing(db.session())
    return find(upload_id)


def size(upload_id: int) -> int:
    """How many bytes were brought."""
    query = select(func.length(BibUpload.content)).where(BibUpload.id == upload_id)
    return db.session.scalar(query) or 0


def begin(upload: BibUpload, state: str) -> None:
    """Have the work that `state` names done: a small file's at once, else by another process."""
    upload.state, upload.started_at = state, now()
    upload.outcome = {name: said for name, said in upload.outcome.items() if name != "error"}
    is_small = state != "fetching" and size(upload.id) < SMALL
    number = upload.id
    db.session.commit()
    if is_small:
        jobs.run(the_app(), number)
    else:
        jobs.start(the_app(), number)


def to(upload_id: int) -> Response:
    """Lead to the upload's page; htmx gets there by a full load, for its part may be gone."""
    return htmx.lead(url_for("bib_uploads.show", upload_id=upload_id))


def page_number() -> int:
    """The page that was asked for, at least 1; whatever else stands there is the first."""
    text = request.args.get("page", "")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 8 else 1
