"""Where things are on the site, and where they once were."""

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from microsite.editing.kinds import Fields, Kind
from microsite.models import OldAddress


def path_of(kind: Kind, slug: str) -> str:
    """The path of a thing, without its language; empty for a kind without pages of its own."""
    return kind.path.format(slug=slug) if kind.path else ""


def addresses_of(session: Session, kind: Kind, item_id: int) -> list[str]:
    """The old paths that lead to a thing."""
    query = select(OldAddress.path).where(
        OldAddress.kind == kind.name, OldAddress.item_id == item_id
    )
    return sorted(session.scalars(query))


def set_addresses(session: Session, kind: Kind, item_id: int, paths: Sequence[str]) -> None:
    """Let these paths, and no others, lead to a thing; what led elsewhere leads here now."""
    of = OldAddress.kind == kind.name, OldAddress.item_id == item_id
    session.execute(delete(OldAddress).where(*of))
    session.execute(delete(OldAddress).where(OldAddress.path.in_(paths)))
    session.add_all(
        OldAddress(path=path, kind=kind.name, item_id=item_id) for path in dict.fromkeys(paths)
    )
    session.flush()


def renamed(kind: Kind, before: Fields, after: Fields) -> Fields:
    """The new fields, with the path that a new slug leaves behind among the old addresses."""
    if "old_addresses" not in after:
        return after
    here = path_of(kind, after["slug"])
    old = path_of(kind, before["slug"]) if before.get("slug") else ""
    kept: Iterable[str] = {*after["old_addresses"], *([old] if old else [])} - {here}
    return {**after, "old_addresses": sorted(kept)}


def free(session: Session, kind: Kind, slug: str) -> None:
    """No old address may stand where a thing is now."""
    if kind.path:
        session.execute(delete(OldAddress).where(OldAddress.path == path_of(kind, slug)))
