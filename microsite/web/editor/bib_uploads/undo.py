"""Taking an upload back, after one was told what that means."""

from typing import Any

from flask import render_template
from flask_login import current_user
from sqlalchemy import func, select

from microsite.activity import record
from microsite.db import db
from microsite.models import BibUpload, Publication, PublicationChange
from microsite.web.editor.bib_uploads.blueprint import begin, blueprint, find, find_to_write, to


@blueprint.get("/<int:upload_id>/undo")
def ask_undo(upload_id: int) -> Any:
    """What taking it back would do."""
    upload = find(upload_id)
    if not _can_be_undone(upload):
        return to(upload_id)
    added = select(func.count()).where(Publication.upload_id == upload_id)
    changed = select(func.count()).where(PublicationChange.upload_id == upload_id)
    return render_template(
        "editor/bib_uploads/undo.html",
        upload=upload,
        added=db.session.scalar(added) or 0,
        changed=db.session.scalar(changed) or 0,
    )


@blueprint.post("/<int:upload_id>/undo")
def undo(upload_id: int) -> Any:
    """Take it back, or what of it could not be taken back before."""
    upload = find_to_write(upload_id)
    if _can_be_undone(upload):
        record(db.session(), "undid", upload.filename, current_user.id)
        begin(upload, "undoing")
    else:
        db.session.rollback()
    return to(upload_id)


def _can_be_undone(upload: BibUpload) -> bool:
    is_partly = upload.state == "undone" and bool(upload.outcome["undone"]["kept"])
    return upload.state == "applied" or is_partly
