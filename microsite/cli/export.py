"""The way out: publications as BibTeX."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import click
from sqlalchemy import select

from microsite.cli.group import ready_app
from microsite.db import db
from microsite.filters import Filters
from microsite.models import Direction
from microsite.publications.export import export

_NAMES = ("direction", "year", "type", "q")


@click.command()
@click.argument("filter", default="")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, which changes only when all is written.",
)
def export_bibtex(filter: str, output: Path | None) -> None:
    """Print all publications as BibTeX, or those that FILTER asks for.

    FILTER is what stands behind the question mark in an address of the research page, such as
    "direction=video&year=2024". Publications that are hidden on the site are among them.
    """
    with ready_app().app_context():
        filters = _filters(filter)
        if output is None:
            for piece in _exported(filters):
                click.echo(piece, nl=False)
            return
        with tempfile.TemporaryDirectory(dir=output.absolute().parent) as folder:
            made = Path(folder) / output.name
            with made.open("wb") as file:
                file.writelines(_exported(filters))
            made.replace(output)


def _exported(filters: Filters) -> Iterator[bytes]:
    with db.engine.connect() as connection:
        for piece in export(connection, filters, with_hidden=True):
            yield piece.encode("utf-8", "replace")


def _filters(text: str) -> Filters:
    """The filters of an address. What they leave out unseen on the site is an error here."""
    pairs = parse_qsl(text.removeprefix("?"), keep_blank_values=True)
    asked: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in (*_NAMES, "page"):
            raise _bad(f"there is no filter {name!r}; there are: {', '.join(_NAMES)}")
        asked.setdefault(name, []).append(value)
    if text and not pairs:
        raise _bad(f"{text!r} is no filter; one looks like “year=2024”")
    filters = Filters.from_args(asked)
    for name, kept in (("direction", filters.directions), ("year", filters.years)):
        if len(set(asked.get(name, ()))) > len(kept):
            raise _bad(f"{', '.join(asked[name])} cannot all be a {name}")
    if asked.get("type") and not filters.types:
        raise _bad(f"{', '.join(asked['type'])} is no entry type")
    known = set(db.session.scalars(select(Direction.slug)))
    for slug in filters.directions:
        if slug not in known:
            have = ", ".join(sorted(known)) or "none yet"
            raise _bad(f"there is no direction {slug!r}; there are: {have}")
    return filters


def _bad(message: str) -> click.BadParameter:
    return click.BadParameter(message, param_hint="FILTER")
