"""What editors decided about doubtful authors, remembered for when the name comes again."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from microsite.models import AuthorDecision


class Place(NamedTuple):
    """Where a name stands: in which publication, the how many of that name there, from 0."""

    publication_id: int
    occurrence: int


class Decisions:
    """All decisions: for a place, and for a name wherever it comes."""

    def __init__(self, session: Session) -> None:
        self._always: dict[str, int | None] = {}
        self._there: dict[tuple[str, Place], int | None] = {}
        columns = (
            AuthorDecision.form,
            AuthorDecision.publication_id,
            AuthorDecision.occurrence,
            AuthorDecision.person_id,
        )
        for form, publication_id, occurrence, person_id in session.execute(
            select(*columns).order_by(AuthorDecision.id)
        ):
            if publication_id is None:
                self._always[form] = person_id
            else:
                self._there[form, Place(publication_id, occurrence)] = person_id

    def __bool__(self) -> bool:
        return bool(self._always or self._there)

    def at(self, form: str, place: Place) -> tuple[bool, int | None]:
        """Whether it was decided who stands at this place, and who: None is nobody of the team."""
        key = (form, place)
        return key in self._there, self._there.get(key)

    def always(self, form: str) -> tuple[bool, int | None]:
        """Whether it was decided who a name always is, and who."""
        return form in self._always, self._always.get(form)


def remember(session: Session, form: str, place: Place | None, person_id: int | None) -> None:
    """Keep that the folded name is this person, or nobody; without a place, wherever it comes.

    It takes the place of what was decided before. `importing.relink` carries it out.
    """
    session.execute(delete(AuthorDecision).where(*_same(form, place)))
    publication_id, occurrence = place or (None, 0)
    session.add(
        AuthorDecision(
            form=form, publication_id=publication_id, occurrence=occurrence, person_id=person_id
        )
    )
    session.flush()


def forget(session: Session, form: str, place: Place | None) -> None:
    """Take a decision back."""
    session.execute(delete(AuthorDecision).where(*_same(form, place)))


def _same(form: str, place: Place | None) -> tuple[ColumnElement[bool], ...]:
    publication_id, occurrence = place or (None, 0)
    return (
        AuthorDecision.form == form,
        AuthorDecision.publication_id.is_not_distinct_from(publication_id),
        AuthorDecision.occurrence == occurrence,
    )
