"""Serves pictures and documents by the hash of their content: what an address gives stays."""

import re
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, send_file
from flask_login import current_user
from sqlalchemy import select
from werkzeug.exceptions import ServiceUnavailable

from microsite.db import db
from microsite.models import Person, Picture, StoredFile
from microsite.pictures.apart import BusyError
from microsite.pictures.folder import FILES, PICTURES, Folder
from microsite.pictures.media import MEDIA_TYPES, SHOWN_TYPES
from microsite.pictures.problems import RefusedError
from microsite.pictures.sizes import Crop, crop_of, formats_of, part_size, widths_of
from microsite.pictures.storing import suffix_of

blueprint = Blueprint("pictures", __name__)

YEAR = 365 * 24 * 3600
_NAME = re.compile(
    r"(?P<hash>[0-9a-f]{64})(?:-(?P<width>[1-9]\d{0,3})(?P<crop>(?:-\d{1,4}){4})?)?\.(?P<suffix>\w+)"
)
# Opened by itself, a drawing may do nothing at all; a page that shows it is not concerned.
_NOTHING = "default-src 'none'; sandbox; frame-ancestors 'none'"
# What browsers show a document with has a style of its own.
_DOCUMENT = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)


@blueprint.get("/pictures/<name>")
def show(name: str) -> Response:
    """A picture as it is kept, or one of its sizes, or a part of it in one of them."""
    match = _NAME.fullmatch(name)
    if match is None:
        abort(404)
    digest, suffix = match["hash"], match["suffix"]
    if match["width"] is None:
        if suffix not in MEDIA_TYPES:
            abort(404)
        path = pictures_folder().kept(digest, suffix)
        return _kept_forever(path, MEDIA_TYPES[suffix], _NOTHING)
    if suffix not in SHOWN_TYPES:
        abort(404)
    cut = [int(part) for part in match["crop"][1:].split("-")] if match["crop"] else None
    crop: Crop | None = (cut[0], cut[1], cut[2], cut[3]) if cut else None
    path = pictures_folder().variant(digest, int(match["width"]), crop, suffix)
    if not path.is_file():
        _make(digest, int(match["width"]), crop, suffix)
    return _kept_forever(path, SHOWN_TYPES[suffix], _NOTHING)


@blueprint.get("/files/<digest>/<name>")
def document(digest: str, name: str) -> Response:
    """A document, to be read in the browser."""
    found = db.session.scalar(select(StoredFile).where(StoredFile.hash == digest))
    if found is None or name != document_name(found):
        abort(404)
    path = files_folder().kept(found.hash, "pdf")
    return _kept_forever(path, found.media_type, _DOCUMENT, name)


def document_name(document: StoredFile) -> str:
    """The name in a document's address: that of the file, without what a path cannot hold."""
    name = re.sub(r'[\s/\\?#%"<>|*:]+', "-", document.filename).strip("-.")
    return f"{name.removesuffix('.pdf').removesuffix('.PDF') or 'document'}.pdf"


def pictures_folder() -> Folder:
    """Where the pictures lie."""
    return Folder(Path(current_app.config["INSTANCE"]) / PICTURES)


def files_folder() -> Folder:
    """Where the documents lie."""
    return Folder(Path(current_app.config["INSTANCE"]) / FILES)


def _make(digest: str, width: int, crop: Crop | None, suffix: str) -> None:
    """Make a size that is asked for the first time; 404 if nobody may ask for it."""
    picture = db.session.scalar(select(Picture).where(Picture.hash == digest))
    if picture is None or not picture.widths or (crop and not _is_wanted(picture, crop)):
        abort(404)
    part = part_size(crop, picture.width, picture.height)
    if width not in widths_of(part[0]) or suffix not in formats_of(*part):
        abort(404)
    kept = suffix_of(picture)
    db.session.rollback()  # No transaction stays open meanwhile.
    try:
        pictures_folder().made(digest, kept, width, crop, suffix)
    except FileNotFoundError:
        abort(404)
    except (BusyError, RefusedError) as error:
        raise ServiceUnavailable(retry_after=5) from error


def _is_wanted(picture: Picture, crop: Crop) -> bool:
    """Whether somebody's portrait is cut so; editors may try. Strangers would fill the disk."""
    crops = db.session.scalars(select(Person.portrait_crop).where(Person.portrait_id == picture.id))
    return crop in map(crop_of, crops) or bool(current_user.is_authenticated)


def _kept_forever(path: object, media_type: str, policy: str, name: str | None = None) -> Response:
    try:
        response = send_file(str(path), media_type, download_name=name, max_age=YEAR)
    except FileNotFoundError:
        abort(404)
    response.cache_control.public = True
    response.cache_control.no_cache = None
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = policy
    return response
