"""What the templates of lists use: addresses of their states, and the bars of the years."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from flask import Flask, g
from markupsafe import Markup, escape

from microsite import art
from microsite.filters import Facet
from microsite.localized import Localized
from microsite.publications import Bar, FacetValues, YearValues
from microsite.web import i18n
from microsite.web.entries import shared
from microsite.web.states import Addresses, list_files, of_research, research_url
from microsite.web.templating import said

# Facets whose values have names that the templates know.
_NAMED: tuple[Facet, ...] = ("types", "extras", "languages")


def init_app(app: Flask) -> None:
    """Let templates use these functions."""
    for function in (facet_items, list_files, research_url, year_bars, year_items, year_rows):
        app.add_template_global(function)


def year_bars(bars: Sequence[Bar], most: int, at: Addresses | None = None) -> Markup:
    """The items of a list of years, each with its bar; the bars not chosen are out of it."""
    if not bars:
        return Markup()
    click = (at or of_research()).clicks(bars[0].before, "years")
    narrowed = any(bar.chosen for bar in bars)
    lang = g.lang
    return Markup("\n".join([_item(bar, most, click, lang, narrowed=narrowed) for bar in bars]))


def year_rows(bars: Sequence[Bar]) -> Markup:
    """The same as rows of a table, for those who see no bars."""
    rows = [
        f'<tr><th scope="row">{bar.year}</th><td>{bar.count}</td></tr>'
        for bar in reversed(bars)
        if bar.count
    ]
    return Markup("\n".join(rows))


def facet_items(found: FacetValues, at: Addresses, title: str) -> Markup:
    """The items of a facet's list, each a link that adds or takes away its value.

    `title` is the name of the facet.
    """
    facet, click = found.facet, at.clicks(found.before, found.facet)
    items = [
        f'<li><a id="{facet}-{escape(_joined(value.value))}" class="facet"'
        f' href="{escape(click(value.value))}" rel="nofollow"'
        f"{_current(value.selected)}><span>{_label(facet, value.label)}</span>"
        f" <small>{value.count}</small></a></li>"
        for value in found.values
    ]
    return _with_more(items, found, facet, at, title)


def year_items(found: YearValues, at: Addresses, title: str) -> Markup:
    """The same of the years."""
    click = at.clicks(found.before, "years")
    items = [
        f'<li><a id="year-{bar.year}" class="facet" href="{escape(click(bar.year))}" rel="nofollow"'
        f"{_current(bar.selected)}><span>{bar.year}</span>"
        f" <small>{bar.count if bar.selected else bar.after}</small></a></li>"
        for bar in found.values
    ]
    return _with_more(items, found, "years", at, title)


def _with_more(
    items: list[str], found: FacetValues | YearValues, facet: Facet, at: Addresses, title: str
) -> Markup:
    """With a link to the facet at length, or at its first length again."""
    if found.left or found.is_long:
        url, said = escape(at(found.more)), _more(g.lang, 0 if found.is_long else found.left)
        items.append(
            f'<li><a class="more" id="more-{facet}" href="{url}" rel="nofollow"'
            f' aria-label="{escape(title)}: {said}">{said}</a></li>'
        )
    return Markup("\n".join(items))


def _item(
    bar: Bar, most: int, click: Callable[[str | int], str], lang: str, *, narrowed: bool
) -> str:
    out = ' class="out"' if narrowed and not bar.chosen else ""
    if not (bar.count or bar.selected):
        return f'<li{out}><div class="none"><p>{_year(bar.year)}</p></div></li>'
    return (
        f'<li{out}><a id="bar-{bar.year}" href="{escape(click(bar.year))}" rel="nofollow"'
        f"{_current(bar.selected)}>"
        f'<svg width="100%" height="100%" aria-hidden="true">{_art(bar, most)}</svg>'
        f"<p>{_words(lang, bar.year, bar.count)}</p></a></li>"
    )


def _joined(value: str) -> str:
    """A value as a part of an id, which holds no blanks."""
    return value.replace(" ", "_")


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


def _label(facet: Facet, label: Localized | str) -> Markup:
    """How a value is shown."""
    if isinstance(label, Localized):
        return said(label)
    return _named(g.lang, facet, label) if facet in _NAMED else escape(label)


@lru_cache(maxsize=1024)
def _named(lang: str, facet: Facet, label: str) -> Markup:
    return Markup(shared().facet_label(facet, label))


@lru_cache(maxsize=8192)
def _more(lang: str, left: int) -> Markup:
    """In the language of the page, which `lang` names; none `left` stands for a long list."""
    words = i18n.ngettext("%(num)d more", "%(num)d more", left) if left else i18n.gettext("fewer")
    return escape(words)


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
