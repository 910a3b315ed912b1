"""Publications like one: by the same people, in the same directions, about the same words."""

from collections.abc import Iterator
from itertools import pairwise

from sqlalchemy import Float, Select, column, func, literal_column, select, table, text
from sqlalchemy.orm import Session

from microsite.folding import fold_words
from microsite.models import Authorship, Publication
from microsite.models.publication import publication_directions
from microsite.publications.conditions import SHOWN, WITH_PARTS
from microsite.search import INDEX

MOST = 4
# So many of those with the most words in common are looked at more closely.
_CANDIDATES = 40
_MOST_PHRASES = 24
# A word that more publications have says little, and to rank them all would take long.
_MOST_WITH_WORD = 2000
_VOCABULARY = table("publications_words", column("term"), column("doc"))


def related(session: Session, publication: Publication) -> list[Publication]:
    """Those most alike, the most alike first; none where nothing is."""
    phrases = list(dict.fromkeys(filter(None, _phrases(publication))))[:_MOST_PHRASES]
    rare = _rare(session, [phrase for phrase in phrases if " " not in phrase])
    phrases = [phrase for phrase in phrases if " " in phrase or phrase in rare]
    if not phrases:
        return []
    return list(session.scalars(_query(publication, phrases).options(*WITH_PARTS)))


def _rare(session: Session, words: list[str]) -> set[str]:
    """Those of the words that few publications have."""
    session.execute(
        text(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{_VOCABULARY.name}"
            f" USING fts5vocab(main, {INDEX.name}, row)"
        )
    )
    words_had = _VOCABULARY.c
    query = select(words_had.term).where(words_had.term.in_(words))
    return set(session.scalars(query.where(words_had.doc <= _MOST_WITH_WORD)))


def _query(publication: Publication, phrases: list[str]) -> Select[Publication]:
    people = [one.person_id for one in publication.authorships if one.person_id]
    directions = [direction.id for direction in publication.directions]
    words = " OR ".join(f'"{phrase}"' for phrase in phrases)
    rank = literal_column("rank", Float)
    alike = (
        select(INDEX.c.rowid, rank.label("distance"))
        .where(INDEX.c.publications_fts.op("MATCH")(words), INDEX.c.rowid != publication.id)
        .order_by(rank)
        .limit(_CANDIDATES)
        .subquery()
    )
    same_people = (
        select(func.count())
        .where(Authorship.publication_id == Publication.id, Authorship.person_id.in_(people))
        .scalar_subquery()
    )
    links = publication_directions.c
    same_directions = (
        select(func.count())
        .where(links.publication_id == Publication.id, links.direction_id.in_(directions))
        .scalar_subquery()
    )
    # BM25 is the smaller the more alike; an author or a direction in common weighs as a rare word.
    distance = alike.c.distance - 1.5 * same_people - 2 * same_directions
    return (
        select(Publication)
        .join(alike, alike.c.rowid == Publication.id)
        .where(SHOWN)
        .order_by(distance, Publication.year.desc(), Publication.id.desc())
        .limit(MOST)
    )


def _phrases(publication: Publication) -> Iterator[str]:
    """What to look for, folded: keywords, authors, the title's words and pairs of neighbours.

    A Chinese word is a run of single characters here, so a pair of them stands for one.
    """
    for keyword in publication.keywords[:8]:
        yield " ".join(fold_words(keyword))
    for authorship in publication.authorships[:8]:
        yield " ".join(fold_words(authorship.name))
    words = fold_words(publication.title)
    yield from (word for word in words if len(word) > 3)
    for word, following in pairwise(words):
        if _says_something(word) and _says_something(following):
            yield f"{word} {following}"


def _says_something(word: str) -> bool:
    return len(word) > 3 or not word.isascii()
