"""Everything that was ever brought, and the files as they were."""

from io import BytesIO

from flask import Response, render_template, send_file
from flask_login import current_user
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.wrappers import Response as Answer

from microsite.db import db
from microsite.models import BibUpload
from microsite.web.editor.bib_uploads.blueprint import (
    begin,
    blueprint,
    find,
    find_to_write,
    page_number,
    to,
)
from microsite.web.editor.bib_uploads.paging import Page, page_of

SIZE = 50
IDENTIFIERS = "identifiers.txt"


def newest(most: int, start: int = 0) -> list[BibUpload]:
    """Uploads from the newest on, without their files."""
    query = (
        select(BibUpload)
        .options(joinedload(BibUpload.editor))
        .order_by(BibUpload.created_at.desc(), BibUpload.id.desc())
        .limit(most)
        .offset(start)
    )
    return list(db.session.scalars(query))


@blueprint.get("/")
def index() -> str:
    """All uploads, the newest first."""
    total = db.session.scalar(select(func.count()).select_from(BibUpload)) or 0
    places: Page[int] = page_of(range(total), page_number(), SIZE)
    uploads = newest(SIZE, places.first - 1)
    return render_template("editor/bib_uploads/index.html", uploads=uploads, page=places)


@blueprint.get("/<int:upload_id>/original")
def original(upload_id: int) -> Response:
    """The file as it was given."""
    upload = find(upload_id)
    return send_file(
        BytesIO(upload.content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=upload.filename,
    )


@blueprint.post("/<int:upload_id>/again")
def again(upload_id: int) -> Answer:
    """Bring the same once more, as an upload of its own."""
    before = find_to_write(upload_id)
    copy = BibUpload(
        editor_id=current_user.id,
        filename=before.filename,
        content=before.content,
        direction_slugs=before.direction_slugs,
    )
    db.session.add(copy)
    db.session.flush()
    number = copy.id
    # What could not be fetched is still the list of identifiers.
    if before.state == "failed" and before.filename == IDENTIFIERS:
        begin(copy, "fetching")
    else:
        db.session.commit()
    return to(number)
