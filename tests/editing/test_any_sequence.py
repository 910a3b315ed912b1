"""Whatever is done in whatever order: every revision can be had back, to the letter."""

import random
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import editing
from microsite.editing import KINDS, Fields, Kind, Shape
from microsite.models import Base, Picture, Publication, Revision

STEPS = 60


@pytest.mark.parametrize("seed", range(8))
def test_every_revision_stays_restorable_to_an_equal_snapshot(session: Session, seed: int) -> None:
    play = Play(session, random.Random(seed))
    for _ in range(STEPS):
        play.step()
    for revision in session.scalars(select(Revision).order_by(Revision.id)).all():
        play.restored(revision)


class Play:
    """Random changes of random things; what is deleted may come back."""

    def __init__(self, session: Session, chance: random.Random) -> None:
        self.session = session
        self.chance = chance
        self.alive: dict[str, list[int]] = {name: [] for name in KINDS}
        self.gone: list[tuple[str, int]] = []
        self.count = 0
        for number in (1, 2, 3):
            session.add(picture(number))
            session.add(publication(number))
        session.flush()

    def step(self) -> None:
        kind = KINDS[self.chance.choice(list(KINDS))]
        act = self.chance.choice(
            [self.create, self.create, self.change, self.change, self.delete, self.move]
        )
        act(kind) if self.chance.random() > 0.1 else self.undelete()

    def create(self, kind: Kind) -> None:
        item = editing.create(self.session, kind, self.fields(kind), None)
        self.alive[kind.name].append(editing.id_of(item))

    def change(self, kind: Kind) -> None:
        if not self.alive[kind.name]:
            return
        item = self.item(kind, self.chance.choice(self.alive[kind.name]))
        fields = self.fields(kind)
        some = self.chance.sample(list(fields), self.chance.randint(1, len(fields)))
        given = {name: fields[name] for name in some}
        editing.save(self.session, kind, item, given, None, editing.version_of(item))

    def delete(self, kind: Kind) -> None:
        if self.alive[kind.name]:
            number = self.chance.choice(self.alive[kind.name])
            editing.delete(self.session, kind, self.item(kind, number), None)
            self.gone.append((kind.name, number))
            # Highlights go with what they show.
            for name, ids in self.alive.items():
                ids[:] = [one for one in ids if self.session.get(KINDS[name].model, one)]

    def undelete(self) -> None:
        if self.gone:
            name, number = self.gone.pop(self.chance.randrange(len(self.gone)))
            with suppress(editing.LostError, editing.NotDeletedError):
                editing.undelete(self.session, KINDS[name], number, None)
            for other, kind in KINDS.items():
                column = kind.model.__table__.c.id
                self.alive[other] = list(self.session.scalars(select(column)))

    def move(self, kind: Kind) -> None:
        if kind.ordered:
            ids = editing.in_order(self.session, kind)
            wanted = self.chance.sample(ids, self.chance.randint(0, len(ids)))
            editing.reorder(self.session, kind, wanted, None)
            order = [one for one in editing.in_order(self.session, kind) if one in wanted]
            assert order == wanted

    def restored(self, revision: Revision) -> None:
        """The thing says what the revision says, but for what is not there any more."""
        kind = KINDS[revision.kind]
        said: Fields = revision.data["fields"]
        item = self.session.get(kind.model, revision.item_id)
        if item is None:
            last = editing.newest(self.session, kind, revision.item_id)
            assert last
            assert last.action == "deleted"
        try:
            if item is None:
                item = editing.undelete(self.session, kind, revision.item_id, None)
            editing.restore(self.session, kind, item, revision, None)
        except editing.LostError:
            # A highlight of something that is deleted itself.
            assert kind.name == "highlight"
            return
        now = editing.snapshot(self.session, kind, item)
        for field in kind.fields:
            expected = said[field.name]
            if field.shape is Shape.ADDRESSES:
                assert {*expected} - {*now[field.name]} <= {kind.path.format(slug=now["slug"])}
            elif field.of in KINDS and field.shape is Shape.MANY:
                living = [one for one in expected if self.exists(field.of, one)]
                assert now[field.name] == living
            elif field.of in KINDS and expected and not self.exists(field.of, expected):
                assert now[field.name] is None
            elif field.name == "slug" and now["slug"] != expected:
                assert now["slug"].startswith(f"{expected}-")
            else:
                assert now[field.name] == expected, field.name

    def exists(self, name: str, number: int) -> bool:
        return self.session.get(KINDS[name].model, number) is not None

    def item(self, kind: Kind, number: int) -> Base:
        return self.session.get_one(kind.model, number)

    def fields(self, kind: Kind) -> Fields:
        self.count += 1
        return {field.name: self.value(kind, field) for field in kind.fields}

    def value(self, kind: Kind, field: editing.Field) -> Any:
        word = self.chance.choice(("lamp", "光影", "chair", "椅子"))
        if field.name == "slug":
            return f"{editing.suggested(word)}-{self.count}"
        if field.shape is Shape.ADDRESSES:
            return []
        if field.shape is Shape.MANY:
            ids = self.ids(field.of)
            chosen = self.chance.sample(ids, self.chance.randint(0, len(ids)))
            return chosen if field.name in ("gallery", "people") else sorted(chosen)
        if field.shape is Shape.ONE:
            return self.chance.choice([*self.ids(field.of), None])
        return {
            Shape.TEXT: word,
            Shape.LINE: {"zh": word, "en": f"{word} {self.count}"},
            Shape.PROSE: {"en": f"{word}\n\n{self.count}\n"},
            Shape.NUMBER: self.count,
            Shape.FLAG: bool(self.count % 2),
            Shape.DAY: f"2026-01-{self.count % 28 + 1:02}",
            Shape.MOMENT: f"2026-01-{self.count % 28 + 1:02}T09:00:00+00:00",
            Shape.WORDS: [word, str(self.count)],
            Shape.LINKS: [["code", f"https://example.org/{self.count}"]],
            Shape.PARTS: [0.1, 0.2, 0.5, 0.5],
        }[field.shape]

    def ids(self, name: str) -> list[int]:
        return [1, 2, 3] if name in ("picture", "publication") else self.alive[name]


def picture(number: int) -> Picture:
    return Picture(
        id=number,
        hash=str(number) * 64,
        filename=f"{number}.png",
        media_type="image/png",
        width=10,
        height=10,
        size=100,
    )


def publication(number: int) -> Publication:
    return Publication(
        id=number,
        citation_key=f"key{number}",
        entry_type="misc",
        fields=[],
        source="",
        fingerprint="",
        title=f"Title {number}",
        year=2026,
    )
