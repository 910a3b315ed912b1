"""What the templates of lists use: addresses of their states, and the bars of the years."""

from functools import lru_cache
from urllib.parse import quote_plus

from flask import Flask, g, url_for
from markupsafe import Markup

from microsite import art
from microsite.filters import Filters
from microsite.publications import Bar
from microsite.web import i18n

# What an address may hold unquoted in its query, as Werkzeug has it.
_SAFE = "!$'()*,/:;?@"


def init_app(app: Flask) -> None:
    """Let templates use these functions."""
    for function in (bar_art, bar_words, bar_year, research_url):
        app.add_template_global(function)


def bar_art(bar: Bar, most: int) -> Markup:
    """The rectangles of a year's bar from the ground up, and its count above them."""
    top, parts = 100.0, []
    for hue, count in bar.parts:
        height = count / (most or 1) * 88
        top -= height
        place = f'width="100%" y="{top:.1f}%" height="{height:.1f}%"'
        parts.append(f'<rect class="{art.hue_class(hue)}" {place}/>')
    parts.append(f'<text x="50%" y="{top:.1f}%" dy="-4" text-anchor="middle">{bar.count}</text>')
    return Markup("".join(parts))


def bar_year(bar: Bar) -> Markup:
    """A year whose last two digits alone are seen."""
    return _year(bar.year)


def bar_words(bar: Bar) -> Markup:
    """The year and how many publications it has."""
    return _words(g.lang, bar.year, bar.count)


@lru_cache(maxsize=8192)
def _words(lang: str, year: int, count: int) -> Markup:
    """In the language of the page, which `lang` names."""
    said = i18n.ngettext(
        "%(year)s: %(num)d publication",
        "%(year)s: %(num)d publications",
        count,
        year=_year(year),
    )
    # The words are the catalogue's and the year is a number.
    return Markup(said)


@lru_cache(maxsize=1024)
def _year(year: int) -> Markup:
    return Markup(f"{year // 100}<b>{year % 100:02d}</b>")


def research_url(filters: Filters) -> str:
    """The address of the research page in this state. A page has a hundred of them."""
    if "research_path" not in g:
        g.research_path = url_for("research.index")
    args = filters.to_args().items()
    query = "&".join([f"{name}={_quoted(value)}" for name, values in args for value in values])
    return f"{g.research_path}?{query}" if query else str(g.research_path)


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return quote_plus(text, safe=_SAFE)
