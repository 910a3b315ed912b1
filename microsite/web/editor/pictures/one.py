"""One picture: its words, its focal point, where it is used; another file in its place; the end."""

from typing import Any

from flask import current_app, redirect, render_template, request, url_for

from microsite.db import db
from microsite.models import Picture
from microsite.pictures.storing import describe
from microsite.pictures.uses import Use, uses
from microsite.web.editor.pictures.blueprint import blueprint, find, find_to_write, texts
from microsite.web.editor.pictures.bring import prepared
from microsite.web.i18n import gettext as _
from microsite.web.pictures import pictures_folder

# Endpoint and argument of the public page of what uses a picture.
_PAGES = {
    "page": ("pages.show", "slug"),
    "article": ("articles.show", "slug"),
    "project": ("projects.show", "slug"),
    "person": ("team.show", "slug"),
    "direction": ("directions.show", "slug"),
    "publication": ("research.show", "key"),
}


@blueprint.get("/<int:picture_id>")
def show(picture_id: int) -> str:
    """The picture, its form, and where it is used."""
    return _render(find(picture_id))


@blueprint.post("/<int:picture_id>")
def update(picture_id: int) -> Any:
    """Keep its words and its focal point."""
    picture = find_to_write(picture_id)
    picture.alt = texts("alt", picture.alt)
    picture.credit = texts("credit", picture.credit)
    focal = [_part(request.form.get(f"focal-{axis}")) for axis in ("x", "y")]
    if None in focal:
        db.session.rollback()
        error = _("The focal point is two numbers from 0 to 100. Nothing was saved.")
        return _render(find(picture_id), error=error), 422
    picture.focal_x, picture.focal_y = focal[0] or 0.0, focal[1] or 0.0
    db.session.commit()
    return redirect(url_for("editor_pictures.show", picture_id=picture_id, saved=1), code=303)


@blueprint.post("/<int:picture_id>/replace")
def replace(picture_id: int) -> Any:
    """Put another file in its place: whoever uses the picture shows the new one."""
    before = find(picture_id).hash
    file = request.files.get("file")
    if file is None or not file.filename:
        return _refuse(picture_id, _("Choose a picture first: no file was sent."))
    ready = prepared(file)
    if isinstance(ready, str):
        return _refuse(picture_id, ready)
    picture = find_to_write(picture_id)
    other = db.session.query(Picture).filter_by(hash=ready.cleaned.hash).first()
    if other and other.id != picture_id:
        db.session.rollback()
        return _refuse(picture_id, _("This very picture is here already. Choose that one instead."))
    if any(use.how == "text" for use in uses(db.session(), picture)):
        db.session.rollback()
        return _refuse(
            picture_id,
            _(
                "Texts name this picture by its file. Upload the other one as a new picture and "
                "name that one in the texts listed below."
            ),
        )
    describe(picture, ready.cleaned)
    picture.filename = ready.filename
    db.session.commit()
    if before != ready.cleaned.hash:
        pictures_folder().remove(before)
    return redirect(url_for("editor_pictures.show", picture_id=picture_id, saved=1), code=303)


@blueprint.post("/<int:picture_id>/delete")
def delete(picture_id: int) -> Any:
    """Delete a picture that nothing uses, and its files with it."""
    picture = find_to_write(picture_id)
    if uses(db.session(), picture):
        db.session.rollback()
        return _refuse(
            picture_id,
            _(
                "The picture is in use. Choose another one where it is listed below, then delete "
                "it."
            ),
        )
    digest = picture.hash
    db.session.delete(picture)
    db.session.commit()
    pictures_folder().remove(digest)
    return redirect(url_for("editor_pictures.index"), code=303)


def address_of(use: Use) -> str:
    """The public page of what uses a picture; nothing where it has none."""
    endpoint, argument = _PAGES.get(use.kind, ("", ""))
    if endpoint not in current_app.view_functions:
        return ""
    values: dict[str, Any] = {argument: use.slug}
    return url_for(endpoint, **values)


def _refuse(picture_id: int, error: str) -> Any:
    return _render(find(picture_id), error=error), 422


def _render(picture: Picture, error: str = "") -> str:
    found = [(use, address_of(use)) for use in uses(db.session(), picture)]
    return render_template("editor/pictures/show.html", picture=picture, uses=found, error=error)


def _part(text: str | None) -> float | None:
    """A part from 0 to 1 of what is written in hundredths; None for what is no such number."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number / 100 if 0 <= number <= 100 else None
