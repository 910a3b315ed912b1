"""BibTeX files: brought, looked at, applied."""

import re
from io import BytesIO
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from microsite import importing
from microsite.bibtex import ParsedFile, read
from microsite.db import begin_writing, db
from microsite.models import BibUpload, Direction, Publication
from microsite.models.base import now
from microsite.publications import SHOWN as LISTED
from microsite.web.data import all_directions
from microsite.web.i18n import gettext as _

blueprint = Blueprint("bib_uploads", __name__)

# Rows of one status that the preview shows; the rest follow the default choice.
SHOWN = 300
PASTED = "pasted.bib"


@blueprint.get("/")
def index() -> str:
    """Everything that was ever brought, the newest first."""
    query = (
        select(BibUpload)
        .options(joinedload(BibUpload.editor))
        .order_by(BibUpload.created_at.desc(), BibUpload.id.desc())
        .limit(200)
    )
    return render_template("editor/bib_uploads/index.html", uploads=list(db.session.scalars(query)))


@blueprint.get("/new")
def new() -> str:
    """The form for a file or pasted text."""
    return _form()


@blueprint.post("/")
def create() -> Any:
    """Keep what was brought, then show what it would do."""
    file = request.files.get("file")
    text = request.form.get("text", "")
    slugs = request.form.getlist("directions")
    content = file.read() if file and file.filename else text.encode()
    if not content.strip():
        error = _("Choose a file or paste some BibTeX: there was nothing in what you sent.")
        return _form(error, text, slugs), 422
    # A transaction that began by reading cannot wait for another writer: SQLite refuses at once.
    begin_writing(db.session())
    known = [direction.slug for direction in all_directions() if direction.slug in slugs]
    upload = BibUpload(
        editor_id=current_user.id,
        filename=_filename(file.filename if file else None),
        content=content,
        direction_slugs=known,
    )
    db.session.add(upload)
    db.session.commit()
    return redirect(url_for("bib_uploads.show", upload_id=upload.id), code=303)


@blueprint.get("/<int:upload_id>")
def show(upload_id: int) -> str:
    """What a file would do, or what it did."""
    upload = _upload(upload_id)
    parsed = read(upload.content)
    if upload.applied_at is None:
        return _preview(upload, parsed, importing.draw_up(db.session(), parsed))
    return render_template(
        "editor/bib_uploads/show.html",
        upload=upload,
        outcome=upload.outcome,
        problems=parsed.problems,
        titles=_titles(upload),
        shown=SHOWN,
    )


@blueprint.post("/<int:upload_id>")
def apply(upload_id: int) -> Any:
    """Do what the preview said, in one transaction; 409 if that is no longer what would happen."""
    parsed = read(_upload(upload_id).content)
    # From here on nobody else writes, so the plan that is checked is the plan that is applied.
    begin_writing(db.session())
    upload = _upload(upload_id)
    if upload.applied_at is None:
        plan = importing.draw_up(db.session(), parsed)
        if request.form.get("fingerprint") != plan.fingerprint:
            # The page takes a while to make: nobody should have to wait for it to write.
            db.session.rollback()
            return _preview(_upload(upload_id), parsed, plan, stale=True), 409
        outcome = importing.apply(
            db.session(), plan, choices=_choices(), directions=_chosen(upload), upload_id=upload.id
        )
        upload.outcome = outcome.as_dict()
        upload.applied_at = now()
        db.session.commit()
    return redirect(url_for("bib_uploads.show", upload_id=upload_id), code=303)


@blueprint.get("/<int:upload_id>/original")
def original(upload_id: int) -> Response:
    """The file as it was given."""
    upload = _upload(upload_id)
    return send_file(
        BytesIO(upload.content),
        mimetype="application/x-bibtex",
        as_attachment=True,
        download_name=upload.filename,
    )


def _form(error: str | None = None, text: str = "", chosen: list[str] | None = None) -> str:
    return render_template(
        "editor/bib_uploads/new.html",
        error=error,
        text=text,
        chosen=chosen or [],
        limit_mb=current_app.config["UPLOAD_LIMIT_MB"],
    )


def _preview(
    upload: BibUpload, parsed: ParsedFile, plan: importing.Plan, *, stale: bool = False
) -> str:
    return render_template(
        "editor/bib_uploads/preview.html",
        upload=upload,
        chosen=_chosen(upload),
        plan=plan,
        shown=SHOWN,
        encoding=parsed.encoding,
        stale=stale,
    )


def _upload(upload_id: int) -> BibUpload:
    query = (
        select(BibUpload)
        .where(BibUpload.id == upload_id)
        .options(undefer(BibUpload.content), joinedload(BibUpload.editor))
    )
    upload = db.session.scalar(query)
    if upload is None:
        abort(404)
    return upload


def _titles(upload: BibUpload) -> dict[str, str]:
    """Key to title of what came in, as far as the page shows it and it is still there."""
    keys = [key for group in upload.outcome.get("keys", {}).values() for key in group[:SHOWN]]
    query = select(Publication.citation_key, Publication.title)
    return dict(db.session.execute(query.where(Publication.citation_key.in_(keys), LISTED)).all())


def _chosen(upload: BibUpload) -> list[Direction]:
    return [one for one in all_directions() if one.slug in upload.direction_slugs]


def _choices() -> dict[int, str]:
    found = (
        (re.fullmatch(r"choice-(\d{1,7})", name), value) for name, value in request.form.items()
    )
    return {int(match[1]): value for match, value in found if match}


def _filename(given: str | None) -> str:
    """The last part of the name, printable and short; browsers may send a whole path."""
    name = re.split(r"[/\\]", given or "")[-1]
    return "".join(filter(str.isprintable, name))[:200] or PASTED
