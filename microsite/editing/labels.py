"""What things are called: for lists, histories and the fields that lead to other things."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from microsite.editing.kinds import KINDS, PUBLICATION, Fields, Kind, Shape
from microsite.localized import Localized
from microsite.models import Picture, Publication, Revision, StoredFile

LONGEST = 160


def label_of(session: Session, kind: Kind, fields: Fields) -> str:
    """What a thing with these fields is called, in all its languages."""
    said = Localized(fields.get(kind.title))
    if said:
        return joined(said)
    for field in kind.fields:
        if field.shape is Shape.ONE and fields.get(field.name):
            names = names_of(session, field.of, [fields[field.name]])
            found = names.get(fields[field.name])
            if found:
                return joined(found)
    return str(fields.get("slug") or "")


def joined(said: Localized) -> str:
    """A text of several languages on one line, cut where it is long."""
    text = " / ".join(" ".join(one.split()) for one in dict.fromkeys(said.values()))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def names_of(session: Session, what: str, ids: Iterable[int]) -> dict[int, Localized]:
    """The names of things of a kind (`publication`, `picture` and `document` too) by their ids.

    What is no more has the name it had when it was deleted.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    if what == "publication":
        papers = select(Publication.id, Publication.title, Publication.translated_title)
        rows = session.execute(papers.where(Publication.id.in_(wanted)))
        # Under no language stands the title as published.
        papers_found = {number: Localized({"": title, **said}) for number, title, said in rows}
        return papers_found | _gone(session, PUBLICATION, wanted - papers_found.keys())
    if what == "picture":
        pictures = select(Picture.id, Picture.filename).where(Picture.id.in_(wanted))
        return {number: Localized({"": name}) for number, name in session.execute(pictures)}
    if what == "document":
        files = select(StoredFile.id, StoredFile.filename).where(StoredFile.id.in_(wanted))
        return {number: Localized({"": name}) for number, name in session.execute(files)}
    kind = KINDS[what]
    columns = inspect(kind.model).columns
    things = select(columns["id"], columns[kind.title]).where(columns["id"].in_(wanted))
    found: dict[int, Localized] = {row[0]: row[1] for row in session.execute(things)}
    return found | _gone(session, kind, wanted - found.keys())


def _gone(session: Session, kind: Kind, ids: set[int]) -> dict[int, Localized]:
    if not ids:
        return {}
    query = (
        select(Revision.item_id, Revision.label)
        .where(Revision.kind == kind.name, Revision.item_id.in_(ids))
        .order_by(Revision.number)
    )
    return {number: Localized({"": label}) for number, label in session.execute(query)}


def names_in(session: Session, kind: Kind, *several: Fields) -> dict[str, dict[int, Localized]]:
    """The names of all that these fields lead to, by kind and id."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for fields in several:
        for field in kind.fields:
            value = fields.get(field.name)
            if field.shape is Shape.ONE and value:
                wanted[field.of].add(value)
            elif field.shape is Shape.MANY:
                wanted[field.of].update(value or ())
    return {what: names_of(session, what, ids) for what, ids in wanted.items()}
