"""What templates can use beside their own context."""

import hashlib
import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, url_for
from markupsafe import Markup, escape
from werkzeug.local import LocalProxy

from microsite import art
from microsite.bibtex.languages import guess
from microsite.bibtex.latex import clean
from microsite.localized import Localized
from microsite.markdown import render_markdown, render_mathematics
from microsite.models import Article, Person, Project, Publication
from microsite.web import blocks, dates, i18n, times
from microsite.web.addresses import absolute
from microsite.web.data import all_directions, the_lab

_TITLE_TAG = re.compile(r"(</?(?:em|i|b|sub|sup)>)")


def init_app(app: Flask) -> None:
    """Register filters, functions and the context every page has."""
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}
    app.add_template_filter(said)
    app.add_template_filter(times.when, "when_here")
    app.add_template_filter(plain)
    app.add_template_filter(markdown)
    app.add_template_filter(tex)
    app.add_template_filter(title_html)
    app.add_template_filter(script)
    app.add_template_filter(title_lang)
    app.add_template_filter(clean)
    app.add_template_filter(without_mathematics)
    app.add_template_filter(i18n.name_here)
    app.add_template_filter(host)
    app.add_template_filter(web_links)
    app.add_template_filter(i18n.problem_message)
    app.add_template_filter(dates.day)
    app.add_template_filter(dates.short_day)
    app.add_template_filter(dates.day_and_time)
    app.add_template_filter(dates.recent_day)
    app.add_template_filter(dates.iso)
    app.add_template_filter(in_language)
    app.add_template_filter(blocks.blocks)
    for function in (
        asset,
        cover_url,
        face_url,
        hero,
        mark,
        other_name,
        person_name,
        art.hue_class,
        blocks.found_problems,
    ):
        app.add_template_global(function)
    app.add_template_global(str, "N_")
    app.context_processor(_everywhere)


def said(value: Localized) -> Markup:
    """The text in the page's language, marked with its own where it fell back to another."""
    text, lang = value.said(g.lang, i18n.languages())
    if lang == g.lang:
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(i18n.html_lang(lang), text)


def plain(value: Localized) -> str:
    """The text alone, for an attribute or a title."""
    return value.said(g.lang, i18n.languages()).text


def markdown(value: Localized | str) -> Markup:
    """Safe HTML from Markdown."""
    if isinstance(value, str):
        return Markup(render_markdown(value))
    text, lang = value.said(g.lang, i18n.languages())
    rendered = Markup(render_markdown(text))
    if lang == g.lang:
        return rendered
    return Markup('<div lang="{}">{}</div>').format(i18n.html_lang(lang), rendered)


def tex(text: str) -> Markup:
    """Escaped text with its mathematics as MathML."""
    return Markup(render_mathematics(text))


def without_mathematics(text: str) -> str:
    """A text for where no markup can stand: of its mathematics the bare signs, ΔE00."""
    return Markup(render_mathematics(text)).striptags() if "$" in text else text


def title_html(publication: Publication) -> Markup:
    """The title as published: emphasis, sub- and superscript kept, mathematics as MathML."""
    # What the import stored is safe already; to let only these tags through costs little.
    parts = _TITLE_TAG.split(publication.title_markup or html.escape(publication.title))
    return Markup(
        "".join(
            part if number % 2 else render_mathematics(html.unescape(part))
            for number, part in enumerate(parts)
        )
    )


def script(text: str) -> str:
    """The language a text's letters suggest, for its `lang` attribute."""
    return i18n.html_lang(guess(text))


def title_lang(publication: Publication) -> str:
    """The language of the title: as the entry says, else as its letters suggest."""
    said = publication.languages
    return i18n.html_lang(said[0]) if said else script(publication.title)


def host(url: str) -> str:
    """The host of an address, as a reader would name it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def asset(filename: str) -> str:
    """The address of a static file, with a version that changes when the file does."""
    path = Path(current_app.static_folder or "") / filename
    version = _digest(str(path), path.stat().st_mtime_ns if path.is_file() else 0)
    return url_for("static", filename=filename, v=version)


def web_links(links: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    """Those links, each a kind and an address, that lead to the web, to mail or within the site."""
    return [
        (kind, url)
        for kind, url in links
        if re.match(r"(https?://|mailto:|tel:|/(?![/\\]))[^\s\"'<>]+$", url, re.IGNORECASE)
    ]


@lru_cache(maxsize=256)
def _digest(path: str, changed: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10] if changed else "0"


def in_language(url: str) -> str:
    """An address an editor wrote: one of this site without a language gets that of the page.

    One that leads neither to the web nor within the site is left out.
    """
    if not web_links([("", url)]):
        return ""
    inside = url.startswith("/") and not url.startswith("//")
    named = url.split("/")[1] in (*i18n.languages(), "pictures", "editor") if inside else True
    return url if named else f"/{g.lang}{url}"


def cover_url(shown: Publication | Project | Article) -> str:
    """The address of the cover drawn for a publication, a project or an article."""
    key = shown.citation_key if isinstance(shown, Publication) else shown.slug
    return _drawing("cover", key, shown.hue)


def face_url(person: Person) -> str:
    """The address of the portrait drawn for a person without a photograph."""
    return _drawing("face", person.slug, person.hue)


def _drawing(kind: str, key: str, hue: int | None) -> str:
    return url_for("drawings.show", kind=kind, key=key, hue="none" if hue is None else str(hue))


def hero(shape: str) -> Markup:
    """The drawing at the top of the home page, from the lab's name and its directions."""
    lab = the_lab()
    hues = tuple(direction.hue for direction in all_directions())
    name = lab.name.said("en", i18n.languages()).text
    return _hero(name, hues, shape)


@lru_cache(maxsize=32)
def _hero(name: str, hues: tuple[int, ...], shape: str) -> Markup:
    return Markup(art.hero(name, hues, "wide" if shape == "wide" else "tall"))


def mark() -> Markup:
    """The lab's mark."""
    lab = the_lab()
    return Markup(art.mark(lab.name.said("en", i18n.languages()).text))


def person_name(person: Person) -> Markup:
    """The person's name in the language of the page."""
    return said(person.name)


def other_name(person: Person) -> str:
    """The person's name in the other script, if it has one."""
    shown = plain(person.name)
    return next((name for name in person.name.values() if name != shown), "")


def _everywhere() -> dict[str, Any]:
    return {
        "lang": g.lang,
        "html_lang": i18n.html_lang(g.lang),
        # Worked out where a page asks for them: a fragment hardly does.
        "lab": LocalProxy(the_lab),
        "directions": LocalProxy(all_directions),
        "canonical": LocalProxy(lambda: absolute(i18n.current_path())),
        "alternates": LocalProxy(i18n.alternates),
        "switches": LocalProxy(i18n.switches),
    }
