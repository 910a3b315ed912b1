"""Reading the index of facets from the database, all of it in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import orjson
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select, text

from microsite.filters import ARGUMENTS, Facet, canonical_type
from microsite.folding import key
from microsite.localized import Localized
from microsite.models import Publication
from microsite.publications.conditions import EXTRAS, NEWEST_FIRST, SHOWN, TERMS
from microsite.publications.index import Index, Label, Ranking
from microsite.publications.postings import Postings, Ranks

Held = dict[Facet, dict[str, Ranks]]
Labels = dict[Facet, dict[str, Label]]
# Everything that a value may be, with what its table knows of it.
_VALUES = text(
    """SELECT 'directions' AS kind, id, slug, name, hue, position FROM directions
    UNION ALL SELECT 'people', id, slug, name, NULL, position FROM people
    UNION ALL SELECT 'projects', id, slug, name, NULL, position FROM projects
    UNION ALL SELECT kind, id, value, label, NULL, 0 FROM terms
    ORDER BY position, id"""
)
# One row for all publications of a value: SQLite joins numbers faster than Python fetches rows.
_HELD = text(
    """SELECT 'directions', direction_id, group_concat(publication_id)
        FROM publication_directions GROUP BY direction_id
    UNION ALL SELECT 'people', person_id, group_concat(publication_id)
        FROM authorships WHERE person_id IS NOT NULL GROUP BY person_id
    UNION ALL SELECT 'projects', project_id, group_concat(publication_id)
        FROM publication_projects GROUP BY project_id"""
)
_TERMS = text(
    "SELECT group_concat(publication_id), group_concat(term_ids, ';') FROM publication_terms"
)
_TEAM = text("SELECT name, publication_id FROM authorships WHERE person_id IS NOT NULL")
_TABLES: dict[str, Facet] = {
    "directions": "directions",
    "people": "people",
    "projects": "projects",
}
_FACETS: dict[str, Facet] = {kind: facet for facet, kind in TERMS.items()}
_NOBODY = np.empty(0, dtype=np.int32)


def read_index(connection: Connection) -> Index:
    """The index of all shown publications, of one state of the database."""
    columns = select(Publication.id, Publication.year, Publication.entry_type).where(SHOWN)
    shown = columns.order_by(*NEWEST_FIRST).subquery().c
    ids, years, types = connection.execute(
        select(
            func.group_concat(shown.id),
            func.group_concat(func.coalesce(shown.year, Index.NO_YEAR)),
            func.group_concat(shown.entry_type),
        )
    ).one()
    ranking = Ranking(_numbers(ids).tolist())
    held: Held = {facet: {} for facet in ARGUMENTS}
    labels: Labels = {facet: {} for facet in ARGUMENTS}
    held["types"] = _types(types.split(",") if types else ())
    labels["types"] = {name: Label(name) for name in held["types"]}
    # To ask for what nobody has is no mistake in the address.
    labels["extras"] = {name: Label(name) for name in EXTRAS}
    _read_values(connection, ranking, held, labels)
    return Index(
        ranking=ranking,
        years=_numbers(years).astype(np.int32),
        facets={facet: Postings(len(ranking), ranks) for facet, ranks in held.items()},
        labels=labels,
        first_directions=_first(len(ranking), held["directions"]),
        covered=frozenset(_covered(connection, ranking, held["authors"])),
        engine=connection.engine,
    )


def _numbers(text: str | None) -> NDArray[np.int64]:
    """Numbers that SQLite has joined with commas: a row for each would take much longer."""
    return np.fromstring(text or "", dtype=np.int64, sep=",")


def _types(written: Sequence[str]) -> dict[str, Ranks]:
    names = list(dict.fromkeys(map(canonical_type, dict.fromkeys(written))))
    places = {name: names.index(canonical_type(name)) for name in dict.fromkeys(written)}
    placed = np.array([places[name] for name in written], dtype=np.int32)
    return {
        name: np.flatnonzero(placed == place).astype(np.int32) for place, name in enumerate(names)
    }


def _read_values(connection: Connection, ranking: Ranking, held: Held, labels: Labels) -> None:
    ranks = {
        (table, number): np.unique(ranking.of(_numbers(ids)))
        for table, number, ids in connection.execute(_HELD)
    }
    terms = _read_terms(connection, ranking)
    for kind, number, value, label, hue, _ in connection.execute(_VALUES):
        table = _TABLES.get(kind)
        if table:
            labels[table][value] = Label(Localized(orjson.loads(label)), hue)
            held[table][value] = ranks.get((kind, number), _NOBODY)
        elif number in terms:
            facet = _FACETS[kind]
            labels[facet][value] = Label(label)
            held[facet][value] = terms[number]


def _read_terms(connection: Connection, ranking: Ranking) -> dict[int, Ranks]:
    """The ranks of the publications that have each term, by its id."""
    ids, joined = connection.execute(_TERMS).one()
    if not ids:
        return {}
    terms = _numbers(joined.replace(";", ","))
    sizes = [numbers.count(",") + 1 for numbers in joined.split(";")]
    ranks = np.repeat(ranking.places(_numbers(ids)), sizes)
    terms, ranks = terms[ranks >= 0], ranks[ranks >= 0]
    order = np.lexsort((ranks, terms))
    terms, ranks = terms[order], ranks[order]
    starts = np.flatnonzero(np.diff(terms, prepend=-1))
    ends = [*starts.tolist(), len(terms)][1:]
    found = zip(terms[starts].tolist(), starts.tolist(), ends, strict=True)
    return {number: ranks[start:end] for number, start, end in found}


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
    for name, number in connection.execute(_TEAM):
        linked[key(name)].add(number)
    for value, numbers in linked.items():
        if len(ranking.of(numbers)) == len(authors.get(value, _NOBODY)):
            yield value
