"""The form for files, text and identifiers, and keeping what came."""

import re
from typing import Any, NamedTuple

from flask import current_app, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from microsite import fetching, formats
from microsite.bibtex import Problem
from microsite.db import begin_writing, db
from microsite.models import BibUpload
from microsite.web import errors, htmx
from microsite.web.data import all_directions
from microsite.web.editor import lingering
from microsite.web.editor.bib_uploads.blueprint import begin, blueprint, to
from microsite.web.editor.bib_uploads.history import IDENTIFIERS
from microsite.web.i18n import gettext as _

PASTED = "pasted.bib"


class Sent(NamedTuple):
    """What the form holds; of an empty one nothing."""

    text: str = ""
    identifiers: str = ""
    slugs: tuple[str, ...] = ()


@blueprint.get("/new")
def new() -> str:
    """The form."""
    return _form(Sent())


@blueprint.post("/")
def create() -> Any:
    """Keep what was brought, then show what it would do."""
    sent = _sent()
    files = [
        (_filename(file.filename), file.read())
        for file in request.files.getlist("file")
        if file.filename
    ]
    if sent.text.strip():
        files.append((PASTED, sent.text.encode("utf-8", "replace")))
    has_files = any(content.strip() for _name, content in files)
    if not has_files and not sent.identifiers.strip():
        error = _(
            "Choose a file, paste some entries or list identifiers: there was nothing in what "
            "you sent."
        )
        return _form(sent, error), 422
    found = fetching.find(sent.identifiers)
    if sent.identifiers.strip() and not found.identifiers:
        error = _("Among the identifiers there is no DOI, arXiv id or PubMed id.")
        return _form(sent, error, found.problems), 422
    return _keep(files if has_files else [], sent)


@blueprint.errorhandler(CSRFError)
def too_old(error: CSRFError) -> Any:
    """The form as it was sent, to be sent once more by who has signed in anew meanwhile."""
    if request.endpoint != "bib_uploads.create":
        return errors.answer(error)
    told = _(
        "Nothing was sent yet: you have signed in anew since this form was opened. Your text is "
        "below; choose your files again."
    )
    return _form(_sent(), told), 400


def _sent() -> Sent:
    form = request.form
    return Sent(
        form.get("text", ""), form.get("identifiers", ""), tuple(form.getlist("directions"))
    )


def _keep(files: list[tuple[str, bytes]], sent: Sent) -> Response:
    # A transaction that began by reading cannot wait for another writer: SQLite refuses at once.
    begin_writing(db.session())
    uploads = []
    if files:
        name, content = formats.bundle(files)
        if len(files) > 1:
            name = f"{files[0][0]} + {len(files) - 1}.zip"
        uploads.append(_upload(name, content, sent.slugs))
    if sent.identifiers.strip():
        listed = sent.identifiers.encode("utf-8", "replace")
        uploads.append(_upload(IDENTIFIERS, listed, sent.slugs))
    db.session.add_all(uploads)
    db.session.flush()
    number = uploads[0].id
    if sent.identifiers.strip():
        begin(uploads[-1], "fetching")
    else:
        db.session.commit()
    if len(uploads) > 1:
        return htmx.lead(url_for("bib_uploads.index"))
    return to(number)


def _upload(name: str, content: bytes, slugs: tuple[str, ...]) -> BibUpload:
    known = [direction.slug for direction in all_directions() if direction.slug in slugs]
    return BibUpload(
        editor_id=current_user.id,
        filename=name,
        content=content,
        direction_slugs=known,
        outcome={},
    )


def _form(sent: Sent, error: str | None = None, problems: tuple[Problem, ...] = ()) -> str:
    return render_template(
        "editor/bib_uploads/new.html",
        error=error,
        problems=problems,
        sent=sent,
        limit_mb=current_app.config["UPLOAD_LIMIT_MB"],
    )


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Any:
    """Refuse a file by what its sender says of its size, before it is read."""
    page = render_template(
        "editor/bib_uploads/too_large.html",
        limit_mb=current_app.config["UPLOAD_LIMIT_MB"],
        size_mb=(request.content_length or 0) / 1024 / 1024,
    )
    return lingering.too_large(page)


def _filename(given: str | None) -> str:
    """The last part of the name, printable and short; browsers may send a whole path."""
    name = re.split(r"[/\\]", given or "")[-1]
    return "".join(filter(str.isprintable, name))[-200:].strip() or PASTED
