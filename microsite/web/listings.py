"""What the templates of lists use: addresses of their states, and the bars of the years."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from flask import Flask, g
from markupsafe import Markup, escape

from microsite import art
from microsite.filters import Facet
from microsite.publications import Bar, FacetValue
from microsite.web import i18n
from microsite.web.states import Addresses, of_research, research_url
from microsite.web.templating import script

# Facets whose values are words of the publications, not of the interface.
AS_WRITTEN = ("venues", "keywords")


def init_app(app: Flask) -> None:
    """Let templates use these functions."""
    for function in (facet_items, of_research, research_url, year_bars, year_rows):
        app.add_template_global(function)


def year_bars(bars: Sequence[Bar], most: int, at: Addresses | None = None) -> Markup:
    """The items of a list of years, each with its bar; the bars not chosen are out of it."""
    if not bars:
        return Markup()
    click = (at or of_research()).clicks(bars[0].before, "years")
    narrowed = any(bar.chosen for bar in bars)
    return Markup("\n".join([_item(bar, most, click, narrowed=narrowed) for bar in bars]))


def year_rows(bars: Sequence[Bar]) -> Markup:
    """The same as rows of a table, for those who see no bars."""
    rows = [
        f'<tr><th scope="row">{bar.year}</th><td>{bar.count}</td></tr>'
        for bar in reversed(bars)
        if bar.count
    ]
    return Markup("\n".join(rows))


def facet_items(
    facet: Facet, values: Sequence[FacetValue], at: Addresses, labels: Sequence[str]
) -> Markup:
    """The items of a facet's list, each a link that adds or takes away its value.

    `labels` are how the values are shown, in their order, as HTML.
    """
    if not values:
        return Markup()
    click = at.clicks(values[0].before, facet)
    is_written = facet in AS_WRITTEN
    items = [
        f'<li><a id="{facet}-{escape(_joined(value.value))}" class="facet"'
        f' href="{escape(click(value.value))}" rel="nofollow"'
        f"{_current(value.selected)}>"
        f"<span{_lang_of(label) if is_written else ''}>{escape(label)}</span>"
        f" <small>{value.count}</small></a></li>"
        for value, label in zip(values, labels, strict=True)
    ]
    return Markup("\n".join(items))


def _item(bar: Bar, most: int, click: Callable[[str | int], str], *, narrowed: bool) -> str:
    out = ' class="out"' if narrowed and not bar.chosen else ""
    if not (bar.count or bar.selected):
        return f'<li{out}><div class="none"><p>{_year(bar.year)}</p></div></li>'
    return (
        f'<li{out}><a id="bar-{bar.year}" href="{escape(click(bar.year))}" rel="nofollow"'
        f"{_current(bar.selected)}>"
        f'<svg width="100%" height="100%" aria-hidden="true">{_art(bar, most)}</svg>'
        f"<p>{_words(g.lang, bar.year, bar.count)}</p></a></li>"
    )


def _joined(value: str) -> str:
    """A value as a part of an id, which holds no blanks."""
    return value.replace(" ", "_")


def _lang_of(text: str) -> str:
    """A `lang` attribute where a text's script is not the page's."""
    code = script(text)
    return f' lang="{code}"' if code != i18n.html_lang(g.lang) else ""


def _current(is_selected: bool) -> str:
    return ' aria-current="true"' if is_selected else ""


def _art(bar: Bar, most: int) -> str:
    """The rectangles of a year's bar from the ground up, and its count above them."""
    top, parts = 100.0, []
    for hue, count in bar.parts:
        height = count / (most or 1) * 88
        top -= height
        place = f'width="100%" y="{top:.1f}%" height="{height:.1f}%"'
        parts.append(f'<rect class="{art.hue_class(hue)}" {place}/>')
    parts.append(f'<text x="50%" y="{top:.1f}%" dy="-4" text-anchor="middle">{bar.count}</text>')
    return "".join(parts)


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
