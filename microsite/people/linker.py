"""Who the authors of a publication are: by decision, by ORCID iD, by name, else in doubt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.bibtex.names import Name
from microsite.folding import fold
from microsite.models import Person
from microsite.people.decisions import Decisions, Place
from microsite.people.index import NOBODY, Index
from microsite.people.orcids import orcid_of

NO_ORCIDS: Mapping[int, str] = {}


class Link(NamedTuple):
    """Who an author is, or who it may be; `is_told` by an editor or an ORCID iD, not by a name."""

    person_id: int | None = None
    candidates: tuple[int, ...] = ()
    is_told: bool = False

    @property
    def doubtful(self) -> bool:
        """Whether an editor is to be asked."""
        return self.person_id is None and bool(self.candidates)


NO_LINK = Link()


class Linker:
    """The team and all decisions, as they are when it is made."""

    def __init__(self, session: Session) -> None:
        people = list(session.scalars(select(Person)))
        self.spellings = {person.id: tuple(person.name.values()) for person in people}
        self._index = Index(people)
        self._decisions = Decisions(session)
        self._orcids = {person.id: person.orcid or orcid_of(person.links) for person in people}
        given = Counter(orcid for orcid in self._orcids.values() if orcid)
        self._by_orcid = {
            orcid: person_id for person_id, orcid in self._orcids.items() if given[orcid] == 1
        }
        self._names: dict[Name, tuple[str, Link]] = {}

    def links(
        self, publication_id: int, names: Sequence[Name], orcids: Mapping[int, str] = NO_ORCIDS
    ) -> list[Link]:
        """Who the authors of a publication are, in their order.

        `orcids` are by place. Nobody is two authors of one publication.
        """
        if not self.spellings:
            return [NO_LINK] * len(names)
        if not orcids and not self._decisions:
            # As nearly always.
            return _each_once([self._by_name(name)[1] for name in names])
        met: Counter[str] = Counter()
        links = []
        for place, name in enumerate(names):
            form = self._by_name(name)[0]
            where = Place(publication_id, met[form])
            met[form] += 1
            links.append(self._link(name, where, orcids.get(place, "")))
        return _each_once(links)

    def by_name(self, name: Name) -> Link:
        """Whose a name is for all that the name says, whatever was decided."""
        return self._by_name(name)[1]

    def _by_name(self, name: Name) -> tuple[str, Link]:
        """The same with the folded name; worked out once for each, for the same people write."""
        found = self._names.get(name)
        if found is None:
            match = self._index.match(name)
            link = Link(*match) if match is not NOBODY else NO_LINK
            found = self._names[name] = (fold(name.display), link)
        return found

    def _link(self, name: Name, where: Place, orcid: str) -> Link:
        form, link = self._by_name(name)
        is_decided, person_id = self._decisions.at(form, where)
        if is_decided:
            return Link(person_id, is_told=True)
        if orcid in self._by_orcid:
            return Link(self._by_orcid[orcid], is_told=True)
        is_decided, person_id = self._decisions.always(form)
        if is_decided:
            link = Link(person_id)
        if not orcid or link is NO_LINK:
            return link
        # Who has another iD is another person of that name.
        if link.person_id:
            return NO_LINK if self._is_other(link.person_id, orcid) else link
        return Link(None, tuple(one for one in link.candidates if not self._is_other(one, orcid)))

    def _is_other(self, person_id: int, orcid: str) -> bool:
        return self._orcids[person_id] not in ("", orcid)


def _each_once(links: list[Link]) -> list[Link]:
    """No one is two authors: who is known to be one of them is none of the others.

    Two names that both match somebody are in doubt.
    """
    linked = Counter(link.person_id for link in links if link.person_id)
    if not linked or (not any(link.candidates for link in links) and max(linked.values()) == 1):
        return links
    told = {link.person_id for link in links if link.is_told}
    once = {person_id for person_id, times in linked.items() if times == 1} | told
    return [_beside(link, once, told) for link in links]


def _beside(link: Link, once: set[int | None], told: set[int | None]) -> Link:
    if link.person_id is None:
        return Link(None, tuple(one for one in link.candidates if one not in once))
    if link.is_told or (link.person_id in once and link.person_id not in told):
        return link
    return NO_LINK if link.person_id in told else Link(None, (link.person_id,))
