"""What an editor decided about an unclear entry, remembered for when it comes again."""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.folding import fold
from microsite.importing.facts import Incoming
from microsite.models import Publication
from microsite.models.editor import EntryDecision


class Decision(NamedTuple):
    """The publication that an entry is, None where it is to be ignored.

    `fingerprint` is what the entry said when it was decided about.
    """

    publication_id: int | None
    fingerprint: str


Decisions = Mapping[str, Decision]
"""The latest decision by the mark of its entry."""


def mark(given: Incoming) -> str:
    """What stays the same of an entry while its other fields are corrected.

    That is its key as written, its title and its first author; for want of a key, its year.
    """
    entry = given.entry
    names = given.people.names
    key = entry.written_key or f"\n{entry.get('year') or entry.get('date') or ''}"
    return _hashed(key, given.folded_title, names[0].display if names else "")


def load(session: Session) -> Decisions:
    """All decisions, in one query."""
    query = select(
        EntryDecision.mark, EntryDecision.publication_id, EntryDecision.fingerprint
    ).order_by(EntryDecision.id)
    return {name: Decision(held, said) for name, held, said in session.execute(query)}


def remember(
    session: Session, given: Incoming, publication_id: int | None, upload_id: int | None
) -> None:
    """Keep that the entry is this publication, or with None that it is to be ignored."""
    _add(session, mark(given), publication_id, given.fingerprint, upload_id)


def remember_held(session: Session, publication: Publication, upload_id: int | None) -> None:
    """Keep that the entry a publication came from is still that publication.

    Call it before another entry is merged into the publication: the first file may come again.
    """
    names = [one.name for one in publication.authorships]
    known_by = _hashed(publication.citation_key, fold(publication.title), names[0] if names else "")
    _add(session, known_by, publication.id, publication.fingerprint, upload_id)


def _add(
    session: Session,
    known_by: str,
    publication_id: int | None,
    fingerprint: str,
    upload_id: int | None,
) -> None:
    session.add(
        EntryDecision(
            mark=known_by,
            publication_id=publication_id,
            fingerprint=fingerprint,
            upload_id=upload_id,
        )
    )


def _hashed(key: str, folded_title: str, author: str) -> str:
    text = "\x1f".join((key, folded_title, fold(author)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
