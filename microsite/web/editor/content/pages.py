"""The page with the form of a thing, in whatever state it is."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import g, render_template, url_for
from sqlalchemy import select

from microsite import editing
from microsite.db import db
from microsite.editing import Fields, Kind, Problem
from microsite.editing.drafts import FORM, Typed
from microsite.localized import Localized
from microsite.models import Draft, Highlight
from microsite.models.base import now
from microsite.web import i18n, times
from microsite.web.editor.content import layouts
from microsite.web.editor.content.blueprint import editor_id, on_site, state_of, words_of
from microsite.web.editor.content.entry_rows import EntryRow, rows
from microsite.web.editor.content.options import Options, options_for
from microsite.web.editor.content.previews import previews
from microsite.web.editor.content.typed import typed_of


@dataclass
class Form:
    """A form: of which thing (0: a new one), begun from which version, with what in its fields."""

    kind: Kind
    item_id: int
    version: str
    said: Fields
    options: Options
    typed: Typed
    problems: list[Problem] = field(default_factory=list)
    draft: Draft | None = None

    @property
    def is_new(self) -> bool:
        """Whether it makes a thing."""
        return self.item_id == 0

    @property
    def offered(self) -> Draft | None:
        """A draft that another form has kept."""
        is_own = self.draft is not None and self.draft.data.get(FORM) == self.all(FORM)
        return None if is_own else self.draft

    @property
    def state(self) -> str:
        """Whether visitors see it, as it is saved; empty for what has no such state."""
        at = self.said.get("published_at")
        return state_of(self.said.get("state") or "", datetime.fromisoformat(at) if at else None)

    def first(self, name: str) -> str:
        """What a field with one value holds."""
        return (self.typed.get(name) or [""])[0]

    def all(self, name: str) -> list[str]:
        """What a field with several values holds."""
        return self.typed.get(name) or []

    def words(self, problem: Problem) -> str:
        """What is wrong, in the language of the page."""
        return words_of(problem)

    def wrong(self, name: str) -> list[str]:
        """What is wrong with a field."""
        return [words_of(problem) for problem in self.problems if problem.field == name]

    def missing(self, name: str, lang: str) -> bool:
        """Whether a text lacks this language while another one has it."""
        langs = i18n.languages()
        # The title as published is in one of them already.
        if name == "translated_title":
            return False
        return not self.first(f"{name}-{lang}") and any(
            self.first(f"{name}-{one}") for one in langs
        )

    @property
    def entry(self) -> list[EntryRow]:
        """The fields of a publication's entry."""
        return rows(self.options.publication, self.typed)

    def hint(self, name: str) -> str:
        """What helps to fill in a field."""
        found = layouts.hint(self.kind, name)
        return i18n.gettext(found) if found else ""

    def choices(self, name: str) -> list[tuple[str, str]]:
        """What a field offers to choose from; what it holds already is among it."""
        known = layouts.CHOICES.get((self.kind.name, name), ())
        found = [(value, i18n.gettext(label)) for value, label in known]
        now = self.first(name)
        return found if not known or not now or now in dict(known) else [*found, (now, now)]


def new_form(kind: Kind, typed: Typed | None = None) -> Form:
    """The form of a thing still to be made."""
    said = {**editing.empty(kind), **layouts.BEGINNINGS.get(kind.name, {})}
    if kind.has("date"):
        said["date"] = times.local(now()).date().isoformat()
    options = options_for(kind, said)
    return Form(kind, 0, "", said, options, typed or _begun(kind, said, options))


def form_for(kind: Kind, item: Any, typed: Typed | None = None) -> Form:
    """The form of a thing that is there."""
    said = editing.snapshot(db.session(), kind, item)
    options = options_for(kind, said, item)
    version = editing.version_of(item)
    return Form(
        kind, editing.id_of(item), version, said, options, typed or _begun(kind, said, options)
    )


def render_form(form: Form, **more: Any) -> str:
    """The whole page."""
    kind = form.kind
    if form.draft is None:
        number = form.first(FORM)
        form.draft = editing.draft_of(db.session(), kind, form.item_id, editor_id(), number)
    context = {
        "done": "",
        "drafted": False,
        **more,
    }
    return render_template(
        "editor/content/form.html",
        form=form,
        kind=kind,
        name=name_of(form),
        sections=[
            (section.label, [kind.field(name) for name in section.fields])
            for section in layouts.SECTIONS[kind.name]
        ],
        previews=previews(kind, form.typed),
        url=_address(form),
        beside=_beside(form),
        **context,
    )


def name_of(form: Form) -> Localized:
    """What the thing is called now."""
    publication = form.options.publication
    if publication is not None:
        translated = publication.translated_title.get(g.lang)
        return Localized({g.lang: translated} if translated else {"": publication.title})
    return Localized(form.said.get(form.kind.title))


def _begun(kind: Kind, said: Fields, options: Options) -> Typed:
    """A form that is opened, with a number of its own."""
    return typed_of(kind, said, options) | {FORM: [str(secrets.randbelow(10**15 - 1) + 1)]}


def _address(form: Form) -> str:
    publication = form.options.publication
    if publication is not None:
        is_shown = not publication.hidden
        return url_for("research.show", key=publication.citation_key) if is_shown else ""
    return on_site(form.kind, str(form.said.get("slug") or "")) if form.item_id else ""


def _beside(form: Form) -> dict[str, Any]:
    """What stands beside a publication's fields: the highlight that shows it."""
    if form.options.publication is None:
        return {}
    shown = select(Highlight.id).where(Highlight.publication_id == form.item_id).limit(1)
    return {"highlight": db.session.scalar(shown)}
