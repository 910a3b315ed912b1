"""Deleting publications, few or many, so that they can be had back with all that led to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from microsite import importing
from microsite.editing import many
from microsite.editing.kinds import PUBLICATION
from microsite.editing.surroundings import around_all, put_back
from microsite.importing.journal import bring_back, snapshots
from microsite.models import Project, Publication, Revision
from microsite.models.publication import publication_projects

# Restored with the publication itself, or derived of it.
_OWN = ("authorships.publication_id", "publication_terms.publication_id")


def remove(session: Session, ids: Sequence[int], editor_id: int | None, moment: datetime) -> int:
    """Delete publications; how many there were. Their revisions hold all of them."""
    count = 0
    for chunk in many.chunks(ids):
        held = many.read(session, chunk)
        rows = snapshots(session, held)
        around = around_all(session, PUBLICATION, list(held), without=_OWN)
        data = {
            number: {
                "fields": one.fields,
                "version": one.version,
                "before": rows[number],
                "around": around.get(number, {}),
            }
            for number, one in held.items()
        }
        many.record(session, held, data, "deleted", moment, editor_id)
        session.execute(delete(Publication).where(Publication.id.in_(held)))
        count += len(held)
    session.expire_all()
    return count


def have_back(
    session: Session, revisions: Sequence[Revision], editor_id: int | None, moment: datetime
) -> list[int]:
    """The publications that these revisions, of their deletion, hold; the ids of those that came.

    One whose number another publication has by now stays away.
    """
    held_then = {one.item_id: one.data for one in revisions}
    ids = bring_back(session, [data["before"] for data in held_then.values()])
    projects = set(session.scalars(select(Project.id)))
    links = [
        {"publication_id": number, "project_id": project}
        for number in ids
        for project in held_then[number]["fields"]["projects"]
        if project in projects
    ]
    if links:
        session.execute(insert(publication_projects), links)
    for number in ids:
        around = held_then[number]["around"]
        if around:
            put_back(session, PUBLICATION, number, around)
    importing.look_again(session, ids)
    for chunk in many.chunks(ids):
        held = many.read(session, chunk)
        data = {one.id: {"fields": one.fields, "version": one.version} for one in held.values()}
        many.record(session, held, data, "restored", moment, editor_id)
    return ids


def removed(session: Session, most: int = 50) -> list[Revision]:
    """The latest deletions of publications that are not there, with who deleted them."""
    gone = Revision.item_id.not_in(select(Publication.id))
    query = select(Revision).where(
        Revision.kind == PUBLICATION.name, Revision.action == "deleted", gone
    )
    return list(session.scalars(query.order_by(Revision.id.desc()).limit(most)))
