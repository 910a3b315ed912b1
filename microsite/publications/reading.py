"""Reading the index of facets from the database, all of it in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select, text

from microsite.filters import ARGUMENTS, Facet, canonical_type
from microsite.folding import key
from microsite.models import Direction, Person, Project, Publication, Term
from microsite.publications.conditions import EXTRAS, NEWEST_FIRST, SHOWN, TERMS
from microsite.publications.index import Index, Label, Ranking
from microsite.publications.postings import Postings, Ranks

Held = dict[Facet, dict[str, Ranks]]
Labels = dict[Facet, dict[str, Label]]
# One row for all publications of a value: SQLite joins numbers faster than Python fetches rows.
_HELD = "SELECT {value}, group_concat(publication_id) FROM {table} GROUP BY {value}"
_NOBODY = np.empty(0, dtype=np.int32)


def read_index(connection: Connection) -> Index:
    """The index of all shown publications, of one state of the database."""
    columns = select(Publication.id, Publication.year, Publication.entry_type).where(SHOWN)
    rows = connection.execute(columns.order_by(*NEWEST_FIRST)).all()
    ranking = Ranking([row.id for row in rows])
    held: Held = {facet: {} for facet in ARGUMENTS}
    labels: Labels = {facet: {} for facet in ARGUMENTS}
    held["types"] = _types(row.entry_type for row in rows)
    labels["types"] = {name: Label(name) for name in held["types"]}
    # To ask for what nobody has is no mistake in the address.
    labels["extras"] = {name: Label(name) for name in EXTRAS}
    _read_tables(connection, ranking, held, labels)
    _read_terms(connection, ranking, held, labels)
    years = [Index.NO_YEAR if row.year is None else row.year for row in rows]
    return Index(
        ranking=ranking,
        years=np.array(years, dtype=np.int32),
        facets={facet: Postings(len(ranking), ranks) for facet, ranks in held.items()},
        labels=labels,
        first_directions=_first(len(ranking), held["directions"]),
        covered=frozenset(_covered(connection, ranking, held["authors"])),
        engine=connection.engine,
    )


def _types(written: Iterable[str]) -> dict[str, Ranks]:
    ranks: dict[str, list[int]] = defaultdict(list)
    for rank, name in enumerate(written):
        ranks[canonical_type(name)].append(rank)
    return {name: np.array(numbers, dtype=np.int32) for name, numbers in ranks.items()}


def _read_tables(connection: Connection, ranking: Ranking, held: Held, labels: Labels) -> None:
    """Directions, people and projects, in the order that the lab gave them."""
    sources: tuple[tuple[Facet, type[Direction | Person | Project], str, str], ...] = (
        ("directions", Direction, "direction_id", "publication_directions"),
        ("people", Person, "person_id", "authorships"),
        ("projects", Project, "project_id", "publication_projects"),
    )
    for facet, model, value, table in sources:
        ranks = _ranks(connection, ranking, value, table)
        hue = Direction.hue if model is Direction else func.nullif(1, 1)
        query = select(model.id, model.slug, model.name, hue).order_by(model.position, model.id)
        for number, slug, name, its_hue in connection.execute(query):
            labels[facet][slug] = Label(name, its_hue)
            held[facet][slug] = ranks.get(number, _NOBODY)


def _read_terms(connection: Connection, ranking: Ranking, held: Held, labels: Labels) -> None:
    ranks = _ranks(connection, ranking, "term_id", "publication_terms")
    facets = {kind: facet for facet, kind in TERMS.items()}
    query = select(Term.id, Term.kind, Term.value, Term.label).order_by(Term.id)
    for number, kind, value, label in connection.execute(query):
        if len(ranks.get(number, _NOBODY)):
            held[facets[kind]][value] = ranks[number]
            labels[facets[kind]][value] = Label(label)


def _ranks(connection: Connection, ranking: Ranking, value: str, table: str) -> Mapping[int, Ranks]:
    """For each id of `value` in `table`, the ranks of the publications it stands with."""
    rows = connection.execute(text(_HELD.format(value=value, table=table)))
    return {
        number: np.unique(ranking.of(np.fromstring(ids, dtype=np.int64, sep=",")))
        for number, ids in rows
        if number is not None
    }


def _first(size: int, directions: Mapping[str, Ranks]) -> NDArray[np.int64]:
    first = np.full(size, len(directions), dtype=np.int64)
    for place, ranks in reversed(list(enumerate(directions.values()))):
        first[ranks] = place
    return first


def _covered(
    connection: Connection, ranking: Ranking, authors: Mapping[str, Ranks]
) -> Iterable[str]:
    """The names that nobody but people of the team has written under."""
    linked: dict[str, set[int]] = defaultdict(set)
    query = text("SELECT name, publication_id FROM authorships WHERE person_id IS NOT NULL")
    for name, number in connection.execute(query):
        linked[key(name)].add(number)
    for value, numbers in linked.items():
        if len(ranking.of(numbers)) == len(authors.get(value, _NOBODY)):
            yield value
