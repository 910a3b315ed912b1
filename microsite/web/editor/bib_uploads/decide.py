"""What is chosen in a preview: kept as one goes, and carried out at the end."""

from typing import Any

from flask import make_response, render_template, request
from flask_login import current_user
from jinja2_fragments.flask import render_block
from werkzeug.wrappers import Response

from microsite.activity import record
from microsite.db import begin_writing, db
from microsite.models import BibUpload
from microsite.web.data import all_directions
from microsite.web.editor.bib_uploads import plans
from microsite.web.editor.bib_uploads.blueprint import begin, blueprint, find, find_to_write, to
from microsite.web.editor.bib_uploads.preview import Preview, preview
from microsite.web.editor.bib_uploads.show import TEMPLATE, context


@blueprint.post("/<int:upload_id>/choices")
def choose(upload_id: int) -> Any:
    """Keep the choices of a page, and do to all rows what the pressed button says."""
    plans.plan(find(upload_id))  # Made before the write lock is taken: it may take a while.
    upload = find_to_write(upload_id)
    if upload.state != "waiting":
        db.session.rollback()
        return to(upload_id)
    asked, number = request.form.get("status", ""), _number(request.form.get("page", ""))
    shown = preview(upload, asked, number)
    pressed, _colon, what = request.form.get("do", "").partition(":")
    _take(shown)
    if pressed == "all":
        shown.draft.choose_all(*what.partition(":")[::2])
    elif pressed == "suggested":
        shown.draft.accept(shown.suggested)
    elif pressed == "alike":
        shown.draft.forget_directions()
    elif pressed == "page":
        shown.asked, shown.number = shown.status, _number(what)
    _store(upload, shown)
    db.session.commit()
    return _answer(upload_id, shown, "plan" if pressed else "sums")


@blueprint.post("/<int:upload_id>")
def apply(upload_id: int) -> Any:
    """Do what the preview said, in one transaction; 409 if that is no longer what would happen."""
    upload = find(upload_id)
    if upload.state == "waiting":
        plans.plan(upload)
    upload = find_to_write(upload_id)
    if upload.state != "waiting":
        db.session.rollback()
        return to(upload_id)
    shown = preview(upload, "")
    _take(shown)
    _store(upload, shown)
    upload.choices = {**upload.choices, "fingerprint": request.form.get("fingerprint", "")}
    # In the transaction that starts the work: a long one keeps the database to itself.
    written_down = record(db.session(), "applied", upload.filename, current_user.id)
    begin(upload, "running")
    db.session.rollback()
    upload = find(upload_id)
    if upload.state == "waiting" and upload.outcome.get("error") == "stale":
        begin_writing(db.session())
        db.session.delete(written_down)
        db.session.commit()
        upload = find(upload_id)
        return render_template(TEMPLATE, **context(preview(upload, ""))), 409
    return to(upload_id)


def _take(shown: Preview) -> None:
    shown.draft.read(request.form, [direction.slug for direction in all_directions()])


def _store(upload: BibUpload, shown: Preview) -> None:
    upload.choices = shown.draft.choices.as_dict()
    upload.direction_slugs = shown.draft.slugs


def _answer(upload_id: int, shown: Preview, block: str) -> Response:
    """For htmx what changed, else the page that is to be seen next."""
    if not request.htmx:  # type: ignore[attr-defined]
        return Response(status=303, headers={"Location": shown.url(page=shown.number)})
    # Read anew: the rows as they were belong to a transaction that is over.
    fresh = preview(find(upload_id), shown.asked, shown.number)
    return make_response(render_block(TEMPLATE, block, **context(fresh)))


def _number(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 8 else 1
