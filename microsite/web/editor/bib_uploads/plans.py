"""What was read of an upload and what it would do, kept while somebody pages through it."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import Session

from microsite import formats, importing
from microsite.bibtex import ParsedFile
from microsite.db import db
from microsite.importing import placing
from microsite.importing.plan import Plan
from microsite.models import BibUpload, Direction, EntryDecision, Publication
from microsite.web.data import all_directions

# Few and small enough for a small machine: what is read takes about ten times its file.
MOST, MOST_BYTES = 2, 20_000_000
_EXTENSION = "microsite-plans"

Key = tuple[int, str, str]


@dataclass(slots=True)
class _Kept:
    parsed: ParsedFile
    size: int
    state: str = ""
    plan: Plan | None = None
    suggested: Mapping[int, tuple[str, ...]] | None = None


class Plans:
    """The last uploads that were looked at, by this process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, upload: BibUpload) -> _Kept:
        """What is kept of an upload, its file read if need be."""
        # Fetching replaces the content once, and the name with it.
        key = (upload.id, upload.filename, upload.created_at.isoformat())
        with self._lock:
            found = self._kept.get(key)
            if found:
                self._kept.move_to_end(key)
                return found
        content = upload.content
        made = _Kept(formats.read(upload.filename, content), len(content))
        with self._lock:
            self._kept[key] = made
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and (len(self._kept) > MOST or self._bytes() > MOST_BYTES):
                self._kept.popitem(last=False)
        return made

    def _bytes(self) -> int:
        return sum(one.size for one in self._kept.values())


def parsed(upload: BibUpload) -> ParsedFile:
    """What was read of an upload's file."""
    return _plans().of(upload).parsed


def plan(upload: BibUpload) -> Plan:
    """What an upload would do to the site as it is now, never as it was."""
    return _current(upload)[0]


def suggested(upload: BibUpload) -> Mapping[int, tuple[str, ...]]:
    """The directions suggested for the rows of its plan, by number."""
    return _current(upload)[1]


def _current(upload: BibUpload) -> tuple[Plan, Mapping[int, tuple[str, ...]]]:
    kept, state = _plans().of(upload), _state(db.session(), all_directions())
    if kept.state == state and kept.plan is not None and kept.suggested is not None:
        return kept.plan, kept.suggested
    made = importing.draw_up(db.session(), kept.parsed)
    suggestions = _suggested(made)
    # Read in the transaction that the state was read in: the three belong together.
    kept.plan, kept.suggested, kept.state = made, suggestions, state
    return made, suggestions


def _suggested(made: Plan) -> Mapping[int, tuple[str, ...]]:
    rows = made.rows_of("new")
    known = placing.learned(db.session()) if rows else None
    return importing.suggest(rows, all_directions(), known)


def _state(session: Session, directions: list[Direction]) -> str:
    """A hash of all that a plan is made from; far sooner made than the plan."""
    version = type_coerce(Publication.updated_at, String)
    publications = select(
        Publication.id, Publication.citation_key, Publication.fingerprint, version
    ).order_by(Publication.id)
    decisions = select(
        EntryDecision.id,
        EntryDecision.mark,
        EntryDecision.publication_id,
        EntryDecision.fingerprint,
    ).order_by(EntryDecision.id)
    hashed = hashlib.sha256()
    for query in (publications, decisions):
        for row in session.execute(query):
            hashed.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    for one in directions:
        hashed.update(
            repr((one.slug, one.name, one.summary, one.text, one.words, one.venues)).encode()
        )
    return hashed.hexdigest()


def _plans() -> Plans:
    plans: Plans = current_app.extensions.setdefault(_EXTENSION, Plans())
    return plans
