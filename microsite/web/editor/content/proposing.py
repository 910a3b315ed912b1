"""What a form proposes while it is filled in: an address for a title, publications by words."""

from flask import render_template_string, request
from markupsafe import escape
from sqlalchemy import select

from microsite import editing
from microsite.db import db
from microsite.models import Publication
from microsite.search import matching
from microsite.web.editor.content.blueprint import blueprint
from microsite.web.i18n import languages

MOST = 20


@blueprint.post("/slug")
def slug() -> str:
    """An address for what was typed as title or name, the English one first."""
    fields = [f"{field}-{lang}" for field in ("title", "name") for lang in ("en", *languages())]
    text = next((request.form[name] for name in fields if request.form.get(name)), "")
    return str(escape(editing.suggested(text)))


@blueprint.get("/publications")
def publications() -> str:
    """Options of a datalist: publications with these words, by their citation keys."""
    condition = matching(request.args.get("publication_id", ""))
    if condition is None:
        return ""
    query = select(Publication.citation_key, Publication.title).where(condition)
    found = db.session.execute(query.order_by(Publication.year.desc()).limit(MOST)).all()
    return render_template_string(
        '{% for key, title in found %}<option value="{{ key }}">{{ title }}</option>{% endfor %}',
        found=found,
    )
