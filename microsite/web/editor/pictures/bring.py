"""New pictures: several at once, each with an answer of its own."""

from typing import Any, NamedTuple

from flask import current_app, redirect, render_template, request, url_for
from flask_login import current_user
from jinja2_fragments.flask import render_block
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from microsite.db import begin_writing, db
from microsite.models import Picture
from microsite.pictures.apart import BusyError
from microsite.pictures.problems import RefusedError
from microsite.pictures.storing import Ready, keep, prepare, safe_name
from microsite.web.editor import lingering
from microsite.web.editor.pictures.blueprint import blueprint, by_number, texts
from microsite.web.editor.pictures.listing import render
from microsite.web.i18n import gettext as _
from microsite.web.pictures import pictures_folder


class Outcome(NamedTuple):
    """What came of one file: a picture, or why there is none."""

    filename: str
    picture: Picture | None
    is_new: bool
    problem: str


@blueprint.post("/")
def create() -> Any:
    """Take the files one after another; a bad one costs no other."""
    files = [file for file in request.files.getlist("file") if file.filename]
    outcomes = [_take(file) for file in files]
    if request.htmx:  # type: ignore[attr-defined]
        # The script sends one file at a time and shows what is said of it, good or bad.
        return render_block("editor/pictures/index.html", "outcomes", outcomes=outcomes)
    status = 200 if files and all(outcome.picture for outcome in outcomes) else 422
    error = "" if files else _("Choose a picture first: no file was sent.")
    return render(outcomes=outcomes, error=error), status


@blueprint.post("/describe")
def describe() -> Response:
    """Keep the words for several pictures: `alt-3-zh` is what picture 3 shows, in Chinese."""
    numbers = {name.split("-")[1] for name in request.form if name.startswith("alt-")}
    begin_writing(db.session())
    for number in numbers:
        if picture := by_number(number):
            picture.alt = texts(f"alt-{number}", picture.alt)
    db.session.commit()
    return redirect(url_for("editor_pictures.index"), code=303)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Response:
    """Refuse what is too large together by what its sender says of its size."""
    page = render_template(
        "editor/pictures/too_large.html",
        limit_mb=current_app.config["UPLOAD_LIMIT_MB"],
        size_mb=(request.content_length or 0) / 1024 / 1024,
    )
    return lingering.too_large(page)


def prepared(file: FileStorage) -> Ready | str:
    """The picture with its files in place, or why it cannot be."""
    db.session.rollback()  # No transaction stays open while it is made.
    try:
        return prepare(pictures_folder(), file.read(), file.filename or "")
    except RefusedError as refused:
        return refusal(refused)
    except BusyError:
        return busy()


def refusal(refused: RefusedError) -> str:
    """Why a file is refused, in the language of the page."""
    message: str = _(refused.template) % refused.params
    return message


def busy() -> str:
    """What is said where others came first for too long."""
    message: str = _(
        "Many pictures are being made just now. Wait a minute and upload this one again."
    )
    return message


def _take(file: FileStorage) -> Outcome:
    name = safe_name(file.filename or "")
    ready = prepared(file)
    if isinstance(ready, str):
        return Outcome(name, None, False, ready)
    begin_writing(db.session())
    picture, is_new = keep(db.session(), ready, current_user.id)
    db.session.commit()
    return Outcome(name, picture, is_new, "")
