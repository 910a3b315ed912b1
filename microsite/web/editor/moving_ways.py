"""The ways in by an archive: of content files, of a Jekyll site. Neither commits anything."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import current_app
from flask_login import current_user

from microsite.db import begin_writing, db
from microsite.moving import jekyll
from microsite.moving.archives import inner
from microsite.moving.content.bringing import Bring, known_hashes
from microsite.moving.content.source import is_content
from microsite.moving.report import Report
from microsite.pictures.folder import FILES, PICTURES, Folder
from microsite.web.editor.content.blueprint import reserved
from microsite.web.i18n import languages
from microsite.web.navigation import reserved_slugs
from microsite.web.pictures import files_folder, pictures_folder

Way = Callable[[Path, bool], Report]
"""Brings a folder into the session, or only looks what it would bring."""


def _content(folder: Path, dry_run: bool) -> Report:
    """A folder of content files brought in, or only looked at."""
    work = Bring(
        folder if is_content(folder) else inner(folder),
        pictures_folder(),
        files_folder(),
        dry_run,
        editor_id=current_user.id,
        reserved=reserved(),
    )
    known = known_hashes(db.session())
    db.session.rollback()  # No transaction stays open while pictures are cleaned.
    if work.prepare(known):
        begin_writing(db.session())
        work.apply(db.session())
    return work.report


def _site(folder: Path, dry_run: bool) -> Report:
    """The folder of a Jekyll site brought in, or only looked at."""
    db.session.rollback()  # No transaction stays open while all is read.
    with tempfile.TemporaryDirectory(dir=moving_folder()) as scratch:
        pictures, files = pictures_folder(), files_folder()
        if dry_run:
            pictures, files = Folder(Path(scratch) / PICTURES), Folder(Path(scratch) / FILES)
        plan = jekyll.read(
            inner(folder),
            pictures,
            files_folder=files,
            languages=languages(),
            reserved=reserved_slugs(),
        )
        begin_writing(db.session())
        return jekyll.write(db.session(), plan)


WAYS: dict[str, Way] = {"content": _content, "site": _site}


def moving_folder() -> Path:
    """Where archives wait and are unpacked."""
    folder = Path(current_app.config["INSTANCE"]) / "moving"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
