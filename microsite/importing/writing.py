"""Writing publications with their authors: new ones by the thousand, in few statements."""

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from microsite.bibtex.names import Name
from microsite.folding import fold
from microsite.importing.facts import COLUMNS, SEARCHED, Incoming, columns, search_text
from microsite.importing.journal import free_key
from microsite.importing.pinyin import spellings
from microsite.importing.rows import Table, Updates
from microsite.importing.terms import Terms, terms_of, terms_of_publication
from microsite.localized import Localized
from microsite.models import Authorship, Publication, Revision
from microsite.models.base import now
from microsite.models.publication import publication_directions
from microsite.people import Linker, orcids
from microsite.search import indexed_together

# Rows gathered before they go to the database: enough for speed, little in memory.
BATCH = 500


_Parts = tuple[str, str, str, str, str, str]


class Writer:
    """Gathers rows and writes them in batches; call `flush` at the end.

    New rows get their ids here, so nobody else may write meanwhile: the caller holds the lock.
    `moment` is when all of it happens.
    """

    def __init__(self, session: Session) -> None:
        self.moment = now()
        self._session = session
        self._linker = Linker(session)
        self._parts: dict[Name, _Parts] = {}
        self._keys = set(session.scalars(select(Publication.citation_key)))
        self._next_id = next_id(session)
        self._publications = Table(
            session, Publication.__table__, created_at=self.moment, updated_at=self.moment
        )
        self._authorships = Table(session, Authorship.__table__, without=("id",))
        self._directions = Table(session, publication_directions)
        written = (*COLUMNS, *SEARCHED, "fingerprint", "updated_at")
        self._updates = Updates(session, Publication.__table__, written)
        self._terms = Terms(session)
        self._rewritten: dict[int, Publication] = {}

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
        said = columns(whole)
        names = self._write_authors(publication.id, whole)
        searched = search_text(publication.citation_key, said, names, publication.translated_title)
        moment = publication.created_at if is_own else self.moment
        self._updates.add(
            publication.id,
            {**said, **searched, "fingerprint": fingerprint, "updated_at": moment},
        )
        own = {name: getattr(publication, name) for name in ("own_links", "award", "pdf_id")}
        self._terms.replace(publication.id, terms_of(said, _written(whole), own))
        self._rewritten[publication.id] = publication
        if len(self._rewritten) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was gathered."""
        self._session.flush()
        first_id = self._next_id - len(self._publications)
        if self._publications:
            with indexed_together(self._session.connection(), first_id):
                self._publications.write()
        self._rewrite()
        self._authorships.write()
        self._directions.write()
        self._terms.flush()

    def _rewrite(self) -> None:
        """Make the updates; the authors come anew with those of new publications."""
        if self._rewritten:
            self._updates.write()
            gone = [(number,) for number in self._rewritten]
            self._session.connection().exec_driver_sql(
                "DELETE FROM authorships WHERE publication_id = ?", gone
            )
            for publication in self._rewritten.values():
                self._session.expire(publication)
            self._rewritten.clear()

    def _write_authors(self, publication_id: int, given: Incoming) -> list[str]:
        """Their rows, and what each is found by, folded."""
        people = given.people
        known = orcids(given.fields, people.role, people.names)
        links = self._linker.links(publication_id, people.names, known)
        names: list[str] = []
        for position, (name, link) in enumerate(zip(people.names, links, strict=True)):
            parts = self._parts.get(name) or self._known(name)
            person_id, orcid = link.person_id, known.get(position, "")
            self._authorships.append(
                (publication_id, position, people.role, *parts, person_id, orcid, link.doubtful)
            )
            names.append(
                _found_by(parts[-1], self._linker.spellings[person_id] if person_id else ())
            )
        return names

    def _known(self, name: Name) -> _Parts:
        """The name as it is stored; each is worked out once, for the same people write again."""
        parts = (name.given, name.von, name.family, name.jr, name.literal, name.display)
        self._parts[name] = parts
        return parts

    def _free_key(self, key: str) -> str:
        key = free_key(key, self._keys)
        self._keys.add(key)
        return key


def next_id(session: Session) -> int:
    """A number that no publication has, or had so that its revisions tell of it."""
    there = session.scalar(select(func.max(Publication.id))) or 0
    known = select(func.max(Revision.item_id)).where(Revision.kind == "publication")
    return max(there, session.scalar(known) or 0) + 1


def write_derived(session: Session, publications: Iterable[Publication]) -> None:
    """Set anew what searches look through and lists are narrowed by.

    To be called after an editor's column, or anything an import did not write, has changed. By
    this alone no publication counts as changed.
    """
    terms = Terms(session)
    for publication in publications:
        is_clean = not session.is_modified(publication)
        if write_search_text(publication) and is_clean:
            # Said again, so that it stays: by it an upload knows what it may take back.
            flag_modified(publication, "updated_at")
        session.flush()
        terms.replace(publication.id, terms_of_publication(publication))
    terms.flush()


def write_search_text(publication: Publication) -> bool:
    """Set anew what searches look through; whether it was anything else."""
    said = {
        name: getattr(publication, name)
        for name in ("title", "venue", "year", "keywords", "doi", "abstract")
    }
    names: list[str] = []
    for authorship in publication.authorships:
        person = authorship.person
        names.append(_found_by(authorship.name, tuple(person.name.values()) if person else ()))
    searched = search_text(publication.citation_key, said, names, publication.translated_title)
    differs = any(getattr(publication, name) != value for name, value in searched.items())
    if differs:
        for name, value in searched.items():
            setattr(publication, name, value)
    return differs


def _written(given: Incoming) -> list[str]:
    """The authors' names as they are shown."""
    return [name.display for name in given.people.names]


@lru_cache(maxsize=50_000)
def _found_by(written: str, team: tuple[str, ...]) -> str:
    """What an author is found by, folded: the name as written, the team's spellings, and pinyin."""
    names = dict.fromkeys([written, *team])
    # Min-Jun is found as Minjun, too.
    joined = [name.replace("-", "") for name in names if "-" in name]
    return fold(" ".join((*names, *joined, *filter(None, map(spellings, names)))))
