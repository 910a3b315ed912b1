"""What the card of each page says: of each kind of page how it is found, and what stands on it."""

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from microsite import articles
from microsite.cards import Card, Shown
from microsite.cards.card import Drawing
from microsite.db import db
from microsite.localized import Localized
from microsite.models import Article, Direction, Page, Person, Picture, Project, Publication, Tag
from microsite.models.base import now
from microsite.web import i18n
from microsite.web.addresses import absolute
from microsite.web.data import all_directions, the_lab
from microsite.web.dates import day
from microsite.web.i18n import gettext as _
from microsite.web.templating import plain, without_mathematics

# The widest size at hand up to this is cut for the panel.
_PICTURE = 1280


class Kind(NamedTuple):
    """A kind of page: what finds one by its key, None for one that is not public, and its card."""

    load: Callable[[str], Any]
    card: Callable[[Any], Card]


def is_public(shown: Any) -> bool:
    """Whether everybody may see what a page shows."""
    if isinstance(shown, Publication):
        return not shown.hidden
    if isinstance(shown, Article):
        return articles.is_shown(shown, now())
    return not isinstance(shown, Page) or shown.state == "published"


def key_of(shown: Any) -> str:
    """By what a card's address names the thing."""
    if isinstance(shown, Tag):
        return f"{shown.kind}/{shown.slug}"
    return str(shown.citation_key if isinstance(shown, Publication) else shown.slug)


def of_section(name: str) -> Card:
    """The home page or a list: under its name the drawing of the home page."""
    lab = the_lab()
    mark = lab.name.said("en", i18n.languages()).text
    hues = tuple(direction.hue for direction in all_directions())
    titles = _both(lab.name) if name == "home" else _in_each(_sections()[name])
    # Where the name is the title, the address stands in its place.
    head = (urlsplit(absolute("")).hostname or "") if name == "home" else plain(lab.name)
    return Card(titles, head, mark, "", "hero", mark, hues)


def _section(name: str) -> str | None:
    return name if name == "home" or name in _sections() else None


def _sections() -> dict[str, Callable[[], str]]:
    return {
        "research": lambda: _("Research"),
        "directions": lambda: _("Research directions"),
        "projects": lambda: _("Projects"),
        "team": lambda: _("Team"),
        "articles": lambda: _("Articles"),
        "news": lambda: _("News"),
        "about": lambda: _("About"),
    }


def _publication(key: str) -> Publication | None:
    wanted = select(Publication).where(Publication.citation_key == key)
    return db.session.scalar(wanted.options(selectinload(Publication.directions)))


def _of_publication(shown: Publication) -> Card:
    translated = shown.translated_title.get(g.lang)
    others = (shown.title,) if translated else tuple(shown.translated_title.values())
    titles = [without_mathematics(text) for text in (translated or shown.title, *others)]
    note = shown.venue or _("Publication")
    if shown.year and str(shown.year) not in note:
        note = f"{note} · {shown.year}"
    note = without_mathematics(note)
    return _card(_two(titles), note, "cover", key_of(shown), shown.hue, shown.cover)


def _project(slug: str) -> Project | None:
    wanted = select(Project).where(Project.slug == slug)
    return db.session.scalar(wanted.options(joinedload(Project.cover)))


def _of_project(shown: Project) -> Card:
    years = [str(year) for year in (shown.start_year, shown.end_year) if year]
    note = " · ".join([_("Project"), "–".join(dict.fromkeys(years))]).rstrip(" ·")
    return _card(_both(shown.name), note, "cover", shown.slug, shown.hue, shown.cover)


def _of_person(shown: Person) -> Card:
    picture = shown.portrait
    return _card(_both(shown.name), plain(shown.title), "face", shown.slug, shown.hue, picture)


def _of_direction(shown: Direction) -> Card:
    return _card(_both(shown.name), _("Direction"), "cover", shown.slug, shown.hue)


def _of_article(shown: Article) -> Card:
    when = day(shown.published_at) if shown.published_at else ""
    note = " · ".join(filter(None, (_("Article"), when)))
    return _card(_both(shown.title), note, "cover", shown.slug, shown.hue, shown.cover)


def _tag(key: str) -> Tag | None:
    """One that has an article everybody may read; before that it has no page for visitors."""
    kind, _slash, slug = key.partition("/")
    tag = db.session.scalar(select(Tag).where(Tag.kind == kind, Tag.slug == slug))
    if tag is None:
        return None
    carrying = select(Article.id).where(articles.shown(now()), articles.tagged(tag))
    return None if db.session.scalar(carrying.limit(1)) is None else tag


def _of_tag(shown: Tag) -> Card:
    return _card(_both(shown.name), _("Articles"), "cover", key_of(shown), None)


def _page(slug: str) -> Page | None:
    wanted = select(Page).where(Page.slug == slug)
    return db.session.scalar(wanted.options(joinedload(Page.header)))


def _of_page(shown: Page) -> Card:
    note = plain(the_lab().tagline)
    return _card(_both(shown.title), note, "cover", shown.slug, None, shown.header)


def _found(model: Any) -> Callable[[str], Any]:
    return lambda slug: db.session.scalar(select(model).where(model.slug == slug))


KINDS = {
    "section": Kind(_section, of_section),
    "publication": Kind(_publication, _of_publication),
    "project": Kind(_project, _of_project),
    "person": Kind(_found(Person), _of_person),
    "direction": Kind(_found(Direction), _of_direction),
    "article": Kind(_found(Article), _of_article),
    "tag": Kind(_tag, _of_tag),
    "page": Kind(_page, _of_page),
}


def _card(
    titles: tuple[str, ...],
    note: str,
    drawing: Drawing,
    key: str,
    hue: int | None,
    picture: Picture | None = None,
) -> Card:
    name = the_lab().name
    mark = name.said("en", i18n.languages()).text
    hues = () if hue is None else (hue,)
    return Card(titles, plain(name), mark, note, drawing, key, hues, _shown(picture))


def _shown(picture: Picture | None) -> Shown | None:
    """The file of a picture in a size that fills the panel; None for one that has no sizes."""
    if picture is None or not picture.widths:
        return None
    fits = max((wide for wide in picture.widths if wide <= _PICTURE), default=picture.widths[0])
    file = f"{picture.hash[:2]}/{picture.hash}-{fits}.webp"
    return Shown(file, picture.focal_x, picture.focal_y)


def _both(text: Localized) -> tuple[str, ...]:
    return _two([plain(text), *text.values()])


def _in_each(word: Callable[[], str]) -> tuple[str, ...]:
    """A word of the interface in the language of the page and in the next one."""
    said = [word()]
    for lang in i18n.languages():
        with i18n.speaking(lang):
            said.append(word())
    return _two(said)


def _two(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))[:2]
