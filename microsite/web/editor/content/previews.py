"""What a text will look like, made by the renderer of the public pages."""

from typing import NamedTuple

from flask import abort, render_template, request
from markupsafe import Markup

from microsite.editing import Kind, Shape
from microsite.editing.drafts import Typed
from microsite.markdown import render_markdown
from microsite.web import i18n
from microsite.web.editor.content.blueprint import blueprint

LONGEST = 400_000


class Preview(NamedTuple):
    """A text as visitors will see it, and what its renderer has to say, each with a line."""

    html: Markup
    problems: list[tuple[int, str]]


def preview_html(text: str, lang: str) -> Preview:
    """The text rendered as the public pages render it."""
    return Preview(Markup(render_markdown(text[:LONGEST])), [])


def previews(kind: Kind, typed: Typed) -> dict[str, Preview]:
    """All texts of a form, by the names of their fields."""
    return {
        f"{field.name}-{lang}": preview_html((typed.get(f"{field.name}-{lang}") or [""])[0], lang)
        for field in kind.fields
        if field.shape is Shape.PROSE
        for lang in i18n.languages()
    }


@blueprint.post("/preview/<field>/<text_lang>")
def preview(field: str, text_lang: str) -> str:
    """One text, as it is being typed."""
    if text_lang not in i18n.languages():
        abort(404)
    text = request.form.get(f"{field}-{text_lang}", "")
    return render_template("editor/content/_preview.html", shown=preview_html(text, text_lang))
