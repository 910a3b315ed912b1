"""What follows when the team changes: authors are linked anew, and found by the new names."""

from typing import Any

from sqlalchemy.orm import Session

from microsite import importing
from microsite.editing.kinds import Fields, Kind
from microsite.editing.snapshots import id_of
from microsite.models import Base

# What a name is known by; a link may hold an ORCID iD.
_KNOWN_BY = ("name", "aliases", "orcid")


def linked_anew(session: Session, kind: Kind, item: Base, before: Fields, after: Fields) -> None:
    """Link the authors that a change of this thing concerns, if it is a person known otherwise."""
    if kind.name != "person" or _known(before) == _known(after):
        return
    importing.relink(session, {id_of(item)})


def _known(fields: Fields) -> list[Any]:
    orcids = sorted(url for kind, url in fields["links"] if kind == "orcid")
    return [*(fields[name] for name in _KNOWN_BY), orcids]
