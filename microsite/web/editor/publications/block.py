"""A publication's entry as one block of BibTeX, with what is wrong in it told by line."""

from typing import Any

from flask import redirect, render_template, request, url_for

from microsite import editing
from microsite.bibtex import Entry, Problem, parse, write
from microsite.bibtex.write import writable
from microsite.db import begin_writing, db
from microsite.editing.drafts import Typed
from microsite.importing.changes import ENTRY_TYPE
from microsite.importing.handwork import Edited, bare, named, numbered
from microsite.models import Publication
from microsite.web.editor.content import conflicts
from microsite.web.editor.content.entry_rows import NAMES, VALUES, WAS, mark, read_entry
from microsite.web.editor.content.pages import form_for
from microsite.web.editor.content.typed import typed_of
from microsite.web.editor.publications.blueprint import blueprint, editor_id, publication_of
from microsite.web.i18n import gettext as _

LONGEST = 400_000


@blueprint.get("/<int:item_id>/bibtex")
def block(item_id: int) -> str:
    """The block as it stands now."""
    return _page(publication_of(item_id))


@blueprint.post("/<int:item_id>/bibtex")
def save_block(item_id: int) -> Any:
    """Let the entry say what the block does; what differs is by hand from then on.

    Of what somebody else saved meanwhile nothing is overwritten: both changes are put together.
    """
    begin_writing(db.session())
    publication = publication_of(item_id)
    began, text = (_sent(name) for name in ("began", "text"))
    parsed = parse(text)
    error = ""
    if len(parsed.entries) != 1 or parsed.failed:
        error = _("There must be one entry, and it must be readable.")
    elif parsed.entries[0].key != publication.citation_key:
        key = publication.citation_key
        error = _("The key must stay “%(key)s”: links and files lead to it.", key=key)
    if error or (parsed.problems and request.form.get("do") != "anyway"):
        return _page(publication, text, error, parsed.problems), 422
    rows = _rows(publication, began, parsed.entries[0])
    fields = {"edited": read_entry(publication, rows)}
    found = editing.problems(editing.PUBLICATION, fields)
    version = request.form.get("version", "")
    if found and version == editing.version_of(publication):
        message: str = _(found[0].message) % dict(found[0].values)
        return _page(publication, text, message), 422
    try:
        editing.save(db.session(), editing.PUBLICATION, publication, fields, editor_id(), version)
    except editing.StaleError as stale:
        return _both(publication, rows, fields, stale)
    db.session.commit()
    url = url_for("content.edit", name="publication", item_id=item_id, done="saved")
    return redirect(url, code=303)


def _page(
    publication: Publication, text: str = "", error: str = "", problems: tuple[Problem, ...] = ()
) -> str:
    written = _written(publication)
    return render_template(
        "editor/publications/block.html",
        publication=publication,
        text=text or written,
        error=error,
        problems=problems,
        # Who has begun from another version has still to see what was saved since.
        began=_sent("began") or written,
        version=request.form.get("version") or editing.version_of(publication),
    )


def _both(
    publication: Publication, rows: Typed, fields: editing.Fields, stale: editing.StaleError
) -> tuple[str, int]:
    """Both changes, to be put together as those of two forms are."""
    form = form_for(editing.PUBLICATION, publication)
    form.version = request.form.get("version", "")
    # The block says nothing of other fields: there they are what they were.
    before = {**form.said, **(stale.base or {})}
    form.typed = typed_of(editing.PUBLICATION, before, form.options) | rows
    return conflicts.page(form, stale, fields)


def _rows(publication: Publication, began: str, entry: Entry) -> Typed:
    """The block as the rows of the form, each with the mark of what it began with."""
    held = named(publication)
    parsed = parse(began)
    first = _said(parsed.entries[0], held) if len(parsed.entries) == 1 else held
    said = _said(entry, held)
    gone = [key for key in first if key not in said]
    return {
        NAMES: [bare(key) for key in (*said, *gone)],
        VALUES: [*said.values(), *("" for _key in gone)],
        WAS: [mark(first[key]) if key in first else "" for key in (*said, *gone)],
    }


def _said(entry: Entry, held: Edited) -> Edited:
    """What a block says; values that differ only by how they had to be written, as they are."""
    said = {ENTRY_TYPE: entry.entry_type, **numbered(entry.fields)}
    return {
        key: held[key] if key in held and _alike(held[key], text) else text
        for key, text in said.items()
    }


def _alike(one: str, other: str) -> bool:
    texts = [writable([("x", text)])[0][1].split() for text in (one, other)]
    return texts[0] == texts[1]


def _written(publication: Publication) -> str:
    return write(publication.entry_type, publication.citation_key, publication.fields)


def _sent(name: str) -> str:
    """A text that was sent, with line ends as a text has them."""
    return request.form.get(name, "").replace("\r\n", "\n").replace("\x00", "")[:LONGEST]
