"""Writing publications with their authors: new ones by the thousand, in few statements."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from microsite.bibtex.names import Name
from microsite.folding import fold
from microsite.importing.facts import Incoming, columns, search_text
from microsite.importing.pinyin import spellings
from microsite.importing.rows import Table
from microsite.importing.terms import Terms, terms_of, terms_of_publication
from microsite.localized import Localized
from microsite.models import Authorship, Person, Publication
from microsite.models.base import now
from microsite.models.publication import publication_directions
from microsite.search import indexed_together

# Rows gathered before they go to the database: enough for speed, little in memory.
BATCH = 500


class _Author(NamedTuple):
    """A name as it is stored, and all spellings it is found by."""

    parts: tuple[str, str, str, str, str, str]
    person_id: int | None
    spellings: tuple[str, ...]


class Writer:
    """Gathers rows and writes them in batches; call `flush` at the end.

    New rows get their ids here, so nobody else may write meanwhile: the caller holds the lock.
    `moment` is when all of it happens.
    """

    def __init__(self, session: Session) -> None:
        self.moment = now()
        self._session = session
        self._people = _people_by_name(session)
        self._authors: dict[Name, _Author] = {}
        self._keys = set(session.scalars(select(Publication.citation_key)))
        self._next_id = (session.scalar(select(func.max(Publication.id))) or 0) + 1
        self._publications = Table(
            session, Publication.__table__, created_at=self.moment, updated_at=self.moment
        )
        self._authorships = Table(session, Authorship.__table__, without=("id",))
        self._directions = Table(session, publication_directions)
        self._terms = Terms(session)
        self._rewritten: set[int] = set()

    def add(
        self, given: Incoming, directions: Iterable[int], upload_id: int | None
    ) -> tuple[int, str]:
        """A new publication with the directions of these ids: its id and its citation key.

        The key differs from the entry's if that is taken.
        """
        key, number = self._free_key(given.entry.key), self._next_id
        self._next_id += 1
        said = columns(given)
        names = self._write_authors(number, given)
        self._publications.add(
            {
                "id": number,
                "citation_key": key,
                "fingerprint": given.fingerprint,
                # A biblatex container of fields for others to inherit is no work of its own.
                "hidden": given.entry.entry_type == "xdata",
                "upload_id": upload_id,
                **search_text(key, said, names, Localized()),
                **said,
            }
        )
        self._terms.add(number, terms_of(said, _written(given), {}))
        for direction_id in directions:
            self._directions.add({"publication_id": number, "direction_id": direction_id})
        if len(self._publications) >= BATCH:
            self.flush()
        return number, key

    def update(
        self, publication: Publication, whole: Incoming, fingerprint: str, *, is_own: bool = False
    ) -> None:
        """Make a publication say what `whole` says.

        `fingerprint` is that of the entry it is known by from now on. With `is_own` the change
        belongs to the making of the publication.
        """
        if publication.id in self._rewritten:
            self.flush()
        self._rewritten.add(publication.id)
        said = columns(whole)
        for name, value in said.items():
            setattr(publication, name, value)
        publication.fingerprint = fingerprint
        publication.updated_at = publication.created_at if is_own else self.moment
        names = self._write_authors(publication.id, whole)
        searched = search_text(publication.citation_key, said, names, publication.translated_title)
        for name, value in searched.items():
            setattr(publication, name, value)
        # All columns at once: a second flush would set another time.
        self._session.flush()
        self._session.execute(delete(Authorship).where(Authorship.publication_id == publication.id))
        self._session.expire(publication, ["authorships"])
        own = {"own_links": publication.own_links, "award": publication.award}
        self._terms.replace(publication.id, terms_of(said, _written(whole), own))

    def flush(self) -> None:
        """Write what was gathered."""
        self._session.flush()
        first_id = self._next_id - len(self._publications)
        if self._publications:
            with indexed_together(self._session.connection(), first_id):
                self._publications.write()
        self._authorships.write()
        self._directions.write()
        self._terms.flush()
        self._rewritten.clear()

    def _write_authors(self, publication_id: int, given: Incoming) -> list[str]:
        """Their rows, and all names to be found by: in the file's spelling and in the team's."""
        people = given.people
        names: list[str] = []
        for position, name in enumerate(people.names):
            author = self._authors.get(name) or self._known(name)
            self._authorships.append(
                (publication_id, position, people.role, *author.parts, author.person_id)
            )
            names += author.spellings
        return names

    def _known(self, name: Name) -> _Author:
        """The name as it is stored; each is worked out once, for the same people write again."""
        display = name.display
        person = self._people.get(fold(display)) if self._people else None
        parts = (name.given, name.von, name.family, name.jr, name.literal, display)
        author = _Author(parts, person.id if person else None, tuple(_names(display, person)))
        self._authors[name] = author
        return author

    def _free_key(self, key: str) -> str:
        if key in self._keys:
            key = next(one for one in _numbered(key) if one not in self._keys)
        self._keys.add(key)
        return key


def write_derived(session: Session, publications: Iterable[Publication]) -> None:
    """Set anew what searches look through and lists are narrowed by.

    To be called after an editor's column, or anything an import did not write, has changed.
    """
    terms = Terms(session)
    for publication in publications:
        _write_search_text(publication)
        session.flush()
        terms.replace(publication.id, terms_of_publication(publication))
    terms.flush()


def _write_search_text(publication: Publication) -> None:
    said = {
        name: getattr(publication, name)
        for name in ("title", "venue", "year", "keywords", "doi", "abstract")
    }
    names: list[str] = []
    for authorship in publication.authorships:
        names += _names(authorship.name, authorship.person)
    searched = search_text(publication.citation_key, said, names, publication.translated_title)
    for name, value in searched.items():
        if getattr(publication, name) != value:
            setattr(publication, name, value)


def _written(given: Incoming) -> list[str]:
    """The authors' names as they are shown."""
    return [name.display for name in given.people.names]


def _names(written: str, person: Person | None) -> Sequence[str]:
    """What an author is found by: the name as written, the team's spellings of it, and pinyin."""
    names = dict.fromkeys([written, *(person.name.values() if person else ())])
    # Min-Jun is found as Minjun, too.
    joined = [name.replace("-", "") for name in names if "-" in name]
    return [*names, *joined, *filter(None, map(spellings, names))]


def _numbered(key: str) -> Iterator[str]:
    yield key
    number = 2
    while True:
        yield f"{key}-{number}"
        number += 1


def _people_by_name(session: Session) -> dict[str, Person]:
    """People by each of their names; a name that two of them share finds neither."""
    found: dict[str, Person] = {}
    shared: set[str] = set()
    for person in session.scalars(select(Person)):
        for name in {fold(name) for name in [*person.name.values(), *person.aliases]} - {""}:
            if name in found:
                shared.add(name)
            found[name] = person
    return {name: person for name, person in found.items() if name not in shared}
