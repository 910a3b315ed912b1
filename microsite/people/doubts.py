"""The doubtful authors, by name, with what speaks for each of the people they may be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from microsite.bibtex.names import Name
from microsite.folding import fold
from microsite.models import Authorship, Person, Publication
from microsite.people.linker import Linker

# Papers of one name that are shown; one answer can settle them all.
MOST_PAPERS = 12
# A paper may appear some years after its author has left.
LATE = 2


@dataclass(frozen=True)
class Candidate:
    """Somebody an author may be: `shared` are co-authors that both have.

    `was_here` tells whether the paper falls into the person's years, None if one is not known.
    """

    person: Person
    shared: tuple[str, ...]
    was_here: bool | None


@dataclass(frozen=True)
class Paper:
    """A publication with a doubtful author; `occurrence` counts those of one name, from 0."""

    publication: Publication
    occurrence: int
    others: tuple[str, ...]
    candidates: tuple[Candidate, ...]


@dataclass
class Doubt:
    """A name that waits: folded (`form`), in all its spellings, and how many times it stands."""

    form: str
    names: list[str] = field(default_factory=list)
    count: int = 0
    papers: list[Paper] = field(default_factory=list)
    people: dict[int, Person] = field(default_factory=dict)


def doubtful_names(session: Session) -> list[Doubt]:
    """Every name that waits, the most frequent first, without its papers."""
    query = (
        select(Authorship.name, func.count())
        .where(Authorship.doubtful)
        .group_by(Authorship.name)
        .order_by(func.count().desc(), Authorship.name)
    )
    found: dict[str, Doubt] = {}
    for name, count in session.execute(query):
        doubt = found.setdefault(fold(name), Doubt(fold(name)))
        doubt.names.append(name)
        doubt.count += count
    return sorted(found.values(), key=lambda doubt: (-doubt.count, doubt.form))


def fill(session: Session, doubts: Sequence[Doubt]) -> None:
    """Give these names their papers and people, in a constant number of queries."""
    ids = _publications(session, doubts)
    held = select(Publication).where(Publication.id.in_(ids))
    publications = {one.id: one for one in session.scalars(held)}
    authors: dict[int, list[Authorship]] = defaultdict(list)
    in_order = select(Authorship).where(Authorship.publication_id.in_(ids))
    for one in session.scalars(in_order.order_by(Authorship.publication_id, Authorship.position)):
        authors[one.publication_id].append(one)
    links = _links(session, authors)
    near = {person_id for candidates in links.values() for person_id in candidates}
    people = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(near)))}
    evidence = _Evidence(people, _wrote_with(session, near), links)
    by_form = {doubt.form: doubt for doubt in doubts}
    for number in ids:
        met: Counter[str] = Counter()
        for one in authors[number]:
            form = fold(one.name)
            doubt = by_form.get(form)
            if one.doubtful and doubt is not None and len(doubt.papers) < MOST_PAPERS:
                paper = evidence.paper(publications[number], one, authors[number], met[form])
                doubt.papers.append(paper)
                doubt.people |= {each.person.id: each.person for each in paper.candidates}
            met[form] += 1


@dataclass(frozen=True)
class _Evidence:
    """The people near, whom each has written with, and whom each doubtful authorship may be."""

    people: Mapping[int, Person]
    wrote_with: Mapping[int, set[str]]
    links: Mapping[int, tuple[int, ...]]

    def paper(
        self,
        publication: Publication,
        author: Authorship,
        authors: Iterable[Authorship],
        occurrence: int,
    ) -> Paper:
        others = {fold(other.name): other.name for other in authors if other is not author}
        candidates = tuple(
            Candidate(
                self.people[person_id],
                tuple(name for form, name in others.items() if form in self.wrote_with[person_id]),
                _was_here(self.people[person_id], publication.year),
            )
            for person_id in self.links.get(author.id, ())
        )
        return Paper(publication, occurrence, tuple(others.values()), candidates)


def _publications(session: Session, doubts: Iterable[Doubt]) -> list[int]:
    """Those that have one of the names in doubt, the newest first."""
    names = [name for doubt in doubts for name in doubt.names]
    order = (Publication.year.desc(), Publication.id.desc())
    place = func.row_number().over(partition_by=Authorship.name, order_by=order)
    ranked = (
        select(Publication.id, Publication.year, place.label("place"))
        .join(Authorship, Authorship.publication_id == Publication.id)
        .where(Authorship.doubtful, Authorship.name.in_(names))
        .subquery()
    )
    query = (
        select(ranked.c.id)
        .where(ranked.c.place <= MOST_PAPERS)
        .order_by(ranked.c.year.desc(), ranked.c.id.desc())
    )
    return list(dict.fromkeys(session.scalars(query)))


def _links(
    session: Session, authors: Mapping[int, Sequence[Authorship]]
) -> dict[int, tuple[int, ...]]:
    """Whom each doubtful authorship may be, by their ids."""
    linker = Linker(session)
    found = {}
    for number, rows in authors.items():
        names = [Name(one.given, one.von, one.family, one.jr, one.literal) for one in rows]
        orcids = {place: one.orcid for place, one in enumerate(rows) if one.orcid}
        for one, link in zip(rows, linker.links(number, names, orcids), strict=True):
            if link.doubtful:
                found[one.id] = link.candidates
    return found


def _wrote_with(session: Session, people: Iterable[int]) -> Mapping[int, set[str]]:
    """The folded names of those whom each of these people has certainly written with."""
    theirs, other = aliased(Authorship), aliased(Authorship)
    query = (
        select(theirs.person_id, other.name)
        .join(other, other.publication_id == theirs.publication_id)
        .where(theirs.person_id.in_(people), other.id != theirs.id)
        .distinct()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for person_id, name in session.execute(query):
        found[person_id or 0].add(fold(name))
    return found


def _was_here(person: Person, year: int | None) -> bool | None:
    if year is None or person.start_year is None:
        return None
    return person.start_year <= year <= (person.end_year or year) + LATE
