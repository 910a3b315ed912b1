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
from microsite.web.templating import said, script

# Facets whose values have names that the templates know.
_NAMED: tuple[Facet, ...] = ("types", "extras", "languages")
# Facets whose values are words of the publications, not of the interface.
_AS_WRITTEN = ("venues", "keywords")


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
        f'<li><a id="{_id(facet, value.value)}" class="facet"'
        f' href="{escape(click(value.value))}" rel="nofollow"'
        f"{_current(value.selected)}>{_label(facet, value.label)}"
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
        url, (label, name) = at(found.more), _more(g.lang, title, found.left, found.is_long)
        items.append(
            f'<li><a class="more" id="more-{facet}" href="{escape(url)}" rel="nofollow"'
            f' aria-label="{name}">{label}</a></li>'
        )
    return Markup("\n".join(items))


def _item(
    bar: Bar, most: int, click: Callable[[str | int], str], lang: str, *, narrowed: bool
) -> str:
    out = ' class="out"' if narrowed and not bar.chosen else ""
    if not (bar.count or bar.selected):
        return f'<li{out}><div class="none"><p>{_year(bar.year)}</p></div></li>'
    title, said = _words(lang, bar.year, bar.count, bar.overall)
    drawn = _art(bar.parts, bar.count, most)
    return (
        f'<li{out}><a id="bar-{bar.year}" href="{escape(click(bar.year))}" rel="nofollow"'
        f'{_current(bar.selected)} title="{title}">'
        f'<svg width="100%" height="100%" aria-hidden="true">{drawn}</svg>'
        f"<p>{said}</p></a></li>"
    )


@lru_cache(maxsize=8192)
def _id(facet: Facet, value: str) -> Markup:
    """Of a facet's value; an id holds no blanks."""
    return escape(f"{facet}-{value.replace(' ', '_')}")


def _current(is_selected: bool) -> str:
    return ' aria-current="true"' if is_selected else ""


@lru_cache(maxsize=8192)
def _art(parts: tuple[tuple[int | None, int], ...], total: int, most: int) -> str:
    """The rectangles of a year's bar from the ground up, and its count above them."""
    top, drawn = 100.0, []
    for hue, count in parts:
        height = count / (most or 1) * 88
        top -= height
        place = f'width="100%" y="{top:.1f}%" height="{height:.1f}%"'
        drawn.append(f'<rect class="{art.hue_class(hue)}" {place}/>')
    drawn.append(f'<text x="50%" y="{top:.1f}%" dy="-4" text-anchor="middle">{total}</text>')
    return "".join(drawn)


def _label(facet: Facet, label: Localized | str) -> str:
    """How a value is shown."""
    if isinstance(label, Localized):
        return f"<span>{said(label)}</span>"
    return _name(g.lang, facet, label)


@lru_cache(maxsize=8192)
def _name(lang: str, facet: Facet, label: str) -> str:
    """On a page in the language `lang`."""
    if facet in _NAMED:
        return f"<span>{shared().facet_label(facet, label)}</span>"
    code = script(label) if facet in _AS_WRITTEN else i18n.html_lang(lang)
    other = f' lang="{code}"' if code != i18n.html_lang(lang) else ""
    return f"<span{other}>{escape(label)}</span>"


@lru_cache(maxsize=8192)
def _more(lang: str, title: str, left: int, is_long: bool) -> tuple[Markup, Markup]:
    """What the link says, and its name for those who meet it alone, in the language `lang`."""
    said = i18n.gettext("fewer") if is_long else i18n.ngettext("%(num)d more", "%(num)d more", left)
    return escape(said), escape(i18n.gettext("%(label)s: %(title)s", label=title, title=said))


@lru_cache(maxsize=8192)
def _words(lang: str, year: int, count: int, overall: int) -> tuple[Markup, Markup]:
    """What a bar says, plainly and with its year set, in the language that `lang` names."""
    if count < overall:
        said = [
            i18n.ngettext(
                "%(year)s: %(count)d of %(num)d publication",
                "%(year)s: %(count)d of %(num)d publications",
                overall,
                year=shown,
                count=count,
            )
            for shown in (year, _year(year))
        ]
    else:
        said = [
            i18n.ngettext(
                "%(year)s: %(num)d publication",
                "%(year)s: %(num)d publications",
                count,
                year=shown,
            )
            for shown in (year, _year(year))
        ]
    # The words are the catalogue's and the year is a number.
    return Markup(said[0]), Markup(said[1])


@lru_cache(maxsize=1024)
def _year(year: int) -> Markup:
    return Markup(f"{year // 100}<b>{year % 100:02d}</b>")
