"""What was read, written: new things made, what nobody touched brought up to date."""

from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from microsite import editing
from microsite.editing import Fields, Kind
from microsite.models import Base, NewsItem, Person, Revision
from microsite.moving.jekyll import problems
from microsite.moving.jekyll.items import Item
from microsite.moving.report import Report, Said


class Writer:
    """Writes things by their addresses; what an editor changed or deleted is left alone."""

    def __init__(self, session: Session, report: Report, pictures: dict[str, int]) -> None:
        self.session = session
        self.report = report
        self.pictures = pictures
        self._met: set[tuple[str, int]] = set()

    def write(self, item: Item) -> int | None:
        """Make a thing say what was read; its id, None for one that is not there."""
        fields = self._whole(item)
        found = self._found(item.kind, fields)
        if found is None:
            return self._create(item, fields)
        number = editing.id_of(found)
        self._met.add((item.kind.name, number))
        before = editing.snapshot(self.session, item.kind, found)
        wanted = {name: value for name, value in fields.items() if name != "slug"}
        if all(_same(before[name], value) for name, value in wanted.items()):
            self.report.count(item.kind.name, "unchanged")
        elif why := self.why_left(item.kind, number):
            self.report.count(item.kind.name, "unchanged")
            self.report.tell(item.file, 1, why, path=_name(item.kind, fields))
        else:
            version = editing.version_of(found)
            saved = editing.save(self.session, item.kind, found, wanted, None, version)
            self.report.count(item.kind.name, "changed" if saved else "unchanged")
        return number

    def _whole(self, item: Item) -> Fields:
        """The fields with what is known by now: pictures, tags, people."""
        fields = dict(item.fields)
        for name, picture in item.pictures.items():
            fields[name] = self.pictures.get(picture)
        if item.kind.has("tags"):
            fields["tags"] = sorted(
                number
                for which, names in item.tags.items()
                for number in editing.tags_named(self.session, which, names, item.lang, None)
            )
        if item.kind.has("people") and item.people:
            fields["people"] = self._people(item.people)
        fields = editing.tidied(item.kind, {**editing.empty(item.kind), **fields})
        fields = {name: value for name, value in fields.items() if name in _given(item)}
        return self._allowed(item, fields)

    def _allowed(self, item: Item, fields: Fields) -> Fields:
        """Without what no editor could have written."""
        whole = {**editing.empty(item.kind), **fields}
        for wrong in editing.problems(item.kind, whole):
            if wrong.field in fields and wrong.field != item.kind.title:
                why = Said(wrong.message, wrong.values)
                self.report.tell(item.file, 1, problems.REFUSED, field=wrong.field, why=why)
                del fields[wrong.field]
        return fields

    def _people(self, names: list[str]) -> list[int]:
        wanted = {editing.suggested(name) for name in names} | {name.lower() for name in names}
        found = self.session.scalars(select(Person).order_by(Person.position))
        return [
            one.id
            for one in found
            if {one.slug, *(editing.suggested(name) for name in one.name.values())} & wanted
        ]

    def _found(self, kind: Kind, fields: Fields) -> Base | None:
        if kind.name == "news":
            return self._news(fields)
        model: Any = kind.model
        query = select(model).where(model.slug == fields["slug"])
        if kind.name == "tag":
            query = query.where(model.kind == fields["kind"])
        found: Base | None = self.session.scalar(query)
        return found

    def _news(self, fields: Fields) -> Base | None:
        """News have no address: the same day and text, else one of that day nobody else is."""
        day = NewsItem.date == date.fromisoformat(fields["date"])
        found = self.session.scalars(select(NewsItem).where(day).order_by(NewsItem.id))
        items = [one for one in found if ("news", one.id) not in self._met]
        same = [one for one in items if dict(one.text) == fields["text"]]
        return next(iter(same or items), None)

    def _create(self, item: Item, fields: Fields) -> int | None:
        slug = fields.get("slug")
        gone = exists(
            select(Revision.id).where(
                Revision.kind == item.kind.name,
                Revision.action == "deleted",
                Revision.data["fields"]["slug"].as_string() == slug,
            )
        )
        if slug and self.session.scalar(select(gone)):
            path = _name(item.kind, fields)
            self.report.tell(item.file, 1, problems.DELETED, path=path)
            self.report.count(item.kind.name, "unchanged")
            return None
        made = editing.id_of(editing.create(self.session, item.kind, fields, None))
        self._met.add((item.kind.name, made))
        self.report.count(item.kind.name, "new")
        return made

    def why_left(self, kind: Kind, number: int) -> str:
        """Why a thing is not overwritten: an editor wrote it, or it was there before."""
        of = Revision.kind == kind.name, Revision.item_id == number
        if self.session.scalar(select(exists().where(*of, Revision.editor_id.is_not(None)))):
            return problems.EDITED
        is_ours = self.session.scalar(select(exists().where(*of, Revision.action == "created")))
        return "" if is_ours else problems.THERE


def _given(item: Item) -> set[str]:
    found = {*item.fields, *item.pictures}
    if item.tags:
        found.add("tags")
    if item.people:
        found.add("people")
    return found


def _same(held: Any, wanted: Any) -> bool:
    return bool(held == wanted)


def _name(kind: Kind, fields: Fields) -> str:
    slug = fields.get("slug")
    if slug and kind.path:
        return kind.path.format(slug=slug)
    title = fields.get(kind.title)
    said = next(iter(title.values()), "") if isinstance(title, dict) else str(title)
    return f"“{said[:60]}”"
