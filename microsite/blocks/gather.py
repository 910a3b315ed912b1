"""All questions of a text together: one query finds the rows, one for each table reads them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload, selectinload

from microsite.blocks.known import Known, RefusedError
from microsite.blocks.named import Wish
from microsite.blocks.wishes import Answer, wish_of
from microsite.markdown import Ask, problem
from microsite.models import (
    Article,
    Authorship,
    Direction,
    Highlight,
    Person,
    Project,
    Publication,
)
from microsite.publications.conditions import WITH_PARTS


def gather(session: Session, asked: Sequence[Ask], directions: Sequence[Direction]) -> list[Answer]:
    """The rows for each question, in their order, in as many queries for one as for many."""
    known = Known(session, directions)
    answers: list[Answer] = []
    wishes: dict[int, Wish] = {}
    for number, ask in enumerate(asked):
        answers.append(Answer())
        try:
            wishes[number] = wish_of(ask, known)
        except RefusedError as refused:
            answers[number].problems.append(refused.problem)
    found = _ids(session, wishes)
    rows = _rows(session, wishes, found)
    for number, wish in wishes.items():
        table = rows.get(wish.model, {})
        # A row may have gone between the two queries.
        mine = [table[row] for row in found.get(number, ()) if row in table]
        _fill(answers[number], asked[number], wish, mine)
    return answers


def _ids(session: Session, wishes: dict[int, Wish]) -> dict[int, list[int]]:
    """The ids that each wish finds, in its order; one more than it wants, to tell whether."""
    if not wishes:
        return {}
    parts = []
    for number, wish in wishes.items():
        place = func.row_number().over(order_by=wish.order).label("place")
        inner = select(wish.model.id.label("id"), place).where(wish.where).order_by(place)
        limited = inner.limit(wish.most + 1).subquery()
        parts.append(select(literal(number).label("number"), limited.c.id, limited.c.place))
    together = union_all(*parts).subquery()
    query = select(together.c.number, together.c.id).order_by(together.c.number, together.c.place)
    found: dict[int, list[int]] = {}
    for number, row in session.execute(query):
        found.setdefault(number, []).append(row)
    return found


def _rows(
    session: Session, wishes: dict[int, Wish], found: dict[int, list[int]]
) -> dict[Any, dict[int, Any]]:
    wanted: dict[Any, set[int]] = {}
    for number, ids in found.items():
        wanted.setdefault(wishes[number].model, set()).update(ids)
    return {
        model: {
            row.id: row
            for row in session.scalars(
                select(model).where(model.id.in_(ids)).options(*_PARTS.get(model, ()))
            )
        }
        for model, ids in wanted.items()
    }


def _fill(answer: Answer, ask: Ask, wish: Wish, rows: list[Any]) -> None:
    if wish.named:
        by_name = {_name(row): row for row in rows}
        answer.rows = [by_name[name] for name in wish.named if name in by_name]
        for name in wish.named:
            if name not in by_name:
                answer.problems.append(problem(wish.missing, ask.line, value=name[:80]))
        return
    answer.rows = rows[: wish.most]
    if len(rows) > wish.most:
        answer.filters = wish.filters
    if not rows:
        answer.problems.append(problem("nothing-found", ask.line, block=ask.kind))


def _name(row: Any) -> str:
    name: str = row.citation_key if isinstance(row, Publication) else row.slug
    return name


# What the shown rows need beside themselves.
_publication, _project = joinedload(Highlight.publication), joinedload(Highlight.project)
_PARTS: dict[Any, Sequence[Any]] = {
    Publication: WITH_PARTS,
    Person: (selectinload(Person.directions), joinedload(Person.portrait)),
    Project: (
        selectinload(Project.directions),
        selectinload(Project.people),
        joinedload(Project.cover),
    ),
    Article: (
        selectinload(Article.directions),
        selectinload(Article.tags),
        selectinload(Article.people),
        joinedload(Article.cover),
    ),
    Highlight: (
        _publication.selectinload(Publication.directions),
        _publication.selectinload(Publication.authorships).joinedload(Authorship.person),
        _project.selectinload(Project.directions),
        _project.selectinload(Project.people),
        _project.joinedload(Project.cover),
    ),
}
