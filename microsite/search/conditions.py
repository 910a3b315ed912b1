"""A search as conditions on the publications.

The query of the full-text index is built from folded words as phrases: no operator of FTS5 can
get in (https://www.sqlite.org/fts5.html#full_text_query_syntax).
"""

from collections.abc import Iterator

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    column,
    func,
    not_,
    or_,
    select,
    text,
)

from microsite.models import Direction, Publication
from microsite.models.publication import publication_directions
from microsite.search.fulltext import INDEX
from microsite.search.grammar import Field, Query, Word, parse

_COLUMNS: dict[Field, str] = {
    "author": "folded_names : ",
    "venue": "folded_venue : ",
}
# A word in the title says most about what a publication is about, then its authors.
_RANKED = text(
    "SELECT rowid FROM publications_fts WHERE publications_fts MATCH :query"
    " ORDER BY bm25(publications_fts, 8.0, 4.0, 2.0, 1.0), rowid DESC"
)
_FOUND = text("SELECT rowid FROM publications_fts WHERE publications_fts MATCH :query")


def matching(words: str) -> ColumnElement[bool] | None:
    """The condition that a publication is what was searched for; None where there is no word."""
    query = parse(words)
    return and_(*_conditions(query)) if query else None


def found(connection: Connection, words: str, *, ranked: bool = False) -> list[int] | None:
    """The ids of what was searched for, with `ranked` the best first; None for no word."""
    query = parse(words)
    if not query:
        return None
    wanted = _wanted(query)
    others = list(_others(query))
    if not wanted:
        return list(connection.scalars(select(Publication.id).where(*others)))
    ids = list(connection.scalars(_RANKED if ranked else _FOUND, {"query": wanted}))
    if others:
        allowed = set(connection.scalars(select(Publication.id).where(*others)))
        ids = [number for number in ids if number in allowed]
    return ids


def phrase(word: Word) -> str:
    """One word or phrase in the language of the index."""
    if word.field == "initial":
        return f'("{word.folded}" OR folded_names : "{word.folded}"*)'
    return f'{_COLUMNS.get(word.field, "")}"{word.folded}"{"*" if word.is_start else ""}'


def _wanted(query: Query) -> str:
    return " AND ".join(
        phrase(word) for word in query.words if not word.is_without and word.field != "direction"
    )


def _conditions(query: Query) -> Iterator[ColumnElement[bool]]:
    wanted = _wanted(query)
    if wanted:
        yield _holds(wanted)
    yield from _others(query)


def _others(query: Query) -> Iterator[ColumnElement[bool]]:
    """All but the words that are to be there."""
    for word in query.words:
        if word.field == "direction":
            said = _of_direction(word.folded)
            yield not_(said) if word.is_without else said
        elif word.is_without:
            yield not_(_holds(phrase(word)))
    for span in query.years:
        within = func.coalesce(Publication.year, -10_000).between(span.since, span.until)
        yield not_(within) if span.is_without else within


def _holds(query: str) -> ColumnElement[bool]:
    matched = select(INDEX.c.rowid).where(INDEX.c.publications_fts.op("MATCH")(query))
    return Publication.id.in_(matched)


def _of_direction(folded: str) -> ColumnElement[bool]:
    """That a direction's short name, or its name in any language, holds the words."""
    names = func.json_each(Direction.name).table_valued(column("value", String))
    # The names are not folded: each character of the words in its order, whatever is between.
    pattern = "%".join(["", *folded.split(), ""])
    said = select(names.c.value).where(names.c.value.ilike(pattern)).exists()
    slug = Direction.slug.ilike(pattern)
    held = select(publication_directions.c.publication_id).join(Direction)
    return Publication.id.in_(held.where(or_(slug, said)))
