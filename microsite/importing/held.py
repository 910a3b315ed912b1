"""What the database holds already, as far as a plan needs it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload, undefer

from microsite.models import Publication

# SQLite allows 32,766 variables in a statement; far fewer keep each one cheap.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Held:
    """A publication as the matching sees it; `version` changes whenever the row does."""

    id: int
    citation_key: str
    fingerprint: str
    folded_title: str
    doi: str | None
    year: int | None
    version: str


def held_publications(session: Session) -> list[Held]:
    """All publications, a few columns of each, in one query."""
    query = select(
        Publication.id,
        Publication.citation_key,
        Publication.fingerprint,
        Publication.folded_title,
        Publication.doi,
        Publication.year,
        Publication.updated_at,
    )
    return [Held(*row[:-1], version=row[-1].isoformat()) for row in session.execute(query)]


def whole_publications(session: Session, ids: Iterable[int]) -> dict[int, Publication]:
    """The publications with these ids, fields, authors and directions included."""
    found: dict[int, Publication] = {}
    remaining = iter(sorted(set(ids)))
    for chunk in _chunks(remaining):
        query = (
            select(Publication)
            .where(Publication.id.in_(chunk))
            .options(
                undefer(Publication.fields),
                selectinload(Publication.authorships),
                selectinload(Publication.directions),
            )
        )
        found |= {publication.id: publication for publication in session.scalars(query)}
    return found


def _chunks(ids: Iterator[int]) -> Iterator[list[int]]:
    while chunk := list(islice(ids, CHUNK)):
        yield chunk
