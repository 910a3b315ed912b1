"""Choosing a picture in another form: a list that works anywhere, and a grid where htmx is."""

import re
from typing import Any

from flask import abort, render_template, request
from sqlalchemy import String, cast, or_, select

from microsite.db import db
from microsite.models import Picture
from microsite.web.editor.pictures.blueprint import blueprint, by_number, page_number

PAGE = 23
# What a list without pictures can hold and still be looked through.
MOST = 500


@blueprint.get("/pick")
def pick() -> Any:
    """The newest pictures as radio buttons called `name`, that with the id `value` chosen."""
    name = request.args.get("name", "")
    if not re.fullmatch(r"[a-z][\w-]{0,40}", name):
        abort(404)
    # The fragment asks for itself again along with what is chosen in it now.
    chosen = by_number(request.args.get(name, request.args.get("value", "")))
    asked = " ".join(request.args.get("pick-q", "").split())[:100]
    number = page_number()
    query = select(Picture).order_by(Picture.created_at.desc(), Picture.id.desc())
    if asked:
        words = (Picture.filename.icontains(asked, autoescape=True),)
        query = query.where(or_(*words, cast(Picture.alt, String).icontains(asked)))
    if chosen:
        query = query.where(Picture.id != chosen.id)
    found = list(db.session.scalars(query.limit(PAGE + 1).offset((number - 1) * PAGE)))
    return render_template(
        "editor/pictures/pick.html",
        name=name,
        chosen=chosen,
        pictures=found[:PAGE],
        asked=asked,
        number=number,
        has_more=len(found) > PAGE,
    )


def picture_choices(chosen: int | None = None) -> list[Picture]:
    """The newest pictures for a plain list, the chosen one among them."""
    newest = select(Picture).order_by(Picture.created_at.desc(), Picture.id.desc()).limit(MOST)
    found = list(db.session.scalars(newest))
    if chosen and chosen not in {picture.id for picture in found}:
        found += db.session.scalars(select(Picture).where(Picture.id == chosen))
    return found
