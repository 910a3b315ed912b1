"""The history as lines of JSON, one for each revision, in the order in which things happened."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from microsite.models import Authorship, Revision
from microsite.moving.content.keys import Keys
from microsite.moving.content.layout import TABLES
from microsite.moving.content.translating import kind_of, translated


def lines(session: Session, keys: Keys) -> Iterator[str]:
    """Each revision of what has a name; who made it is not told."""
    authors = _authors(session, keys)

    def name(table: str, number: Any) -> Any:
        # Rows that nothing leads to have no name: they get another number where they come again.
        return authors.get(number) if table == "authorships" else keys.name(table, number)

    query = select(Revision).options(undefer(Revision.data)).order_by(Revision.at, Revision.id)
    for one in session.scalars(query.execution_options(yield_per=200)):
        kind = kind_of(one.kind)
        if kind is None:
            continue
        said = {
            "at": one.at.isoformat(),
            "kind": one.kind,
            "item": keys.name(TABLES[one.kind], one.item_id),
            "number": one.number,
            "action": one.action,
            "label": one.label,
            "data": translated(kind, one.data, name),
        }
        yield json.dumps(said, ensure_ascii=False) + "\n"


def _authors(session: Session, keys: Keys) -> dict[int, list[Any]]:
    """Authors by the publication's name and their place."""
    query = select(Authorship.id, Authorship.publication_id, Authorship.position)
    return {
        number: [keys.names["publications"][publication], position]
        for number, publication, position in session.execute(query)
    }
