"""What a text asks of this site: its live blocks and pictures, as HTML."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, g
from markupsafe import Markup
from sqlalchemy import or_, select

from microsite.blocks import Answer, gather
from microsite.db import db
from microsite.localized import Localized
from microsite.markdown import Ask, Found, Heading, Problem, Rendered, Words, problem, render
from microsite.models import Picture
from microsite.web import i18n
from microsite.web.data import all_directions
from microsite.web.i18n import gettext as _

# A publication shown twice must not give its id twice.
_IDS = re.compile(r' id="publication-[0-9]+"')


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing by its name; the name of a direction before a slash lends it that hue."""

    key: str
    hue: int | None
    alt: str


class Site:
    """The site as a text sees it: a constant number of queries for all its questions."""

    def find(self, asked: Sequence[Ask]) -> list[Found]:
        """An answer to each, in order."""
        blocks = [ask for ask in asked if ask.kind != "picture"]
        answers = iter(gather(db.session(), blocks, all_directions()) if blocks else ())
        pictures = _pictures([ask for ask in asked if ask.kind == "picture"])
        return [
            _picture(ask, pictures) if ask.kind == "picture" else _block(ask, next(answers))
            for ask in asked
        ]


def rendered(text: str, prefix: str = "") -> Rendered:
    """A text in the language of the page. What is wrong in it is kept for `found_problems`.

    `prefix` begins its ids, where it is not the only text of its page.
    """
    made = render(text, g.lang, Site(), languages=i18n.languages(), words=_words(), prefix=prefix)
    g.setdefault("text_problems", []).extend(made.problems)
    return made


def blocks(value: Localized | str, prefix: str = "") -> Markup:
    """Safe HTML from Markdown with blocks, marked where it is in another language."""
    return with_headings(value, prefix)[0]


def with_headings(value: Localized | str, prefix: str = "") -> tuple[Markup, tuple[Heading, ...]]:
    """The same, and its headings for a list of contents beside it."""
    if isinstance(value, str):
        value = Localized({g.lang: value})
    text, lang = value.said(g.lang, i18n.languages())
    made = rendered(text, prefix)
    html = Markup(made.html)
    if lang != g.lang:
        around = Markup('<div class="b-inside" lang="{}">{}</div>')
        html = around.format(i18n.html_lang(lang), html)
    return html, made.headings


def found_problems() -> list[Problem]:
    """What was wrong in the texts of this page so far, for those who can mend it."""
    found: list[Problem] = g.get("text_problems", [])
    return found


def _block(ask: Ask, answer: Answer) -> Found:
    if not answer.rows:
        return Found("", answer.problems)
    name = ask.values["of"] if ask.kind == "list" else ask.kind
    macro = getattr(_macros(), name)
    html = str(macro(answer.rows, int(ask.values.get("level", "2")), answer.filters))
    return Found(_IDS.sub("", html), answer.problems)


def _pictures(asked: Sequence[Ask]) -> dict[str, list[Picture]]:
    """The pictures whose hash begins as a text says, by what it says."""
    names = {ask.values["name"] for ask in asked}
    starts = {name for name in names if not name.startswith("drawing:")}
    if not starts:
        return {}
    # As a range, which the index answers; `g` comes after every hexadecimal digit.
    ranges = (Picture.hash.between(start, start + "g") for start in starts)
    found = list(db.session.scalars(select(Picture).where(or_(*ranges)).limit(1000)))
    return {start: [one for one in found if one.hash.startswith(start)] for start in starts}


def _picture(ask: Ask, pictures: dict[str, list[Picture]]) -> Found:
    name, alt, use = ask.values["name"], ask.values["alt"], ask.values["use"]
    if name.startswith("drawing:"):
        return Found(str(_macros().drawing(_drawing(name, alt), use)))
    found = pictures.get(name, [])
    if len(found) != 1:
        code = "twofold-picture" if found else "no-picture"
        return Found("", [problem(code, ask.line, value=name)])
    return Found(str(_macros().pictured(found[0], use, alt or None)))


def _drawing(name: str, alt: str) -> Drawing:
    key = name.removeprefix("drawing:").strip("/.") or "drawing"
    hues = {direction.slug: direction.hue for direction in all_directions()}
    return Drawing(key, hues.get(key.partition("/")[0]), alt)


def _macros() -> Any:
    """The templates of the blocks, with the context of this page."""
    if "block_macros" not in g:
        context: dict[str, Any] = {}
        current_app.update_template_context(context)
        template = current_app.jinja_env.get_template("_blocks.html")
        g.block_macros = template.make_module(context)
    return g.block_macros


def _words() -> Words:
    return Words(
        contents=_("Contents"),
        footnotes=_("Footnotes"),
        back=_("Back to the text"),
        table=_("Table"),
        code=_("Code"),
        formula=_("Formula"),
        done=_("Done"),
        to_do=_("To do"),
        note=_("Note"),
        tip=_("Tip"),
        warning=_("Warning"),
        danger=_("Danger"),
    )
