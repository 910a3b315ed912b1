"""A publication's PDF: brought in its form, stored here, its first page the cover."""

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from microsite import editing
from microsite.db import begin_writing, db
from microsite.editing import PUBLICATION, Fields
from microsite.models import StoredFile
from microsite.pictures import documents
from microsite.pictures.apart import BusyError
from microsite.pictures.problems import RefusedError
from microsite.web.editor import lingering
from microsite.web.editor.content.pages import form_for, render_form
from microsite.web.editor.pictures.bring import busy, refusal
from microsite.web.editor.publications.blueprint import blueprint, editor_id, publication_of
from microsite.web.i18n import gettext as _
from microsite.web.pictures import files_folder, pictures_folder


@blueprint.post("/<int:item_id>/pdf")
def bring_pdf(item_id: int) -> Any:
    """Store the file and let it be this publication's; or say why not."""
    publication_of(item_id)
    file = request.files.get("pdf")
    if file is None or not file.filename:
        return _refused(item_id, _("Choose a PDF first: no file was sent."))
    limit: int = current_app.config["UPLOAD_LIMIT_MB"]
    db.session.rollback()  # No transaction stays open while it is looked at.
    try:
        content = file.read()
        ready = documents.prepare(files_folder(), pictures_folder(), content, file.filename, limit)
    except RefusedError as refused:
        return _refused(item_id, refusal(refused))
    except BusyError:
        return _refused(item_id, busy())
    begin_writing(db.session())
    item = publication_of(item_id)
    document, _is_new = documents.keep(db.session(), ready, editor_id())
    fields = with_document(editing.snapshot(db.session(), PUBLICATION, item), document)
    version = editing.version_of(item)
    editing.save(db.session(), PUBLICATION, item, fields, editor_id(), version)
    db.session.commit()
    return redirect(
        url_for("content.edit", name=PUBLICATION.name, item_id=item_id, done="saved"), code=303
    )


def with_document(fields: Fields, document: StoredFile) -> Fields:
    """What a publication says with this PDF: its first page is the cover where none is chosen."""
    cover = fields["cover_id"] or document.first_page_id
    return {"pdf_id": document.id, "cover_id": cover}


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Response:
    """Refuse what is too large by what its sender says of its size."""
    page = render_template(
        "editor/pictures/too_large.html",
        limit_mb=current_app.config["UPLOAD_LIMIT_MB"],
        size_mb=(request.content_length or 0) / 1024 / 1024,
    )
    return lingering.too_large(page)


def _refused(item_id: int, why: str) -> tuple[str, int]:
    return render_form(form_for(PUBLICATION, publication_of(item_id)), pdf_problem=why), 422
