"""Documents (PDF): brought, listed with where they are used, deleted, chosen by other forms."""

from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from microsite.db import begin_writing, db
from microsite.models import Publication, StoredFile
from microsite.pictures import documents
from microsite.pictures.apart import BusyError
from microsite.pictures.problems import RefusedError
from microsite.pictures.storing import safe_name
from microsite.pictures.uses import uses_of_document
from microsite.web import htmx
from microsite.web.editor import lingering
from microsite.web.editor.pictures.bring import busy, refusal
from microsite.web.i18n import gettext as _
from microsite.web.pictures import files_folder, pictures_folder

blueprint = Blueprint("editor_documents", __name__)

MOST = 500


@blueprint.get("/")
def index() -> str:
    """All documents, the newest first."""
    return _render()


@blueprint.post("/")
def create() -> Any:
    """Take the documents one after another; a bad one costs no other."""
    files = [file for file in request.files.getlist("file") if file.filename]
    problems = []
    for file in files:
        name = safe_name(file.filename or "")
        if problem := _take(name, file.read()):
            problems.append((name, problem))
    if not files:
        problems.append(("", _("Choose a document first: no file was sent.")))
    if problems:
        return _render(problems), 422
    return htmx.lead(url_for("editor_documents.index"))


@blueprint.post("/<int:document_id>/delete")
def delete(document_id: int) -> Any:
    """Delete a document that no publication has; the picture of its first page stays."""
    begin_writing(db.session())
    document = db.session.get(StoredFile, document_id) if document_id < 2**31 else None
    if document is None:
        abort(404)
    if uses_of_document(db.session(), document):
        name = document.filename
        db.session.rollback()
        problem = _("A publication has this document. Take it off there, then delete it.")
        return _render([(name, problem)]), 422
    digest = document.hash
    db.session.delete(document)
    db.session.commit()
    files_folder().remove(digest)
    return redirect(url_for("editor_documents.index"), code=303)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Response:
    """Refuse what is too large together by what its sender says of its size."""
    page = render_template(
        "editor/pictures/too_large.html",
        limit_mb=current_app.config["UPLOAD_LIMIT_MB"],
        size_mb=(request.content_length or 0) / 1024 / 1024,
    )
    return lingering.too_large(page)


def _take(name: str, content: bytes) -> str:
    """Keep a document; why it cannot be kept, if so."""
    limit: int = current_app.config["UPLOAD_LIMIT_MB"]
    db.session.rollback()  # No transaction stays open while its page is drawn.
    try:
        ready = documents.prepare(files_folder(), pictures_folder(), content, name, limit)
    except RefusedError as refused:
        return refusal(refused)
    except BusyError:
        return busy()
    begin_writing(db.session())
    documents.keep(db.session(), ready, current_user.id)
    db.session.commit()
    return ""


def _render(problems: list[tuple[str, str]] | None = None) -> str:
    query = (
        select(StoredFile)
        .options(selectinload(StoredFile.first_page))
        .order_by(StoredFile.created_at.desc(), StoredFile.id.desc())
    )
    found = list(db.session.scalars(query.limit(MOST)))
    has = select(Publication.pdf_id, Publication.citation_key, Publication.title)
    used: dict[int, list[tuple[str, str]]] = {}
    for document_id, key, title in db.session.execute(has.where(Publication.pdf_id.is_not(None))):
        used.setdefault(document_id or 0, []).append((key, title))
    return render_template(
        "editor/documents/index.html",
        documents=found,
        used=used,
        problems=problems or [],
        limit_mb=current_app.config["UPLOAD_LIMIT_MB"],
    )
