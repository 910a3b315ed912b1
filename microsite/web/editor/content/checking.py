"""What a form that was sent says, and what is wrong with it."""

from microsite import editing
from microsite.db import db
from microsite.editing import Fields, Kind, Problem
from microsite.models.base import now
from microsite.web.editor.content.blueprint import editor_id, reserved
from microsite.web.editor.content.pages import Form
from microsite.web.editor.content.typed import read
from microsite.web.i18n import languages


def read_form(form: Form) -> Fields:
    """What the thing is to say; what is wrong with that is kept in the form."""
    fields, unreadable = read(form.kind, form.typed, form.said, form.options)
    fields = editing.tidied(form.kind, fields)
    if form.kind.has("slug") and not fields["slug"]:
        fields["slug"] = editing.proposed(db.session(), form.kind, fields, form.item_id)
    if form.kind.name == "article" and fields["state"] == "published":
        fields["published_at"] = fields["published_at"] or now().replace(microsecond=0).isoformat()
    form.problems = [*unreadable, *check(form, fields)]
    return fields


def check(form: Form, fields: Fields) -> list[Problem]:
    """What is wrong with what a thing is to say."""
    found = editing.problems(form.kind, fields)
    untitled = any(problem.field == form.kind.title for problem in found)
    # Without a title there is nothing to make an address of: that is said already.
    if not form.kind.has("slug") or (untitled and not fields["slug"]):
        return found
    former = str(form.said.get("slug") or "")
    session = db.session()
    problem = editing.checked(session, form.kind, fields, form.item_id, former, reserved())
    return [*found, problem] if problem else found


def with_tags(kind: Kind, fields: Fields) -> Fields:
    """The same with the ids of tags for their names; those that are new are made."""
    if not kind.has("tags"):
        return fields
    ids: list[int] = []
    for which in ("tag", "category"):
        names = [name for one, name in fields["tags"] if one == which]
        ids += editing.tags_named(db.session(), which, names, languages()[0], editor_id())
    return {**fields, "tags": sorted(ids)}
