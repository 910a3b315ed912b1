"""What all pages about pictures share."""

from flask import Blueprint, abort, request
from sqlalchemy import JSON, ColumnElement, or_, type_coerce

from microsite.db import begin_writing, db
from microsite.localized import Localized
from microsite.models import Picture
from microsite.web import i18n

blueprint = Blueprint("editor_pictures", __name__)

LONGEST = 1000


def find(picture_id: int) -> Picture:
    """The picture; 404 if there is none."""
    picture = by_number(str(picture_id))
    if picture is None:
        abort(404)
    return picture


def by_number(text: str) -> Picture | None:
    """The picture whose id is written so; None if there is none, or it is no id."""
    is_number = text.isascii() and text.isdecimal() and len(text) < 16
    return db.session.get(Picture, int(text)) if is_number else None


def find_to_write(picture_id: int) -> Picture:
    """The same, while nobody else writes."""
    begin_writing(db.session())
    return find(picture_id)


def texts(name: str, kept: Localized) -> Localized:
    """What a form says in each language, `name-zh` and so on; what it does not name is kept."""
    said = {
        lang: " ".join(request.form.get(f"{name}-{lang}", kept.get(lang, "")).split())[:LONGEST]
        for lang in i18n.languages()
    }
    return Localized({**kept, **said})


def lacks_words() -> ColumnElement[bool]:
    """Whether a picture is not described in one of the site's languages."""
    alt = type_coerce(Picture.alt, JSON)
    return or_(*(alt[lang].as_string().is_(None) for lang in i18n.languages()))


def page_number() -> int:
    """The page that was asked for, at least 1; whatever else stands there is the first."""
    text = request.args.get("page", "")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 8 else 1
