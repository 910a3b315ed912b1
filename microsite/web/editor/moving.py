"""Moving the whole site out and in: a .zip of content down, a .zip up, looked at before it counts.

What was brought lies in the instance's folder `moving`, by the SHA-256 of its bytes, until it is
applied or a day old. Its size is bounded by the site's limit for uploads; the work is done before
the answer.
"""

import hashlib
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    render_template,
    request,
    send_file,
    url_for,
)
from flask_login import current_user
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from microsite.activity import record
from microsite.db import db
from microsite.editing.kinds import ALL
from microsite.moving.archive_problems import ArchiveError
from microsite.moving.archives import unpacked
from microsite.moving.content.out import files
from microsite.moving.content.placing import into_zip
from microsite.moving.report import Problem, Report, Said
from microsite.web import htmx
from microsite.web.editor import lingering
from microsite.web.editor.guard import only_for_admins
from microsite.web.editor.moving_ways import WAYS, moving_folder
from microsite.web.i18n import gettext as _
from microsite.web.pictures import files_folder, pictures_folder

blueprint = only_for_admins(Blueprint("moving", __name__))

# Seconds that an archive waits to be applied.
KEPT = 24 * 3600
# Problems that stand on the page; the command line lists all.
MOST_PROBLEMS = 200


@blueprint.get("/")
def index() -> str:
    """The three ways."""
    return _page()


@blueprint.get("/content.zip")
def download() -> Response:
    """The whole site, made in a file that is gone afterwards, so that memory is bounded."""
    # Closed by the answer when it is sent.
    made = tempfile.TemporaryFile(dir=moving_folder())  # noqa: SIM115
    into_zip(made, files(db.session(), pictures_folder(), files_folder()))
    made.seek(0)
    return send_file(
        made, mimetype="application/zip", as_attachment=True, download_name="content.zip"
    )


@blueprint.post("/")
def bring() -> Any:
    """Keep an archive and show what it would change; nothing is changed yet."""
    file, way = request.files.get("file"), request.form.get("way", "")
    if file is None or not file.filename or way not in WAYS:
        return _page(_("Choose an archive first: no file was sent.")), 422
    content = file.read()
    file.close()
    name = f"{hashlib.sha256(content).hexdigest()}-{way}"
    _forget_old()
    stored = moving_folder() / name
    stored.write_bytes(content)
    return _do(stored, way, dry_run=True)


@blueprint.post("/apply")
def apply() -> Any:
    """Bring what was shown."""
    name = request.form.get("archive", "")
    match = re.fullmatch(r"[0-9a-f]{64}-([a-z]+)", name)
    stored = moving_folder() / name
    if match is None or match[1] not in WAYS or not stored.is_file():
        return _page(_("This archive is here no more. Upload it again.")), 422
    return _do(stored, match[1], dry_run=False)


@blueprint.get("/apply")
def applied() -> Response:
    """The address of what was brought, loaded again or in another language."""
    return htmx.lead(url_for("moving.index"))


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Response:
    """Refuse what is too large by what its sender says of its size."""
    limit = current_app.config["UPLOAD_LIMIT_MB"]
    said = _(
        "The archive is larger than %(limit)s MB. On the server's command line `microsite "
        "import-content` and `microsite import-site` take a folder of any size.",
        limit=limit,
    )
    return lingering.too_large(_page(said))


def _do(stored: Path, way: str, *, dry_run: bool) -> Any:
    try:
        with unpacked(stored, moving_folder()) as folder:
            report = WAYS[way](folder, dry_run)
    except ArchiveError as error:
        db.session.rollback()
        stored.unlink(missing_ok=True)
        return _page(_(error.template, **error.params)), 422
    if not report.counts:
        stored.unlink(missing_ok=True)
    if dry_run or not report.counts:
        db.session.rollback()
        return _page(report=report, archive=stored.name if report.counts else "")
    record(db.session(), "moved-in", "", current_user.id)
    db.session.commit()
    stored.unlink(missing_ok=True)
    if report.problems:
        return _page(report=report, is_done=True)
    flash(_("The content is in: every change is in the history of its thing."))
    return htmx.lead(url_for("moving.index"))


def _page(
    error: str = "", report: Report | None = None, archive: str = "", is_done: bool = False
) -> str:
    problems = [
        (one.file, one.line, _told(one))
        for one in (report.problems[:MOST_PROBLEMS] if report else ())
    ]
    more = len(report.problems) - len(problems) if report else 0
    return render_template(
        "editor/moving/index.html",
        error=error,
        report=report,
        problems=problems,
        more=more,
        labels={name: kind.plural for name, kind in ALL.items()},
        archive=archive,
        is_done=is_done,
        limit_mb=current_app.config["UPLOAD_LIMIT_MB"],
    )


def _told(said: Problem | Said) -> str:
    """A message in the language of the page, with the messages within it."""
    values = {
        name: _told(value) if isinstance(value, Said) else value
        for name, value in said.params.items()
    }
    message: str = _(said.template) % values
    return message


def _forget_old() -> None:
    for path in moving_folder().iterdir():
        if time.time() - path.stat().st_mtime < KEPT:
            continue
        if path.is_dir():  # of work that was cut short
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
