"""Tags and categories: found by what was typed, made where there is none."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.editing.kinds import TAG
from microsite.editing.saving import create
from microsite.editing.slugs import suggested, unique
from microsite.editing.snapshots import id_of
from microsite.folding import fold
from microsite.models import Tag

KINDS = ("tag", "category")


def tags_named(
    session: Session, which: str, names: Iterable[str], lang: str, editor_id: int | None
) -> list[int]:
    """The ids of tags (or categories) by their names in any language; new ones in `lang`."""
    known: dict[str, int] = {}
    for tag in session.scalars(select(Tag).where(Tag.kind == which)):
        known |= {fold(name): tag.id for name in (*tag.name.values(), tag.slug)}
    found = []
    for name in names:
        folded = fold(name)
        if not folded:
            continue
        if folded not in known:
            fields = {"kind": which, "slug": suggested(name) or which, "name": {lang: name}}
            fields["slug"] = unique(session, TAG, fields, 0)
            known[folded] = id_of(create(session, TAG, fields, editor_id))
        found.append(known[folded])
    return list(dict.fromkeys(found))
