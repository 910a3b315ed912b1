"""The demonstration lab with all that moving has to carry: history, pictures, a document."""

import hashlib
import io
from pathlib import Path
from typing import Any

from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import editing
from microsite.db import db
from microsite.editing import KINDS, PUBLICATION
from microsite.localized import Localized
from microsite.models import (
    AuthorDecision,
    Base,
    Direction,
    EntryDecision,
    Lab,
    Page,
    Person,
    Picture,
    Project,
    Publication,
    StoredFile,
)
from microsite.models.publication import refused_directions
from microsite.pictures import documents, storing
from microsite.pictures.folder import FILES, PICTURES, Folder

__all__ = ["change", "folders", "one", "photo", "save"]


def folders(app: Flask) -> tuple[Folder, Folder]:
    instance = Path(app.config["INSTANCE"])
    return Folder(instance / PICTURES), Folder(instance / FILES)


def photo(kind: str = "JPEG", colour: int = 90) -> bytes:
    """A picture that is not the same when it is packed again."""
    image = Image.linear_gradient("L").resize((420, 300)).convert("RGB")
    image.paste((colour, 30, 200), (40, 40, 160, 180))
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def pdf() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(file, "PDF")
    return file.getvalue()


def one(session: Session, model: type[Any], **known: Any) -> Any:
    return session.scalars(select(model).filter_by(**known)).one()


def save(session: Session, kind: str, item: Base, **fields: Any) -> None:
    found = PUBLICATION if kind == "publication" else KINDS[kind]
    version = editing.version_of(item)
    assert editing.save(session, found, item, fields, None, version)


def change(app: Flask) -> None:
    """Edits, a restore, deletions of each sort, pictures, covers, a PDF, decisions."""
    with app.app_context():
        session = db.session()
        cover, portrait, paper = _bring(app, session)
        _texts(session, cover)
        _team(session, portrait)
        _publications(session, cover, paper)
        session.commit()


def _bring(app: Flask, session: Session) -> tuple[Picture, Picture, StoredFile]:
    pictures, files = folders(app)
    cover, _ = storing.keep(session, storing.prepare(pictures, photo(), "封面.jpg"))
    cover.alt = Localized({"zh": "渐变", "en": "A gradient: dark to light"})
    cover.credit, cover.focal_x = Localized({"en": "Photo: Lin"}), 0.25
    portrait, _ = storing.keep(session, storing.prepare(pictures, photo("PNG", 10), "a.png"))
    paper, _ = documents.keep(session, documents.prepare(files, pictures, pdf(), "论文.pdf", 10))
    session.flush()
    assert cover.media_type == "image/jpeg"
    assert hashlib.sha256(photo()).hexdigest() != cover.hash
    return cover, portrait, paper


def _texts(session: Session, cover: Picture) -> None:
    page = one(session, Page, slug="about")
    text = {"zh": "## 一\n\n第一行  \n尾", "en": f"---\n\n:::figure picture={cover.hash}\n:::\n\n"}
    save(session, "page", page, text=text, header_id=cover.id)
    save(session, "page", page, slug="about-us", description={"en": "'quoted': # and more"})
    first = editing.revision(session, KINDS["page"], page.id, 1)
    assert first
    editing.restore(session, KINDS["page"], page, first, None)
    made = editing.create(
        session, KINDS["page"], {"title": {"en": "Gone"}, "slug": "gone", "state": "draft"}, None
    )
    editing.delete(session, KINDS["page"], made, None)
    project = session.scalars(select(Project).order_by(Project.position)).first()
    assert project
    save(session, "project", project, gallery=[cover.id], cover_id=cover.id)
    order = editing.in_order(session, KINDS["project"])
    editing.reorder(session, KINDS["project"], order[::-1], None)
    editing.create(
        session, KINDS["news"], {"date": "2025-06-19", "text": {"en": "Twice\non a day"}}, None
    )


def _team(session: Session, portrait: Picture) -> None:
    first, second = session.scalars(select(Person).order_by(Person.position)).all()[:2]
    crop = [0.1, 0.1, 0.5, 0.5]
    save(session, "person", first, portrait_id=portrait.id, portrait_crop=crop)
    editing.delete(session, KINDS["person"], second, None)
    directions = session.scalars(select(Direction).order_by(Direction.position)).all()
    editing.join_directions(session, directions[-1], directions[0], None)


def _publications(session: Session, cover: Picture, paper: StoredFile) -> None:
    found = session.scalars(select(Publication).order_by(Publication.id)).all()
    numbers = [one.id for one in found]
    edited = session.get_one(Publication, numbers[3])
    save(session, "publication", edited, cover_id=cover.id, pdf_id=paper.id, hidden=True)
    save(session, "publication", edited, edited={"title": "By {Hand}", "note": "mine"})
    direction = session.scalars(select(Direction)).first()
    assert direction
    row = {"publication_id": numbers[5], "direction_id": direction.id}
    session.execute(refused_directions.insert(), row)
    editing.delete(session, PUBLICATION, session.get_one(Publication, numbers[7]), None)
    person = session.scalars(select(Person)).first()
    assert person
    session.add(AuthorDecision(form="x y", publication_id=numbers[5], person_id=person.id))
    session.add(EntryDecision(mark="m" * 32, publication_id=numbers[5], fingerprint="f"))
    lab = one(session, Lab)
    lab.founded, lab.accent, lab.face, lab.logo_id = 2001, "#0b5fff", "instrument", cover.id
