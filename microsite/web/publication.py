"""A publication's page: what it is, how to cite it, what is like it."""

from typing import NamedTuple

import flask
import orjson
from flask import Blueprint, abort, redirect, url_for
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer
from werkzeug.wrappers import Response

from microsite.bibtex import Entry
from microsite.bibtex.write import write_whole
from microsite.citing import NAMES, cite
from microsite.db import db
from microsite.formats.coins import coins
from microsite.formats.csl_out import Item, item
from microsite.formats.ris_out import ris
from microsite.models import Authorship, Publication
from microsite.publications.entries import entry_of
from microsite.publications.related import related
from microsite.web import htmx
from microsite.web.about_work import citation_tags, open_graph, scholarly_article
from microsite.web.cache import kept

MEDIA_TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}


TEMPLATE = "research/show.html"
# The beginning of the id of an element in a list that takes the citations.
BESIDE = "cite-here-"


class Citation(NamedTuple):
    """One way to cite a work: formatted text, or a record for a program with its file's suffix."""

    slug: str
    name: str
    text: str | Markup
    suffix: str = ""


def attach(blueprint: Blueprint) -> None:
    """Give each publication its page and its records."""
    blueprint.add_url_rule("/research/<key_page:key>", "show", show)
    blueprint.add_url_rule("/research/<key:key>", "without_slash", without_slash)
    path = "/research/<key_page:key>cite.<any(bib, ris, json):suffix>"
    blueprint.add_url_rule(path, "record", record)


def without_slash(key: str) -> Response:
    """Lead to the page's own path, as for every other page."""
    return redirect(url_for("research.show", key=key), code=308)


@kept
def show(key: str) -> flask.Response:
    """One publication, or for a list with its entry how to cite it alone.

    A citation key may hold slashes, as DOIs and DBLP's keys do.
    """
    publication = _publication(key)
    entry = entry_of(db.session.connection(), publication)
    work = item(entry)
    citations = _citations(publication, entry, work)
    if htmx.target().startswith(BESIDE):
        mark = f"-{publication.id}"
        return htmx.render(
            TEMPLATE, "cited", None, publication=publication, citations=citations, cite_mark=mark
        )
    return htmx.render(
        TEMPLATE,
        "main",
        None,
        publication=publication,
        work=work,
        citations=citations,
        related=related(db.session(), publication),
        coins=coins(work),
        citation_tags=citation_tags(publication, work),
        open_graph=open_graph(publication, work),
        json_ld=scholarly_article(publication, work),
    )


def record(key: str, suffix: str) -> Response:
    """One publication as a record for a program."""
    publication = _publication(key)
    entry = entry_of(db.session.connection(), publication)
    return Response(
        _record(entry, item(entry), suffix),
        content_type=f"{MEDIA_TYPES[suffix]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{_filename(key)}.{suffix}"'},
    )


def _publication(key: str) -> Publication:
    publication = db.session.scalar(
        select(Publication)
        .where(Publication.citation_key == key)
        .options(
            undefer(Publication.fields),
            selectinload(Publication.directions),
            selectinload(Publication.projects),
            selectinload(Publication.authorships).options(joinedload(Authorship.person)),
        )
    )
    if publication is None or (publication.hidden and not current_user.is_authenticated):
        abort(404)
    return publication


def _citations(publication: Publication, entry: Entry, work: Item) -> list[Citation]:
    formatted = [
        Citation(style, name, Markup(cite(style, work, others=publication.and_others)))
        for style, name in NAMES.items()
    ]
    records = [("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON")]
    bibtex, *others = [
        Citation(suffix, name, _record(entry, work, suffix).strip(), suffix)
        for suffix, name in records
    ]
    return [bibtex, *formatted, *others]


def _record(entry: Entry, work: Item, suffix: str) -> str:
    if suffix == "bib":
        return write_whole(entry)
    if suffix == "ris":
        return ris([work])
    return orjson.dumps([work], option=orjson.OPT_INDENT_2).decode() + "\n"


def _filename(key: str) -> str:
    """A name for a file that every system can keep."""
    safe = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in key)
    return safe.strip("-")[:80] or "publication"
