"""What a text will look like, made by the renderer of the public pages."""

from typing import NamedTuple

from flask import abort, g, render_template, request
from markupsafe import Markup

from microsite.editing import Kind, Shape
from microsite.editing.drafts import Typed
from microsite.web import i18n
from microsite.web.blocks import rendered
from microsite.web.editor.content.blueprint import blueprint

LONGEST = 400_000


class Preview(NamedTuple):
    """A text as visitors will see it, and what its renderer has to say, each with a line."""

    html: Markup
    problems: list[tuple[int, str]]


def preview_html(text: str, lang: str, prefix: str = "") -> Preview:
    """The text rendered as the public pages of its language render it.

    What is wrong is told in the editor's language. `prefix` begins the ids of its headings.
    """
    own, g.lang = g.lang, lang
    try:
        with i18n.speaking(lang):
            made = rendered(text[:LONGEST], prefix)
    finally:
        g.lang = own
    told = [(problem.line, i18n.problem_message(problem)) for problem in made.problems]
    return Preview(Markup(made.html), told)


def previews(kind: Kind, typed: Typed) -> dict[str, Preview]:
    """All texts of a form, by the names of their fields."""
    names = [
        (f"{field.name}-{lang}", lang)
        for field in kind.fields
        if field.shape is Shape.PROSE
        for lang in i18n.languages()
    ]
    return {
        name: preview_html((typed.get(name) or [""])[0], lang, f"{name}-") for name, lang in names
    }


@blueprint.post("/preview/<field>/<text_lang>")
def preview(field: str, text_lang: str) -> str:
    """One text, as it is being typed."""
    if text_lang not in i18n.languages():
        abort(404)
    name = f"{field}-{text_lang}"
    shown = preview_html(request.form.get(name, ""), text_lang, f"{name}-")
    return render_template("editor/content/_preview.html", shown=shown)
