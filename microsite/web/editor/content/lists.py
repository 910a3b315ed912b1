"""The lists: what there is of each kind, in which state, and when it was changed by whom."""

from datetime import datetime
from typing import Any, NamedTuple

from flask import g, render_template, request
from sqlalchemy import func, inspect, select
from sqlalchemy.orm import joinedload

from microsite import editing
from microsite.db import db
from microsite.editing import Kind, Shape
from microsite.folding import fold
from microsite.localized import Localized
from microsite.models import Base, Draft, Revision, Role
from microsite.web import i18n, times
from microsite.web.editor.content.blueprint import (
    blueprint,
    editor_id,
    kind_named,
    on_site,
    state_of,
)

TEMPLATE = "editor/content/index.html"


class Row(NamedTuple):
    """A thing in its list. `state` is draft, scheduled or published; empty where there is none."""

    id: int
    name: Localized
    state: str
    at: datetime | None
    missing: list[str]
    changed: datetime | None
    revision: Revision | None
    url: str
    group: str


@blueprint.get("/")
def overview() -> str:
    """All kinds with how many there are, and the editor's own drafts."""
    session = db.session()
    counts = [
        select(func.count()).select_from(kind.model).scalar_subquery().label(kind.name)
        for kind in editing.KINDS.values()
    ]
    found = session.execute(select(*counts)).one()
    return render_template(
        "editor/content/overview.html",
        kinds=list(zip(editing.KINDS.values(), found, strict=True)),
        drafts=_drafts(),
        latest=[(one, editing.KINDS[one.kind]) for one in _latest()],
    )


@blueprint.get("/<name>/")
def index(name: str) -> str:
    """The list of a kind; `?q=` shows those that have these words in their name."""
    return render_template(TEMPLATE, **listed(kind_named(name)))


def listed(kind: Kind, said: str = "") -> dict[str, Any]:
    """What the list shows; `said` is told to those who cannot see it."""
    session = db.session()
    words = fold(request.args.get("q", ""))
    changes = editing.last_changes(session, kind)
    items = list(session.scalars(_ordered(kind)))
    names = _names(kind, items)
    rows = [_row(kind, item, names, changes) for item in items]
    found = [row for row in rows if words in fold(f"{row.name.both()} {row.url}")]
    gone = request.args.get("gone", "")
    return {
        "kind": kind,
        "q": request.args.get("q", ""),
        "total": len(rows),
        "count": len(found),
        "groups": _grouped(kind, found),
        "movable": kind.ordered and not words and len(rows) > 1,
        "deleted": editing.deleted(session, kind),
        "gone": changes.get(int(gone)) if gone.isascii() and gone.isdecimal() else None,
        "said": said,
    }


def _ordered(kind: Kind) -> Any:
    columns = inspect(kind.model).columns
    query = select(kind.model)
    if kind.ordered:
        return query.order_by(columns["position"], columns["id"])
    if kind.newest:
        newest = columns[kind.newest]
        # What has no time yet is being written: it comes first.
        return query.order_by(newest.is_not(None), newest.desc(), columns["id"].desc())
    if "place" in columns:
        return query.order_by(columns["place"].is_(None), columns["place"], columns["slug"])
    return query.order_by(columns["slug"])


def _names(kind: Kind, items: list[Base]) -> dict[str, dict[int, Localized]]:
    """Names for things without a text of their own: what a highlight shows."""
    leads = [field for field in kind.fields if field.shape is Shape.ONE and field.of != "picture"]
    return {
        field.name: editing.names_of(
            db.session(), field.of, [one for item in items if (one := getattr(item, field.name))]
        )
        for field in leads
    }


def _row(
    kind: Kind,
    item: Any,
    names: dict[str, dict[int, Localized]],
    changes: dict[int, Revision],
) -> Row:
    name: Localized = getattr(item, kind.title)
    for field, known in names.items():
        name = name or known.get(getattr(item, field) or 0, name)
    at = getattr(item, "published_at", None)
    if (day := getattr(item, "date", None)) and day > times.today():
        at = times.beginning(day)
    return Row(
        id=item.id,
        name=name,
        state=state_of(getattr(item, "state", "published" if at else ""), at),
        at=at,
        missing=_missing(kind, item),
        changed=getattr(item, "updated_at", None),
        revision=changes.get(item.id),
        url=on_site(kind, getattr(item, "slug", "")),
        group=getattr(item, kind.group) if kind.group else "",
    )


def _missing(kind: Kind, item: Any) -> list[str]:
    """The languages in which a text is missing that another language has."""
    texts = [
        getattr(item, field.name)
        for field in kind.fields
        if field.shape in (Shape.LINE, Shape.PROSE)
    ]
    return [lang for lang in i18n.languages() if any(text and lang not in text for text in texts)]


def _grouped(kind: Kind, rows: list[Row]) -> list[tuple[str, str, list[Row]]]:
    """The rows by their group with its name, in the order of the groups: roles have their own.

    A role that nobody has defined has no name here.
    """
    if not kind.group:
        return [("", "", rows)] if rows else []
    labels: dict[str, str] = {"tag": i18n.gettext("Tags"), "category": i18n.gettext("Categories")}
    if kind.group == "role":
        query = select(Role.slug, Role.name).order_by(Role.position)
        labels = {
            slug: name.said(g.lang, i18n.languages()).text
            for slug, name in db.session.execute(query)
        }
    found: dict[str, list[Row]] = {slug: [] for slug in labels}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return [(slug, labels.get(slug, ""), some) for slug, some in found.items() if some]


def _drafts() -> list[tuple[Draft, Kind, Localized]]:
    """The editor's drafts with the names of what they are for; without one of what is new."""
    session = db.session()
    found = [one for one in editing.drafts_of(session, editor_id()) if one.kind in editing.ALL]
    names = {
        kind: editing.names_of(session, kind, [one.item_id for one in found if one.kind == kind])
        for kind in {one.kind for one in found}
    }
    return [
        (one, editing.ALL[one.kind], names[one.kind].get(one.item_id) or _typed_name(one))
        for one in found
    ]


def _typed_name(draft: Draft) -> Localized:
    """What a new thing is called in its draft."""
    title = editing.ALL[draft.kind].title
    typed = {lang: draft.data.get(f"{title}-{lang}") or [""] for lang in i18n.languages()}
    return Localized({lang: values[0] for lang, values in typed.items() if values[0]})


def _latest(most: int = 12) -> list[Revision]:
    """The last changes of texts: publications have a list of their own, and come by thousands."""
    query = select(Revision).where(Revision.kind.in_(editing.KINDS))
    last = query.order_by(Revision.at.desc(), Revision.id.desc()).limit(most)
    return list(db.session.scalars(last.options(joinedload(Revision.editor))))
