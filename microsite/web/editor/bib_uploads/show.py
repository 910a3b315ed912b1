"""An upload's page: how far the work is, what it would do, or what came of it."""

from typing import Any

from flask import make_response, render_template
from jinja2_fragments.flask import render_block
from werkzeug.wrappers import Response

from microsite import jobs
from microsite.db import db
from microsite.models import BibUpload
from microsite.models.base import now
from microsite.web import htmx
from microsite.web.data import all_directions
from microsite.web.editor.bib_uploads import plans
from microsite.web.editor.bib_uploads.blueprint import blueprint, find, page_number, the_app, to
from microsite.web.editor.bib_uploads.preview import Preview, preview
from microsite.web.editor.bib_uploads.problems import source_lines
from microsite.web.editor.bib_uploads.result import result

TEMPLATE = "editor/bib_uploads/preview.html"
PROGRESS = "editor/bib_uploads/progress.html"
# Seconds after which work that nobody is at was interrupted; a process takes a while to start.
PATIENCE = 10


@blueprint.get("/<int:upload_id>")
def show(upload_id: int) -> Any:
    """What a file would do, what is being done with it, or what it did."""
    upload = _settled(upload_id)
    if upload.state in jobs.BUSY:
        progress = jobs.progress(the_app(), upload_id)
        return render_template(PROGRESS, upload=upload, progress=progress)
    if upload.state == "waiting":
        shown = preview(upload, number=page_number())
        url = shown.url(page=shown.number)
        return htmx.render(TEMPLATE, "plan", url, **context(shown))
    came = result(upload, page_number())
    lines = source_lines(upload, came.shown_problems)
    return htmx.render(
        "editor/bib_uploads/show.html",
        "came",
        came.url(page=came.number),
        came=came,
        upload=upload,
        lines=lines,
    )


@blueprint.get("/<int:upload_id>/progress")
def look_again(upload_id: int) -> Response:
    """How far the work is, asked for again and again; when it is over, lead to what came of it."""
    upload = _settled(upload_id)
    if upload.state not in jobs.BUSY:
        return to(upload_id)
    progress = jobs.progress(the_app(), upload_id)
    return make_response(render_block(PROGRESS, "progress", upload=upload, progress=progress))


def context(shown: Preview) -> dict[str, Any]:
    """What the template of a preview is given."""
    return {
        "shown": shown,
        "upload": shown.upload,
        "plan": shown.plan,
        "error": shown.upload.outcome.get("error"),
        "encoding": plans.parsed(shown.upload).encoding,
        "lines": source_lines(shown.upload, shown.shown_problems),
        "known": all_directions(),
    }


def _settled(upload_id: int) -> BibUpload:
    """The upload; work that was interrupted is told so first."""
    upload = find(upload_id)
    if upload.state not in jobs.BUSY:
        return upload
    age = (now() - (upload.started_at or upload.created_at)).total_seconds()
    if age > PATIENCE and not jobs.progress(the_app(), upload_id).is_alive:
        db.session.rollback()
        jobs.recover(the_app())
        return find(upload_id)
    return upload
