"""What a form offers for the fields that lead to other things: few queries, whatever the field."""

from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import select

from microsite.db import db
from microsite.editing import Kind, joined
from microsite.localized import Localized
from microsite.models import (
    Area,
    Direction,
    Person,
    Picture,
    Project,
    Publication,
    Role,
    StoredFile,
    Tag,
)


class Option(NamedTuple):
    """A thing that can be chosen: its id, the word that is typed for it, and its name."""

    id: int
    word: str
    name: Localized
    hue: int | None = None


@dataclass
class Options:
    """Everything a form of a kind offers, by the kind of what is offered."""

    by_kind: dict[str, list[Option]] = field(default_factory=dict)
    roles: list[Option] = field(default_factory=list)
    publication: Publication | None = None

    def of(self, name: str) -> list[Option]:
        """All that can be chosen of a kind."""
        return self.by_kind.get(name, [])

    def word(self, name: str, number: int) -> str:
        """What is typed for a thing; empty for one that is no more."""
        return next((one.word for one in self.of(name) if one.id == number), "")

    def number(self, name: str, typed: str) -> int | None:
        """The id of what was typed: a word such as `Zhiyao Shen (zhiyao-shen)`, a name, a slug."""
        wanted = typed.strip()
        for one in self.of(name):
            if wanted in (one.word, one.word.rpartition("(")[2].rstrip(")")):
                return one.id
        named = [one.id for one in self.of(name) if wanted in one.name.values()]
        return named[0] if len(named) == 1 else None


def options_for(kind: Kind, fields: dict[str, object], item: object = None) -> Options:
    """What the form of a kind offers; `fields` are what the thing says now."""
    found = Options(publication=item if isinstance(item, Publication) else None)
    wanted = {one.of for one in kind.fields if one.of}
    for name in wanted - {"publication"}:
        found.by_kind[name] = OFFERS[name]()
    if "publication" in wanted:
        found.by_kind["publication"] = _publications(fields.get("publication_id"))
    if kind.has("role"):
        query = select(Role.id, Role.slug, Role.name).order_by(Role.position)
        found.roles = [Option(*row) for row in db.session.execute(query)]
    return found


def _people() -> list[Option]:
    query = select(Person.id, Person.slug, Person.name).order_by(Person.position)
    return [
        Option(number, f"{joined(name)} ({slug})", name)
        for number, slug, name in db.session.execute(query)
    ]


def _directions() -> list[Option]:
    columns = Direction.id, Direction.slug, Direction.name, Direction.hue
    return [
        Option(*row) for row in db.session.execute(select(*columns).order_by(Direction.position))
    ]


def _areas() -> list[Option]:
    query = select(Area.id, Area.slug, Area.name).order_by(Area.position)
    return [Option(*row) for row in db.session.execute(query)]


def _projects() -> list[Option]:
    query = select(Project.id, Project.slug, Project.name).order_by(Project.position)
    return [Option(*row) for row in db.session.execute(query)]


def _tags() -> list[Option]:
    query = select(Tag.id, Tag.kind, Tag.name).order_by(Tag.kind, Tag.slug)
    return [Option(*row) for row in db.session.execute(query)]


def _pictures() -> list[Option]:
    query = select(Picture.id, Picture.filename, Picture.alt).order_by(Picture.created_at.desc())
    return [Option(*row) for row in db.session.execute(query)]


def _publications(chosen: object) -> list[Option]:
    """The one that is chosen; others are found while typing."""
    columns = Publication.id, Publication.citation_key, Publication.title
    query = select(*columns).where(Publication.id == chosen)
    return [
        Option(number, key, Localized({"": title}))
        for number, key, title in db.session.execute(query)
    ]


def _documents() -> list[Option]:
    query = select(StoredFile.id, StoredFile.filename).order_by(StoredFile.created_at.desc())
    return [Option(number, name, Localized()) for number, name in db.session.execute(query)]


OFFERS = {
    "person": _people,
    "direction": _directions,
    "area": _areas,
    "project": _projects,
    "tag": _tags,
    "picture": _pictures,
    "document": _documents,
}
