"""The list as a file: BibTeX, RIS, CSL-JSON or an Atom feed, at its own address with a suffix."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from flask import Blueprint, g, request
from sqlalchemy import Connection, Engine
from werkzeug.wrappers import Response

from microsite.db import db
from microsite.filters import Filters
from microsite.publications.export import export
from microsite.publications.streams import csl_file, ris_file
from microsite.web import feeds
from microsite.web.data import the_index

Write = Callable[[Connection, Filters], Iterator[str]]


class Format(NamedTuple):
    """A format of files: its media type, and what writes it for readers of a language."""

    media_type: str
    write: Callable[[Connection, Filters, str], Iterator[str]]


def _bibtex(connection: Connection, filters: Filters, lang: str) -> Iterator[str]:
    return export(connection, filters, with_hidden=False, lang=lang)


FORMATS = {
    "bib": Format("application/x-bibtex", _bibtex),
    "ris": Format("application/x-research-info-systems", ris_file),
    "json": Format("application/vnd.citationstyles.csl+json", csl_file),
}


def attach(blueprint: Blueprint) -> None:
    """Give the list of publications its files and its feed."""
    blueprint.add_url_rule("/research.<any(bib, ris, json):suffix>", "export", file)
    blueprint.add_url_rule("/research.atom", "feed", feed)


def file(suffix: str) -> Response:
    """All that the list has in this state, not one page of it, as a file."""
    chosen, lang = FORMATS[suffix], g.lang

    def write(connection: Connection, filters: Filters) -> Iterator[str]:
        return chosen.write(connection, filters, lang)

    return Response(
        _streamed(db.engine, asked_for(), write),
        content_type=f"{chosen.media_type}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="research.{suffix}"'},
    )


def feed() -> Response:
    """The same as a feed, to be told of what comes to it."""
    filters = asked_for()
    return Response(
        _streamed(db.engine, filters, feeds.of_list(filters)),
        content_type="application/atom+xml; charset=utf-8",
    )


def asked_for() -> Filters:
    """The state that the address asks for; what nobody knows narrows no list either."""
    asked = Filters.from_args(request.args.to_dict(flat=False)).whole()
    return the_index().limited(asked) if asked.active else asked


def _streamed(engine: Engine, filters: Filters, write: Write) -> Iterator[bytes]:
    """The pieces of the file. They outlive the request, so their connection is their own.

    It is given back at the end, or when the visitor goes away and the server closes the answer.
    """
    with engine.connect() as connection:
        for piece in write(connection, filters):
            yield piece.encode("utf-8", "replace")
