"""One action on chosen publications, or on all that the filter finds: shown first, then done."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request

from microsite import editing
from microsite.db import begin_writing, db
from microsite.editing import Action
from microsite.models import Direction, Project
from microsite.publications import publications_of
from microsite.publications.wanted import Wanted, all_ids
from microsite.web.editor.publications.blueprint import (
    LARGEST_ID,
    blueprint,
    editor_id,
    list_url,
    wanted_of,
)
from microsite.web.editor.publications.lists import TEMPLATE, listed
from microsite.web.i18n import gettext as _
from microsite.web.i18n import languages

PLAIN = ("highlight", "unhighlight", "delete")
FIRST = 12


@dataclass(frozen=True)
class Order:
    """What was sent: the state of the list, the publications meant, and what is to be done."""

    wanted: Wanted
    is_all: bool
    ids: list[int]
    action: Action | None
    error: str = ""

    @property
    def mark(self) -> str:
        """What tells these publications from others: nothing else is done than what was shown."""
        text = ",".join(map(str, self.ids))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@blueprint.post("/bulk")
def bulk() -> Any:
    """Show what would be done; with the mark of what was shown, do it."""
    begin_writing(db.session())
    order = _order()
    action = order.action
    if action is None or not order.ids:
        shown = listed(order.wanted, order.error or _("Nothing is chosen. Tick some of the list."))
        db.session.rollback()
        return render_template(TEMPLATE, **shown), 422
    mark = request.form.get("mark", "")
    if mark != order.mark:
        page = _preview(order, action, is_stale=bool(mark))
        db.session.rollback()
        return page, 409 if mark else 200
    done = editing.carry_out(db.session(), order.ids, action, editor_id())
    db.session.commit()
    return redirect(list_url(order.wanted, done=done.at.isoformat()), code=303)


def _preview(order: Order, action: Action, *, is_stale: bool) -> str:
    session = db.session()
    concerned = editing.concerned(session, order.ids, action)
    limit = editing.MOST_HIGHLIGHTS if action.verb == "highlight" else None
    return render_template(
        "editor/publications/bulk.html",
        order=order,
        action=action,
        names=_names(action),
        concerned=concerned,
        first=publications_of(session, order.ids[:FIRST]),
        is_stale=is_stale,
        limit=limit if limit and concerned > limit else None,
        fields=_fields(),
    )


def _order() -> Order:
    form = request.form
    wanted = wanted_of(form.get("filter", ""))
    is_all = form.get("scope") == "all"
    ids = all_ids(db.session(), wanted) if is_all else ids_of(form.getlist("id"))
    action, error = _action(form.get("do", ""))
    return Order(wanted, is_all, ids, action, error)


def _action(do: str) -> tuple[Action | None, str]:
    """What the form says is to be done; what is wrong with that."""
    verb, _colon, name = do.partition(":")
    if do in PLAIN:
        return Action(do), ""  # type: ignore[arg-type]
    if do in ("hide", "show"):
        return Action("put", "hidden", do == "hide"), ""
    if do == "award":
        said = {
            lang: " ".join(request.form.get(f"award-{lang}", "").split()) for lang in languages()
        }
        return Action("put", "award", {lang: text[:500] for lang, text in said.items() if text}), ""
    models: dict[str, Any] = {"directions": Direction, "projects": Project}
    if verb not in ("add", "remove", "set") or name not in models:
        return None, _("Choose what is to be done.")
    known = set(db.session.scalars(db.select(models[name].id)))
    ids = tuple(sorted(known & set(ids_of(request.form.getlist(name)))))
    if not ids and verb != "set":
        return None, _("Choose at least one direction or project.")
    return Action(verb, name, ids), ""  # type: ignore[arg-type]


def _names(action: Action) -> list[Any]:
    """What the ids of an action stand for."""
    if action.verb not in ("add", "remove", "set"):
        return []
    model: Any = Direction if action.field == "directions" else Project
    query = db.select(model.name).where(model.id.in_(action.value)).order_by(model.position)
    return list(db.session.scalars(query))


def ids_of(texts: Sequence[str]) -> list[int]:
    """The ids that fields of a form hold; whatever else stands there is left out."""
    found = {int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19}
    return sorted(one for one in found if one < LARGEST_ID)


def _fields() -> list[tuple[str, str]]:
    """What was sent, to be sent again with the mark of what was shown."""
    return [
        (name, value)
        for name, values in request.form.lists()
        for value in values
        if name not in ("csrf_token", "mark")
    ]
