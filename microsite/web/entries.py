"""The entries of a list as HTML, each rendered once for as long as nothing changes."""

import re
from collections.abc import Sequence
from threading import Lock
from typing import Any

from flask import Flask, current_app, g
from markupsafe import Markup
from sqlalchemy.orm import Session

from microsite import search
from microsite.db import db
from microsite.publications import Index, publications_of
from microsite.web.data import the_index

# What the template puts around a text that a search may mark.
OPEN, CLOSE = "\x02", "\x03"
MOST = 4000
# The template's own blanks would be a tenth of the page.
_INDENT = re.compile(r"\s*\n\s*")
Key = tuple[int, str, bool, bool]
"""A publication, a language, whether the year is shown, whether the cover is loaded at once."""


class Entries:
    """Rendered entries of one index; those of an older one are forgotten."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._index: Index | None = None
        self._html: dict[Key, list[str]] = {}

    def of(self, index: Index) -> dict[Key, list[str]]:
        """What was rendered for an index so far, with room for more."""
        with self._lock:
            if self._index is not index:
                self._index, self._html = index, {}
            if len(self._html) > MOST:
                # A new one: who has the old one goes on with it.
                self._html = dict(list(self._html.items())[MOST // 2 :])
            return self._html


def init_app(app: Flask) -> None:
    """Keep entries for as long as the application lives, and let templates ask for them."""
    app.extensions["entries"] = Entries()
    app.add_template_global(entries)


def entries(
    ids: Sequence[int], q: str = "", *, with_year: bool = False, eager: int = 0
) -> dict[int, Markup]:
    """The entries of these publications by id, with what `q` asks for marked.

    The covers of the first `eager` ones are loaded at once.
    """
    held = current_app.extensions["entries"].of(the_index())
    keys = [(number, g.lang, with_year, place < eager) for place, number in enumerate(ids)]
    # Another thread may take away any of them at any time.
    here = {key: pieces for key in keys if (pieces := held.get(key))}
    missing = [key for key in keys if key not in here]
    if missing:
        rendered = _rendered(missing)
        held.update(rendered)
        here |= rendered
    words = search.parse(q).words if q else ()
    return {key[0]: Markup(_joined(here[key], words)) for key in keys if key in here}


def _rendered(keys: Sequence[Key]) -> dict[Key, list[str]]:
    """The entries in pieces; those of publications that are no more are left out."""
    macro = shared().entry
    # A session of its own: that of the request may see an older state than the index.
    with Session(db.engine) as session:
        found = {one.id: one for one in publications_of(session, [key[0] for key in keys])}
        return {
            key: _pieces(
                str(macro(found[key[0]], with_year=key[2], eager=key[3], open=OPEN, close=CLOSE))
            )
            for key in keys
            if key[0] in found
        }


def shared() -> Any:
    """The macros that pages share, with what every page has."""
    template = current_app.jinja_env.get_template("_shared.html")
    context: dict[str, Any] = {}
    current_app.update_template_context(context)
    return template.make_module(context)


def _pieces(html: str) -> list[str]:
    """Markup and, at every odd place, a text that may be marked."""
    return _INDENT.sub("\n", html.strip()).replace(CLOSE, OPEN).split(OPEN)


def _joined(pieces: list[str], words: Sequence[search.Word]) -> str:
    if not words:
        return "".join(pieces)
    return "".join(
        search.mark(piece, words) if number % 2 else piece for number, piece in enumerate(pieces)
    )
