"""Linking authors to the team anew, after the team, its names or the decisions have changed."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload, undefer
from sqlalchemy.orm.attributes import flag_modified

from microsite.bibtex.names import Name
from microsite.folding import fold
from microsite.importing.writing import write_search_text
from microsite.models import Authorship, Person, Publication
from microsite.people import Linker, orcids
from microsite.people.orcids import orcid_of

# Publications looked at together: few statements, little memory.
CHUNK = 500


@dataclass
class Relinked:
    """How many authors have got another person or none, and how many wait for an editor now."""

    changed: int = 0
    doubtful: int = 0


def relink(session: Session, person_ids: Collection[int] | None = None) -> Relinked:
    """Link all authors, or those whom these people concern; the caller commits.

    What a search looks through follows. No publication counts as changed by it: what an upload
    brought can still be taken back.
    """
    session.flush()
    linker = Linker(session)
    if person_ids is None:
        ids: Iterable[int] = session.scalars(select(Publication.id).order_by(Publication.id)).all()
    else:
        ids = _concerned(session, linker, set(person_ids))
    return _relink(session, linker, ids, set(person_ids or ()))


def relink_publications(
    session: Session, ids: Iterable[int], *, unlinked: bool = False
) -> Relinked:
    """Link the authors of these publications; they may have been `unlinked` from somebody gone."""
    session.flush()
    return _relink(session, Linker(session), ids, {None} if unlinked else set())


def relink_form(session: Session, form: str) -> Relinked:
    """Link all authors whose name, folded, is this one."""
    names = session.scalars(select(Authorship.name).distinct())
    written = [name for name in names if fold(name) == form]
    ids = select(Authorship.publication_id).where(Authorship.name.in_(written)).distinct()
    return relink_publications(session, session.scalars(ids).all())


def name_of(authorship: Authorship) -> Name:
    """The name as it was read from the file."""
    return Name(
        authorship.given, authorship.von, authorship.family, authorship.jr, authorship.literal
    )


def _relink(
    session: Session, linker: Linker, ids: Iterable[int], renamed: Collection[int | None]
) -> Relinked:
    done = Relinked()
    # What was written past the session must not be overlooked.
    session.expire_all()
    for publications in in_chunks(session, ids):
        for publication in publications:
            changed = _link(session, linker, publication, done)
            if changed or any(one.person_id in renamed for one in publication.authorships):
                write_search_text(publication)
                # Said again, so that it stays: by it an upload knows what it may take back.
                flag_modified(publication, "updated_at")
        session.flush()
        # A hundred thousand of them are not to be kept in memory.
        session.expire_all()
    return done


def _link(session: Session, linker: Linker, publication: Publication, done: Relinked) -> bool:
    authorships = publication.authorships
    names = [name_of(one) for one in authorships]
    role = authorships[0].role if authorships else "author"
    fields = tuple((name, value) for name, value in publication.fields)
    known = orcids(fields, role, names)
    links = linker.links(publication.id, names, known)
    changed = 0
    for place, (one, link) in enumerate(zip(authorships, links, strict=True)):
        if one.person_id != link.person_id:
            one.person_id = link.person_id
            session.expire(one, ["person"])
            changed += 1
        one.doubtful, one.orcid = link.doubtful, known.get(place, "")
        done.doubtful += link.doubtful
    done.changed += changed
    return changed > 0


def _concerned(session: Session, linker: Linker, person_ids: set[int]) -> list[int]:
    """The publications whose authors may be, may have been or are now these people."""
    parts = (
        Authorship.given, Authorship.von, Authorship.family, Authorship.jr, Authorship.literal,
    )  # fmt: skip
    near = []
    for row in session.execute(select(*parts, Authorship.name).distinct()):
        link = linker.by_name(Name(*row[:5]))
        if link.person_id in person_ids or not person_ids.isdisjoint(link.candidates):
            near.append(row.name)
    people = session.execute(select(Person.orcid, Person.links).where(Person.id.in_(person_ids)))
    known = [orcid for own, links in people if (orcid := own or orcid_of(links))]
    concerned = select(Authorship.publication_id).where(
        or_(
            Authorship.person_id.in_(person_ids),
            Authorship.doubtful,
            Authorship.orcid.in_(known),
            Authorship.name.in_(near),
        )
    )
    return sorted(set(session.scalars(concerned)))


def in_chunks(session: Session, ids: Iterable[int]) -> Iterator[list[Publication]]:
    """These publications with their authors and all that is derived of them, some at a time."""
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        query = (
            select(Publication)
            .where(Publication.id.in_(chunk))
            .options(
                undefer(Publication.fields),
                undefer(Publication.folded_names),
                undefer(Publication.folded_venue),
                undefer(Publication.folded),
                selectinload(Publication.authorships).joinedload(Authorship.person),
            )
        )
        yield list(session.scalars(query))
