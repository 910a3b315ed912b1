"""All pictures, the newest first, with a form to bring more."""

from typing import Any, NamedTuple

from flask import current_app, render_template, request
from sqlalchemy import func, select

from microsite.db import db
from microsite.models import Picture
from microsite.pictures.sizes import LARGEST_FILE, MEGAPIXELS
from microsite.web.editor.pictures.blueprint import blueprint, lacks_words, page_number

PAGE = 48
MEGABYTE = 1024 * 1024


class Shelf(NamedTuple):
    """One page of the pictures, or of those that lack words."""

    pictures: list[Picture]
    number: int
    pages: int
    total: int
    lacking: int
    only_lacking: bool


@blueprint.get("/")
def index() -> str:
    """The grid."""
    return render(outcomes=[])


def render(**context: Any) -> str:
    """The page of the grid, with what came of an upload."""
    return render_template(
        "editor/pictures/index.html",
        shelf=_shelf(page_number(), "lacking" in request.args),
        limit_mb=LARGEST_FILE // MEGABYTE,
        together_mb=current_app.config["UPLOAD_LIMIT_MB"],
        megapixels=MEGAPIXELS,
        **context,
    )


def _shelf(number: int, only_lacking: bool) -> Shelf:
    count = select(func.count()).select_from(Picture)
    total = db.session.scalar(count) or 0
    lacking = db.session.scalar(count.where(lacks_words())) or 0
    pages = max(1, -(-(lacking if only_lacking else total) // PAGE))
    number = min(number, pages)
    query = select(Picture).order_by(Picture.created_at.desc(), Picture.id.desc())
    if only_lacking:
        query = query.where(lacks_words())
    found = db.session.scalars(query.limit(PAGE).offset((number - 1) * PAGE))
    return Shelf(list(found), number, pages, total, lacking, only_lacking)
