"""The terms that lists are narrowed by, kept beside the publications they are read from."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from microsite.bibtex.languages import guess
from microsite.folding import key
from microsite.importing.rows import Table
from microsite.models import Publication, Term
from microsite.models.publication import publication_terms

# What is worth asking whether a publication has it.
EXTRAS = ("pdf", "code", "video")
Found = tuple[str, str]
"""A kind and how it is written."""


def terms_of(
    said: Mapping[str, Any], names: Iterable[str], editors: Mapping[str, Any]
) -> list[Found]:
    """The terms of a publication: `said` and `editors` are its columns, `names` its authors."""
    return list(_terms(said, names, editors))


def _terms(
    said: Mapping[str, Any], names: Iterable[str], editors: Mapping[str, Any]
) -> Iterator[Found]:
    if said["venue"]:
        yield "venue", said["venue"]
    for name in names:
        yield "author", name
    for word in said["keywords"]:
        yield "keyword", word
    for code in said["languages"] or [guess(said["title"])]:
        yield "language", code
    kinds = {link[0] for link in (*said["bib_links"], *editors.get("own_links", ()))}
    if editors.get("pdf_id"):
        kinds.add("pdf")
    for kind in EXTRAS:
        if kind in kinds:
            yield "has", kind
    if editors.get("award"):
        yield "has", "award"


class Terms:
    """Gathers the terms of publications and writes them in batches; nobody else may meanwhile."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._numbers: dict[Found, int] = {
            (kind, value): number
            for number, kind, value in session.execute(select(Term.id, Term.kind, Term.value))
        }
        self._next_id = (session.scalar(select(func.max(Term.id))) or 0) + 1
        self._known: dict[Found, int] = {}
        self._terms = Table(session, Term.__table__)
        self._held = Table(session, publication_terms)
        self._gone: list[tuple[int]] = []

    def add(self, publication_id: int, found: Iterable[Found]) -> None:
        """A new publication's terms."""
        known = self._known
        numbers = {known.get(term) or self._number(term) for term in found}
        numbers.discard(0)
        if numbers:
            self._held.append((publication_id, ",".join(map(str, sorted(numbers)))))

    def replace(self, publication_id: int, found: Iterable[Found]) -> None:
        """A changed publication's terms. What was gathered of it must have been written."""
        self._gone.append((publication_id,))
        self.add(publication_id, found)

    def flush(self) -> None:
        """Write what was gathered; the publications must be there."""
        if self._gone:
            self._session.connection().exec_driver_sql(
                "DELETE FROM publication_terms WHERE publication_id = ?", self._gone
            )
            self._gone = []
        self._terms.write()
        self._held.write()

    def _number(self, term: Found) -> int:
        """The term's id, 0 for what has no word; each way of writing is worked out once."""
        kind, label = term
        value = key(label) if kind in ("venue", "author", "keyword") else label
        number = self._numbers.get((kind, value), 0) if value else 0
        if value and not number:
            number = self._next_id
            self._next_id += 1
            self._numbers[kind, value] = number
            self._terms.append((number, kind, value, " ".join(label.split())))
        self._known[term] = number
        return number


def forget_newest(session: Session) -> None:
    """Delete the latest terms if nothing has them (any more), as after an undo."""
    held = session.scalars(select(publication_terms.c.term_ids))
    last = max((int(ids.rpartition(",")[2]) for ids in held), default=0)
    unused = delete(Term).where(Term.id > last)
    session.execute(unused, execution_options={"synchronize_session": False})


def terms_of_publication(publication: Publication) -> list[Found]:
    """The terms of a publication as it is held."""
    names = [authorship.name for authorship in publication.authorships]
    said = vars_of(publication, ("title", "venue", "keywords", "languages", "bib_links"))
    return terms_of(said, names, vars_of(publication, ("own_links", "award", "pdf_id")))


def vars_of(publication: Publication, names: Iterable[str]) -> dict[str, Any]:
    """Some columns by their names; those of a new object may still be unset."""
    return {name: getattr(publication, name) or () for name in names}
