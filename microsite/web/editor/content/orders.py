"""Putting things into another order: with buttons, by dragging, or both."""

from typing import Any

from flask import redirect, request, url_for
from jinja2_fragments.flask import render_block

from microsite import editing
from microsite.db import begin_writing, db
from microsite.editing import Kind
from microsite.web.editor.content.blueprint import blueprint, editor_id, find, kind_named
from microsite.web.editor.content.lists import TEMPLATE, listed
from microsite.web.i18n import gettext as _


@blueprint.post("/<name>/order")
def order(name: str) -> Any:
    """One step up or down (`move=12:up`), or a whole order of ids (`order=3,1,2`)."""
    kind = kind_named(name)
    if not kind.ordered:
        return redirect(url_for("content.index", name=name), code=303)
    begin_writing(db.session())
    number, _colon, way = request.form.get("move", "").partition(":")
    moved = int(number) if number.isascii() and number.isdecimal() else 0
    wanted = _numbers(request.form.get("order", "")) or _stepped(kind, moved, way)
    changed = editing.reorder(db.session(), kind, wanted, editor_id(), moved or None)
    db.session.commit()
    shown = moved if moved in changed or not changed else changed[0]
    if request.htmx:  # type: ignore[attr-defined]
        return render_block(TEMPLATE, "list", **listed(kind, _told(kind, shown)))
    return redirect(url_for("content.index", name=name, _anchor=f"row-{shown}"), code=303)


def _stepped(kind: Kind, moved: int, way: str) -> list[int]:
    """The things of one group, with one of them a place further up or down."""
    ids = _group(kind, moved)
    if moved not in ids:
        return []
    place = ids.index(moved)
    other = place + (-1 if way == "up" else 1)
    if 0 <= other < len(ids):
        ids[place], ids[other] = ids[other], ids[place]
    return ids


def _group(kind: Kind, item_id: int) -> list[int]:
    """All things of a kind in their order that stand in one group with this one."""
    ids = editing.in_order(db.session(), kind)
    item = find(kind, item_id)
    if item is None or not kind.group:
        return ids
    column = getattr(kind.model, kind.group)
    same = set(
        db.session.scalars(
            db.select(kind.model.__table__.c.id).where(column == getattr(item, kind.group))
        )
    )
    return [one for one in ids if one in same]


def _told(kind: Kind, item_id: int) -> str:
    item = find(kind, item_id)
    if item is None:
        return ""
    ids = _group(kind, item_id)
    name = editing.label_of(db.session(), kind, editing.snapshot(db.session(), kind, item))
    place, total = ids.index(item_id) + 1, len(ids)
    said: str = _("%(name)s: place %(place)d of %(total)d", name=name, place=place, total=total)
    return said


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    return [int(part) for part in parts if part.isascii() and part.isdecimal() and len(part) < 19]
