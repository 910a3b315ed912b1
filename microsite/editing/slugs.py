"""Addresses of things: suggested from a title, checked, and kept apart from one another."""

import re
from collections.abc import Collection, Iterable

from pypinyin import lazy_pinyin
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from microsite.editing.kinds import Fields, Kind
from microsite.editing.problems import Problem
from microsite.editing.words import N_
from microsite.folding import fold

LONGEST = 80
_SHAPE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def suggested(text: str) -> str:
    """An address made of a title: its words in Latin letters, Chinese as pinyin."""
    letters = " ".join(lazy_pinyin(text))
    words = [word for word in fold(letters).split() if word.isascii()]
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word
        if len(longer) > LONGEST:
            break
        found = longer
    return found or (words[0][:LONGEST] if words else "")


def proposed(session: Session, kind: Kind, fields: Fields, item_id: int = 0) -> str:
    """A free address for a thing, from its title: the English one where it has one."""
    title = fields.get(kind.title) or {}
    text = title.get("en") or next(iter(title.values()), "")
    found = suggested(text)
    return unique(session, kind, {**fields, "slug": found}, item_id) if found else ""


def checked(
    session: Session,
    kind: Kind,
    fields: Fields,
    item_id: int = 0,
    former: str = "",
    reserved: Collection[str] = (),
) -> Problem | None:
    """What is wrong with the address of a thing, if anything.

    A new thing has the id 0; one that keeps its `former` address may. `reserved` are the first
    parts of paths that lead elsewhere than to a page.
    """
    slug = fields["slug"]
    if slug and slug == former:
        return None
    if not slug:
        return Problem("slug", N_("Give an address: a few Latin letters, such as join-us."))
    if len(slug) > LONGEST or not _SHAPE.fullmatch(slug):
        return Problem(
            "slug",
            N_("Use small Latin letters, digits and single hyphens, at most %(most)d: join-us."),
            {"most": LONGEST},
        )
    if slug in reserved and kind.name == "page":
        return Problem("slug", N_("The site itself uses this address. Choose another."))
    if slug in _taken(session, kind, fields, item_id):
        return Problem("slug", N_("Another one has this address. Choose another."))
    return None


def unique(session: Session, kind: Kind, fields: Fields, item_id: int) -> str:
    """The address that `fields` ask for, with a number behind it where another thing has it."""
    taken = set(_taken(session, kind, fields, item_id))
    slug = fields.get("slug") or kind.name
    found, number = slug, 2
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    return str(found)


def _taken(session: Session, kind: Kind, fields: Fields, item_id: int) -> Iterable[str]:
    columns = inspect(kind.model).columns
    query = select(columns["slug"]).where(columns["id"] != item_id)
    # Tags and categories are apart from one another.
    if kind.name == "tag":
        query = query.where(columns["kind"] == fields.get("kind"))
    return session.scalars(query).all()
