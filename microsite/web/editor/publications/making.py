"""A publication by hand: its fields become an entry, which comes in as any upload does."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from microsite import editing
from microsite.bibtex import write
from microsite.db import begin_writing, db
from microsite.editing import Problem
from microsite.editing.words import N_
from microsite.importing.handwork import numbered
from microsite.models import BibUpload
from microsite.web.editor.bib_uploads.blueprint import to
from microsite.web.editor.content.blueprint import words_of
from microsite.web.editor.publications.blueprint import blueprint

FIELDS = ("title", "author", "journal", "booktitle", "year", "doi", "abstract", "keywords")
TYPES = (
    "article", "inproceedings", "book", "incollection", "phdthesis", "mastersthesis", "techreport",
    "patent", "dataset", "software", "unpublished", "misc",
)  # fmt: skip
BY_HAND = "by-hand.bib"


@blueprint.get("/new")
def new() -> str:
    """The form."""
    return _page([])


@blueprint.post("/new")
def create() -> Any:
    """Show in the preview of an upload what would come in: a twin is seen there."""
    form = request.form
    pairs = zip(form.getlist("name"), form.getlist("value"), strict=False)
    fields = [(name.strip().lower(), _tidied(text)) for name, text in pairs]
    fields = [(name, text) for name, text in fields if name and text]
    problems = editing.problems(editing.PUBLICATION, {"edited": numbered(fields)})
    if not dict(fields).get("title"):
        problems.append(Problem("edited", N_("Give it a title.")))
    if problems:
        return _page([words_of(problem) for problem in problems]), 422
    kind = form.get("type", "")
    key = form.get("key", "").strip()[:200] or _key(dict(fields))
    text = write(kind if kind in TYPES else "misc", key, fields)
    begin_writing(db.session())
    upload = BibUpload(
        editor_id=current_user.id, filename=BY_HAND, content=text.encode(), outcome={}
    )
    db.session.add(upload)
    db.session.flush()
    number = upload.id
    db.session.commit()
    return to(number)


def _page(problems: list[str]) -> str:
    form = request.form
    pairs = list(zip(form.getlist("name"), form.getlist("value"), strict=False))
    given = pairs or [(name, "") for name in FIELDS]
    return render_template(
        "editor/publications/new.html",
        problems=problems,
        types=TYPES,
        chosen=form.get("type", "article"),
        key=form.get("key", ""),
        given=[*given, ("", "")],
    )


def _tidied(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


def _key(fields: dict[str, str]) -> str:
    """A citation key such as shen2026lamps."""
    first = fields.get("author", "").partition(" and ")[0]
    family = first.partition(",")[0] if "," in first else first.rpartition(" ")[2]
    word = next((one for one in editing.suggested(fields["title"]).split("-") if len(one) > 3), "")
    return f"{editing.suggested(family)}{fields.get('year', '')[:4]}{word}" or "entry"
