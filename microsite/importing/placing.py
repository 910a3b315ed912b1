"""What the library teaches about directions, and what it suggests for what it holds."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple, cast

from sqlalchemy import CursorResult, Select, Table, func, select
from sqlalchemy.orm import Session

from microsite.importing.learning import Learned, learn
from microsite.importing.rules import Work
from microsite.importing.suggest import read_all, suggestions
from microsite.importing.topics import (
    IN_ABSTRACT,
    IN_KEYWORDS,
    IN_TITLE,
    IN_VENUE,
    Stems,
    placed,
)
from microsite.models import Direction, Publication
from microsite.models.publication import publication_directions, refused_directions

# More would teach little, and take seconds.
ENOUGH = 5_000
# So many are looked at for suggestions at once.
JUDGED = 20_000


class Placed(NamedTuple):
    """A suggestion for a publication that is held."""

    publication_id: int
    because: tuple[str, ...]


def learned(session: Session) -> Learned:
    """What the publications that have directions teach; of many, the newest."""
    stems = Stems()
    works = _works(session, _latest_placed())
    return learn((placed(work.parts, stems), work.own or ()) for work in works.values())


def open_suggestions(session: Session) -> dict[str, list[Placed]]:
    """By direction: publications that may belong to it, do not yet, and were not refused.

    Those without any direction come first, then the newest.
    """
    directions = list(session.scalars(select(Direction).order_by(Direction.position)))
    works = _works(session, _to_be_judged())
    read = read_all(works)
    latest = sorted((number for number in works if works[number].own), reverse=True)[:ENOUGH]
    known = learn((read.said[number], works[number].own or ()) for number in latest)
    refused = _pairs(session, refused_directions)
    found: dict[str, list[Placed]] = {direction.slug: [] for direction in directions}
    suggested = suggestions(works, directions, known, read)
    for number in sorted(suggested, key=lambda one: (bool(works[one].own), -one)):
        for one in suggested[number]:
            if one.slug not in (works[number].own or ()) and one.slug not in refused[number]:
                found[one.slug].append(Placed(number, one.because))
    return found


def refuse(session: Session, slug: str, numbers: Collection[int]) -> int:
    """Never suggest this direction for these publications again; how many that newly are."""
    direction = session.scalar(select(Direction.id).where(Direction.slug == slug))
    there = set(session.scalars(select(Publication.id).where(Publication.id.in_(numbers))))
    if direction is None or not there:
        return 0
    held = select(refused_directions.c.publication_id)
    there -= set(session.scalars(held.where(refused_directions.c.direction_id == direction)))
    rows = [{"publication_id": number, "direction_id": direction} for number in sorted(there)]
    if rows:
        session.execute(refused_directions.insert(), rows)
    return len(rows)


def suggest_again(session: Session, slug: str, numbers: Collection[int]) -> int:
    """Take a refusal back; of how many."""
    direction = select(Direction.id).where(Direction.slug == slug).scalar_subquery()
    found = refused_directions.delete().where(
        refused_directions.c.direction_id == direction,
        refused_directions.c.publication_id.in_(numbers),
    )
    return cast("CursorResult[Any]", session.execute(found)).rowcount


def refusals(session: Session, most: int) -> tuple[list[tuple[int, str]], int]:
    """Publications with the slugs of directions refused for them, the newest, and of how many."""
    refused = refused_directions.c
    query = (
        select(refused.publication_id, Direction.slug)
        .join(Direction, Direction.id == refused.direction_id)
        .order_by(refused.publication_id.desc(), Direction.position)
        .limit(most)
    )
    total = session.scalar(select(func.count()).select_from(refused_directions)) or 0
    return [(number, slug) for number, slug in session.execute(query)], total


def _to_be_judged() -> Select[int]:
    """Those without a direction first, then the newest."""
    placed_ones = select(publication_directions.c.publication_id)
    ids = select(Publication.id)
    return ids.order_by(Publication.id.in_(placed_ones), Publication.id.desc()).limit(JUDGED)


def _latest_placed() -> Select[int]:
    placed_ones = select(publication_directions.c.publication_id).distinct()
    return placed_ones.order_by(publication_directions.c.publication_id.desc()).limit(ENOUGH)


def _works(session: Session, wanted: Select[int] | None = None) -> dict[int, Work]:
    """The works with these ids, or all."""
    own = _pairs(session, publication_directions)
    columns = (
        Publication.id, Publication.title, Publication.translated_title, Publication.keywords,
        Publication.venue, Publication.abstract,
    )  # fmt: skip
    found = {}
    query = select(*columns)
    if wanted is not None:
        query = query.where(Publication.id.in_(wanted))
    for number, title, translated, keywords, venue, abstract in session.execute(query):
        parts = (
            (IN_TITLE, f"{title} {translated.both()}"),
            (IN_KEYWORDS, " ".join(keywords)),
            (IN_VENUE, venue),
            (IN_ABSTRACT, abstract),
        )
        # One without a direction taught nothing: it is not left out of what is known.
        found[number] = Work(parts, venue, frozenset(own[number]) if own[number] else None)
    return found


def _pairs(session: Session, table: Table) -> defaultdict[int, set[str]]:
    """The slugs of the directions that a table has for each publication."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    query = select(table.c.publication_id, Direction.slug)
    for number, slug in session.execute(
        query.join(Direction, Direction.id == table.c.direction_id)
    ):
        found[number].add(slug)
    return found
