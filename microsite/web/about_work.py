"""What the page of a work tells machines: scholarly search engines, reference managers, networks.

`citation_*` are the tags that Google Scholar's inclusion guidelines ask for; the article is one of
schema.org, as JSON-LD; Open Graph is for those who show a link; its picture is the page's card.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from flask import g, url_for
from markupsafe import Markup

from microsite.bibtex.cjk import is_cjk
from microsite.formats.csl_out import Item
from microsite.models import Authorship, Publication
from microsite.web import i18n, json_ld
from microsite.web.addresses import absolute
from microsite.web.data import the_lab
from microsite.web.picture_views import links_of
from microsite.web.templating import without_mathematics

Tags = list[tuple[str, str]]

_TYPES = {
    "thesis": "Thesis", "book": "Book", "chapter": "Chapter", "report": "Report", "dataset":
    "Dataset", "software": "SoftwareSourceCode", "webpage": "WebPage",
}  # fmt: skip
_LONGEST_HEADLINE = 110


def citation_tags(publication: Publication, work: Item) -> Tags:
    """The names and contents of the tags, those that say nothing left out."""
    first, _, last = work.get("page", "").partition("-")
    tags = [
        ("citation_title", without_mathematics(publication.title)),
        *(("citation_author", _inverted(name)) for name in work.get("author", ())),
        ("citation_publication_date", "/".join(f"{part:02}" for part in _date(work))),
        *_where(work),
        ("citation_volume", work.get("volume", "")),
        ("citation_issue", work.get("issue", "")),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("citation_doi", work.get("DOI", "")),
        ("citation_issn", work.get("ISSN", "")),
        ("citation_isbn", work.get("ISBN", "")),
        ("citation_arxiv_id", work.get("archive_location", "")),
        ("citation_language", work.get("language", "")),
        ("citation_keywords", "; ".join(publication.keywords)),
        ("citation_abstract_html_url", absolute(_path(publication))),
        ("citation_pdf_url", pdf(publication)),
    ]
    return [(name, str(content)) for name, content in tags if content]


def _where(work: Item) -> Iterator[tuple[str, str]]:
    """Where it appeared, under the name that its kind asks for."""
    kind, publisher = work["type"], work.get("publisher", "")
    if kind == "thesis":
        yield "citation_dissertation_institution", publisher
        yield "citation_dissertation_name", work.get("genre", "")
    elif kind == "report":
        yield "citation_technical_report_institution", publisher
        yield "citation_technical_report_number", work.get("number", "")
    else:
        names = {"article-journal": "journal", "paper-conference": "conference"}
        yield f"citation_{names.get(kind, 'inbook')}_title", work.get("container-title", "")
        yield "citation_publisher", publisher


def open_graph(publication: Publication, work: Item) -> Tags:
    """Properties and contents for those who show a link with a title and a picture."""
    date = "-".join(f"{part:02}" for part in _date(work))
    shown = publication.translated_title.get(g.lang) or publication.title
    tags = [
        ("og:type", "article"),
        ("og:title", without_mathematics(shown)),
        ("og:description", " ".join(publication.abstract.split())[:300]),
        ("og:url", absolute(_path(publication))),
        ("og:site_name", the_lab().name.said(g.lang, i18n.languages()).text),
        ("article:published_time", date),
    ]
    return [(name, content) for name, content in tags if content]


def scholarly_article(publication: Publication, work: Item) -> Markup:
    """The work as schema.org's ScholarlyArticle (or a like type), to stand in a script element."""
    address = absolute(_path(publication))
    doi = f"https://doi.org/{work['DOI']}" if work.get("DOI") else ""
    name = without_mathematics(publication.title)
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(work["type"], "ScholarlyArticle"),
        "@id": address,
        "url": address,
        "name": name,
        "headline": name[:_LONGEST_HEADLINE],
        "author": [_author(one) for one in publication.authorships if one.role == "author"],
        "editor": [_author(one) for one in publication.authorships if one.role == "editor"],
        "datePublished": "-".join(f"{part:02}" for part in _date(work)),
        "inLanguage": work.get("language"),
        "abstract": publication.abstract,
        "keywords": publication.keywords,
        "pagination": work.get("page"),
        "publisher": _organization(work.get("publisher", "")),
        "isPartOf": _container(work),
        "identifier": doi and {"@type": "PropertyValue", "propertyID": "DOI", "value": work["DOI"]},
        "sameAs": doi,
        "encoding": _encoding(pdf(publication)),
    }
    return json_ld.script(said)


def pdf(publication: Publication) -> str:
    """The address of the full text, if one is sure to be a PDF: here, or named as one."""
    for kind, url in links_of(publication):
        parts = urlsplit(url)
        here = parts.netloc in ("", urlsplit(absolute("/")).netloc)
        is_named = parts.path.lower().endswith(".pdf") or parts.netloc.endswith("arxiv.org")
        if kind == "pdf" and (here or is_named):
            return absolute(url) if url.startswith("/") else url
    return ""


def _container(work: Item) -> dict[str, Any] | None:
    title = work.get("container-title")
    if work["type"] != "article-journal":
        return {"@type": "Book", "name": title} if title else None
    part: dict[str, Any] = {"@type": "Periodical", "name": title} if title else {}
    if part and work.get("ISSN"):
        part["issn"] = work["ISSN"]
    for name, kind, number in (
        ("volume", "PublicationVolume", "volumeNumber"),
        ("issue", "PublicationIssue", "issueNumber"),
    ):
        if work.get(name):
            whole = {"isPartOf": part} if part else {}
            part = {"@type": kind, number: work[name], **whole}
    return part or None


def _author(authorship: Authorship) -> dict[str, str]:
    if authorship.literal and not is_cjk(authorship.literal) and not authorship.person:
        return {"@type": "Organization", "name": authorship.name}
    family = " ".join(filter(None, (authorship.von, authorship.family)))
    person = {"@type": "Person", "name": authorship.name}
    if authorship.given:
        person |= {"givenName": authorship.given, "familyName": family}
    if authorship.person:
        person["url"] = absolute(url_for("team.show", slug=authorship.person.slug))
    return person


def _organization(name: str) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _encoding(address: str) -> dict[str, str] | None:
    media = {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": address}
    return media if address else None


def _inverted(name: dict[str, str]) -> str:
    """Gardner, Maria; a Chinese name as it is."""
    if name.get("literal"):
        return name["literal"]
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    given = name.get("given", "")
    if is_cjk(family + given):
        return family + given
    return ", ".join(filter(None, (family, given, name.get("suffix"))))


def _date(work: Item) -> list[int]:
    parts: list[int] = work["issued"]["date-parts"][0] if "issued" in work else []
    return parts


def _path(publication: Publication) -> str:
    return url_for("research.show", key=publication.citation_key)
