"""Publications as RIS and CSL-JSON: a piece of the file at a time, however many there are."""

from collections.abc import Iterator

import orjson
from sqlalchemy import Connection

from microsite.filters import Filters
from microsite.formats.csl_out import item
from microsite.formats.ris_out import ris
from microsite.publications.entries import found


def ris_file(connection: Connection, filters: Filters, lang: str = "") -> Iterator[str]:
    """The text of a .ris file with what `filters` ask for."""
    for some in found(connection, filters, lang):
        yield ris(item(one.entry) for one in some)


def csl_file(connection: Connection, filters: Filters, lang: str = "") -> Iterator[str]:
    """The text of a CSL-JSON file with what `filters` ask for, an item to a line."""
    before = "[\n"
    for some in found(connection, filters, lang):
        yield before + ",\n".join(orjson.dumps(item(one.entry)).decode() for one in some)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"
