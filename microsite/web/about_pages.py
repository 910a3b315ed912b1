"""What the pages of articles, people and projects tell machines.

Articles and people are of schema.org, as JSON-LD; Open Graph is for those who show a link.
"""

from datetime import date, datetime

from flask import g, url_for
from markupsafe import Markup

from microsite.localized import Localized
from microsite.models import Article, Person, Picture, Project
from microsite.web import i18n, json_ld
from microsite.web.addresses import absolute
from microsite.web.data import the_lab
from microsite.web.dates import iso
from microsite.web.templating import plain
from microsite.web.texts import summary_of

Tags = list[tuple[str, str]]

_LONGEST_HEADLINE = 110
# What a link's preview is made from: wide enough for a large card.
_SHARED_WIDTH = 1280


def article_ld(article: Article) -> Markup:
    """An article as schema.org's Article."""
    title, lang = article.title.said(g.lang, i18n.languages())
    address = absolute(url_for("articles.show", slug=article.slug))
    return json_ld.script(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": address,
            "url": address,
            "mainEntityOfPage": address,
            "headline": title[:_LONGEST_HEADLINE],
            "description": summary_of(article.summary, article.text),
            "inLanguage": i18n.html_lang(lang),
            "author": [_named(person) for person in article.people] or [_the_lab()],
            "publisher": _the_lab(),
            "datePublished": _moment(article.published_at),
            "dateModified": _moment(article.updated_at),
            "keywords": [plain(tag.name) for tag in article.tags],
            "image": _picture(article.cover, article.slug, article.hue),
        }
    )


def person_ld(person: Person) -> Markup:
    """Somebody of the team as schema.org's Person. The mail address is not told."""
    address = absolute(url_for("team.show", slug=person.slug))
    name = plain(person.name)
    orcid = f"https://orcid.org/{person.orcid}" if person.orcid else ""
    pages = [url for _kind, url in person.links if not url.startswith("mailto:")]
    return json_ld.script(
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "@id": address,
            "url": address,
            "name": name,
            "alternateName": [other for other in person.name.values() if other != name],
            "jobTitle": plain(person.title),
            "affiliation": None if person.end_year else _the_lab(),
            "alumniOf": _the_lab() if person.end_year else None,
            "knowsAbout": [plain(direction.name) for direction in person.directions],
            "identifier": orcid,
            "sameAs": [*filter(None, (orcid,)), *pages],
            "image": _address(person.portrait),
        }
    )


def article_graph(article: Article) -> Tags:
    """An article for those who show a link with a title and a picture."""
    tags = _graph("article", article.title, summary_of(article.summary, article.text), article)
    tags.append(("article:published_time", _moment(article.published_at)))
    tags += [("article:tag", plain(tag.name)) for tag in article.tags]
    return [(name, content) for name, content in tags if content]


def project_graph(project: Project) -> Tags:
    """A project for those who show a link with a title and a picture."""
    tags = _graph("website", project.name, summary_of(project.summary, project.text), project)
    return [(name, content) for name, content in tags if content]


def _graph(kind: str, title: Localized, told: str, shown: Article | Project) -> Tags:
    endpoint = "articles.show" if isinstance(shown, Article) else "projects.show"
    return [
        ("og:type", kind),
        ("og:title", plain(title)),
        ("og:description", told),
        ("og:url", absolute(url_for(endpoint, slug=shown.slug))),
        ("og:site_name", plain(the_lab().name)),
    ]


def _named(person: Person) -> dict[str, str]:
    address = absolute(url_for("team.show", slug=person.slug))
    return {"@type": "Person", "name": plain(person.name), "url": address}


def _the_lab() -> dict[str, str]:
    address = absolute(url_for("home.index"))
    return {"@type": "ResearchOrganization", "name": plain(the_lab().name), "url": address}


def _picture(cover: Picture | None, key: str, hue: int | None) -> str:
    """The address of the cover, else of the one drawn for it, in pixels."""
    drawn = url_for("drawings.raster", key=key, hue="none" if hue is None else str(hue))
    return _address(cover) or absolute(drawn)


def _address(picture: Picture | None) -> str:
    """The address of a picture in a width it was made in."""
    if picture is None or not picture.widths:
        return ""
    fitting = [width for width in picture.widths if width <= _SHARED_WIDTH]
    width = max(fitting) if fitting else min(picture.widths)
    return absolute(f"/pictures/{picture.hash}-{width}.webp")


def _moment(moment: date | datetime | None) -> str:
    return iso(moment) if moment else ""
