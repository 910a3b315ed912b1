"""A publication's entry as one block of BibTeX, with what is wrong in it told by line."""

from typing import Any

from flask import redirect, render_template, request, url_for

from microsite import editing
from microsite.bibtex import Problem, parse, write
from microsite.bibtex.write import writable
from microsite.db import begin_writing, db
from microsite.importing.changes import ENTRY_TYPE
from microsite.importing.handwork import Edited, edits, named, numbered
from microsite.models import Publication
from microsite.web.editor.publications.blueprint import blueprint, editor_id, publication_of
from microsite.web.i18n import gettext as _

LONGEST = 400_000


@blueprint.get("/<int:item_id>/bibtex")
def block(item_id: int) -> str:
    """The block as it stands now."""
    return _page(publication_of(item_id))


@blueprint.post("/<int:item_id>/bibtex")
def save_block(item_id: int) -> Any:
    """Let the entry say what the block does; what differs is by hand from then on."""
    begin_writing(db.session())
    publication = publication_of(item_id)
    text = request.form.get("text", "").replace("\r\n", "\n").replace("\x00", "")[:LONGEST]
    parsed = parse(text)
    error = ""
    if len(parsed.entries) != 1 or parsed.failed:
        error = _("There must be one entry, and it must be readable.")
    elif parsed.entries[0].key != publication.citation_key:
        key = publication.citation_key
        error = _("The key must stay “%(key)s”: links and files lead to it.", key=key)
    if not error and request.form.get("version", "") != editing.version_of(publication):
        error = _(
            "Somebody changed it since you looked. What you wrote stands below; save it again."
        )
    if error:
        return _page(publication, text, error, parsed.problems), 422
    if parsed.problems and request.form.get("do") != "anyway":
        return _page(publication, text, "", parsed.problems), 422
    entry = parsed.entries[0]
    said = _as_held(publication, {ENTRY_TYPE: entry.entry_type, **numbered(entry.fields)})
    fields = {"edited": edits(publication, said)}
    found = editing.problems(editing.PUBLICATION, fields)
    if found:
        message: str = _(found[0].message) % dict(found[0].values)
        return _page(publication, text, message), 422
    version = editing.version_of(publication)
    editing.save(db.session(), editing.PUBLICATION, publication, fields, editor_id(), version)
    db.session.commit()
    url = url_for("content.edit", name="publication", item_id=item_id, done="saved")
    return redirect(url, code=303)


def _page(
    publication: Publication, text: str = "", error: str = "", problems: tuple[Problem, ...] = ()
) -> str:
    written = write(publication.entry_type, publication.citation_key, publication.fields)
    return render_template(
        "editor/publications/block.html",
        publication=publication,
        text=text or written,
        error=error,
        problems=problems,
        version=editing.version_of(publication),
    )


def _as_held(publication: Publication, said: Edited) -> Edited:
    """What the block says; values that differ only by how they had to be written, as they are."""
    held = named(publication)
    return {
        key: held[key] if key in held and _alike(held[key], text) else text
        for key, text in said.items()
    }


def _alike(one: str, other: str) -> bool:
    texts = [writable([("x", text)])[0][1].split() for text in (one, other)]
    return texts[0] == texts[1]
