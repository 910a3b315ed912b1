"""Writing publications with their authors: new ones by the thousand, in few statements."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from microsite.bibtex.names import Name
from microsite.folding import fold
from microsite.importing.facts import Incoming, columns, search_text
from microsite.localized import Localized
from microsite.models import Authorship, Direction, Person, Publication
from microsite.models.publication import publication_directions

# Rows gathered before they go to the database: enough for speed, little in memory.
BATCH = 1000


class Writer:
    """Gathers rows and writes them in batches; call `flush` at the end.

    New rows get their ids here, so nobody else may write meanwhile: the caller holds the lock.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._people = _people_by_name(session)
        self._keys = set(session.scalars(select(Publication.citation_key)))
        self._next_id = (session.scalar(select(func.max(Publication.id))) or 0) + 1
        self._publications: list[dict[str, Any]] = []
        self._authorships: list[dict[str, Any]] = []
        self._directions: list[dict[str, Any]] = []
        self._rewritten: set[int] = set()

    def add(self, given: Incoming, directions: Iterable[Direction], upload_id: int | None) -> str:
        """A new publication; its citation key, which differs from the entry's if that is taken."""
        key, number = self._free_key(given.entry.key), self._next_id
        self._next_id += 1
        said = columns(given)
        names = self._write_authors(number, given)
        self._publications.append(
            {
                "id": number,
                "citation_key": key,
                "fingerprint": given.fingerprint,
                "folded": search_text(key, said, names, Localized()),
                # A biblatex container of fields for others to inherit is no work of its own.
                "hidden": given.entry.entry_type == "xdata",
                "upload_id": upload_id,
                **said,
            }
        )
        self._directions += [
            {"publication_id": number, "direction_id": direction.id} for direction in directions
        ]
        if len(self._publications) >= BATCH:
            self.flush()
        return key

    def update(self, publication: Publication, given: Incoming) -> None:
        """Bring a publication up to an entry; fields that only the publication has stay."""
        if publication.id in self._rewritten:
            self.flush()
        self._rewritten.add(publication.id)
        whole = given.over(publication.fields)
        said = columns(whole)
        for name, value in said.items():
            setattr(publication, name, value)
        publication.fingerprint = given.fingerprint
        self._session.execute(delete(Authorship).where(Authorship.publication_id == publication.id))
        self._session.expire(publication, ["authorships"])
        names = self._write_authors(publication.id, whole)
        publication.folded = search_text(
            publication.citation_key, said, names, publication.translated_title
        )

    def flush(self) -> None:
        """Write what was gathered."""
        self._session.flush()
        for table, rows in (
            (Publication, self._publications),
            (Authorship, self._authorships),
            (publication_directions, self._directions),
        ):
            if rows:
                self._session.execute(insert(table), rows)
                rows.clear()
        self._rewritten.clear()

    def _write_authors(self, publication_id: int, given: Incoming) -> list[str]:
        """Their rows, and all names to be found by: in the file's spelling and in the team's."""
        names = []
        for position, name in enumerate(given.people.names):
            person = self._people.get(fold(name.display))
            self._authorships.append(
                {
                    "publication_id": publication_id,
                    "position": position,
                    "role": given.people.role,
                    "person_id": person.id if person else None,
                    **_parts(name),
                }
            )
            names += _names(name.display, person)
        return names

    def _free_key(self, key: str) -> str:
        free = next(one for one in _numbered(key) if one not in self._keys)
        self._keys.add(free)
        return free


def write_search_text(publication: Publication) -> None:
    """Set what a search looks through anew, after an editor's column has changed."""
    said = {
        name: getattr(publication, name)
        for name in ("title", "venue", "year", "keywords", "doi", "abstract")
    }
    names = []
    for authorship in publication.authorships:
        names += _names(authorship.name, authorship.person)
    publication.folded = search_text(
        publication.citation_key, said, names, publication.translated_title
    )


def _names(written: str, person: Person | None) -> list[str]:
    """What an author is found by: the name as written, and the team's spellings of it."""
    return [written, *(person.name.values() if person else ())]


def _numbered(key: str) -> Iterator[str]:
    yield key
    number = 2
    while True:
        yield f"{key}-{number}"
        number += 1


def _parts(name: Name) -> dict[str, str]:
    return {
        "given": name.given,
        "von": name.von,
        "family": name.family,
        "jr": name.jr,
        "literal": name.literal,
        "name": name.display,
    }


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
