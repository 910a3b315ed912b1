"""What was done on the site, by whom and when: newest first."""

from flask import Blueprint, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from microsite import activity, editing
from microsite.db import db
from microsite.models import Editor
from microsite.web.editor.bib_uploads.blueprint import page_number
from microsite.web.editor.bib_uploads.paging import Page, page_of
from microsite.web.i18n import gettext as _

blueprint = Blueprint("activity", __name__)

SIZE = 50


@blueprint.get("/")
def index() -> str:
    """A page of events; of others' accounts only an admin is told."""
    person, kind = request.args.get("person", ""), request.args.get("kind", "")
    editors = {one.id: one for one in db.session.scalars(select(Editor).order_by(Editor.email))}
    labels = kind_labels()
    number = int(person) if person.isascii() and person.isdecimal() and len(person) < 10 else 0
    asked = activity.Asked(
        viewer_id=current_user.id,
        is_admin=current_user.is_admin,
        person=number if number in editors else None,
        kind=kind if kind in labels else None,
    )
    total = activity.count(db.session(), asked)
    places: Page[int] = page_of(range(total), page_number(), SIZE)
    return render_template(
        "editor/activity.html",
        events=activity.events(db.session(), asked, SIZE, places.first - 1),
        page=places,
        asked=asked,
        editors=editors,
        labels=labels,
        told=told,
        history=history,
    )


def kind_labels() -> dict[str, str]:
    """What can be filtered by: the kinds of actions, and of what has a history of its own."""
    return {
        "account": _("Accounts"),
        "upload": _("Uploads"),
        "lab": _("Settings of the lab"),
        "moved": _("Moving"),
        "page": _("Pages of the site"),
        "article": _("Articles"),
        "news": _("News"),
        "project": _("Projects"),
        "person": _("People"),
        "role": _("Roles"),
        "direction": _("Directions"),
        "area": _("Areas"),
        "highlight": _("Highlights"),
        "publication": _("Publications"),
        "tag": _("Tags and categories"),
    }


def history(event: activity.Event) -> str:
    """The address of the history of what was changed; nothing for what has none."""
    if not event.item_id or event.kind not in editing.ALL:
        return ""
    return url_for("content.history", name=event.kind, item_id=event.item_id)


def told(event: activity.Event) -> str:
    """What was done, as it is said behind a name; an unknown action by its own word."""
    if event.action in activity.ACTIONS:
        message: str = _(activity.ACTIONS[event.action].template)
        return message % {"about": event.about}
    words: dict[str, str] = {
        "created": _("made “%(label)s”", label=event.about),
        "changed": _("changed “%(label)s”", label=event.about),
        "deleted": _("deleted “%(label)s”", label=event.about),
        "restored": _("restored “%(label)s”", label=event.about),
        "moved": _("moved “%(label)s”", label=event.about),
    }
    return words.get(event.action, f"{event.action} {event.about}")
