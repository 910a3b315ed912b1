"""Two directions made one: all that belongs to the one belongs to the other, in one step."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.editing import many
from microsite.editing.addresses import path_of
from microsite.editing.bulk import Action, Done, changed, write
from microsite.editing.deleting import delete
from microsite.editing.kinds import ARTICLE, DIRECTION, PERSON, PROJECT, Fields, Kind
from microsite.editing.saving import save
from microsite.editing.snapshots import snapshot, version_of
from microsite.models import Base, Direction
from microsite.models.articles import article_directions
from microsite.models.base import now
from microsite.models.content import person_directions, project_directions
from microsite.models.publication import publication_directions

_BELONGING = (
    (PROJECT, project_directions.c.project_id, project_directions.c.direction_id),
    (PERSON, person_directions.c.person_id, person_directions.c.direction_id),
    (ARTICLE, article_directions.c.article_id, article_directions.c.direction_id),
)


def join_directions(
    session: Session, gone: Direction, into: Direction, editor_id: int | None
) -> Done:
    """Let `into` have all that `gone` has, its address too, and delete `gone`.

    Every thing that is changed by it gets a revision of one moment (see `batches`).
    """
    moment, into_id = now(), into.id
    count = _papers(session, gone, into, editor_id, moment)
    for kind, item_id, there in _BELONGING:
        for number in session.scalars(select(item_id).where(there == gone.id)).all():
            item = session.get_one(kind.model, number)
            held = {*snapshot(session, kind, item)["directions"], into.id} - {gone.id}
            _save(session, kind, item, {"directions": sorted(held)}, editor_id, moment)
            count += 1
    said, lost = snapshot(session, DIRECTION, into), snapshot(session, DIRECTION, gone)
    rules = {name: list(dict.fromkeys([*said[name], *lost[name]])) for name in ("words", "venues")}
    paths = {path_of(DIRECTION, gone.slug), *said["old_addresses"], *lost["old_addresses"]}
    delete(session, DIRECTION, gone, editor_id).at = moment
    into = session.get_one(Direction, into_id)
    _save(session, DIRECTION, into, {**rules, "old_addresses": sorted(paths)}, editor_id, moment)
    return Done(count, moment)


def _papers(
    session: Session, gone: Direction, into: Direction, editor_id: int | None, moment: datetime
) -> int:
    query = select(publication_directions.c.publication_id)
    ids = session.scalars(query.where(publication_directions.c.direction_id == gone.id)).all()
    instead, lost = into.id, gone.id
    for chunk in many.chunks(sorted(ids)):
        before = many.read(session, chunk)
        after = {
            number: changed(
                changed(one.fields, Action("add", "directions", (instead,))),
                Action("remove", "directions", (lost,)),
            )
            for number, one in before.items()
        }
        write(session, before, after, "changed", moment, editor_id)
    return len(ids)


def _save(
    session: Session,
    kind: Kind,
    item: Base,
    fields: Fields,
    editor_id: int | None,
    moment: datetime,
) -> None:
    revision = save(session, kind, item, fields, editor_id, version_of(item))
    if revision is not None:
        revision.at = moment
