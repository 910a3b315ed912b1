"""The whole site as files, one after the other: a path and what is to stand there."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from microsite.editing.kinds import KINDS, Kind
from microsite.models import FACES, Base, Lab, Picture, StoredFile
from microsite.moving.content import entries_out, history_out, layout, markdown_files, records
from microsite.moving.content.keys import Keys
from microsite.moving.content.records import plain
from microsite.moving.content.yaml_files import dump
from microsite.pictures.folder import Folder
from microsite.pictures.media import MEDIA_TYPES

File = tuple[str, str | Path]
"""A path with slashes, and a text or the file that is to be copied there."""


def files(session: Session, pictures: Folder, documents: Folder) -> Iterator[File]:
    """All files of the site, in a stable order: of one state of the database.

    The caller's transaction is that state. A picture that the disk has lost is left out.
    """
    keys = Keys(session)
    yield layout.MARK, dump({"format": layout.FORMAT})
    yield from _lab(session, keys)
    for kind in KINDS.values():
        yield from _folder(session, kind, keys) if kind.path else _list(session, kind, keys)
    yield from entries_out.files(session, keys)
    yield from _stored(session, pictures, documents, keys)
    keys.add_gone(session)
    yield layout.HISTORY, "".join(history_out.lines(session, keys))


def _lab(session: Session, keys: Keys) -> Iterator[File]:
    lab = session.scalar(select(Lab).order_by(Lab.id).limit(1))
    if lab is not None:
        skipped = {*layout.REASONS, "logo_id"}
        names = [one.key for one in inspect(Lab).columns if one.key not in skipped]
        row = {name: plain(getattr(lab, name)) for name in names}
        row["face"] = "" if lab.face == FACES[0] else lab.face
        row["logo"] = keys.name("pictures", lab.logo_id)
        yield layout.LAB, dump(records.empty_left_out(row))


def _folder(session: Session, kind: Kind, keys: Keys) -> Iterator[File]:
    for number, slug in _by_name(session, kind, keys):
        item = session.get_one(kind.model, number)
        said = records.record(session, kind, item, keys)
        del said["slug"]
        if kind.ordered:
            said["position"] = item.position  # type: ignore[attr-defined]
        path = f"{layout.place(kind)}/{layout.file_name(slug)}"
        yield f"{path}.yaml", dump(records.shared(kind, said))
        for lang, texts in sorted(records.languages(kind, said).items()):
            body = texts.pop("text", "")
            yield f"{path}.{lang}.md", markdown_files.write(texts, body)


def _list(session: Session, kind: Kind, keys: Keys) -> Iterator[File]:
    """Things that have no page of their own, in their order."""
    found = [
        records.record(session, kind, session.get_one(kind.model, number), keys)
        for number in _in_order(session, kind)
    ]
    yield layout.place(kind), dump(found)


def _by_name(session: Session, kind: Kind, keys: Keys) -> list[tuple[int, str]]:
    columns = inspect(kind.model).columns
    query = select(columns["id"], columns["slug"]).order_by(columns["slug"])
    return [(number, slug) for number, slug in session.execute(query)]


def _in_order(session: Session, kind: Kind) -> list[int]:
    columns = inspect(kind.model).columns
    first = [columns[name] for name in _ORDERS.get(kind.name, ("position",))]
    return list(session.scalars(select(columns["id"]).order_by(*first, columns["id"])))


_ORDERS = {"news": ("date",), "tag": ("kind", "slug")}


def _stored(session: Session, pictures: Folder, documents: Folder, keys: Keys) -> Iterator[File]:
    suffixes = {name: suffix for suffix, name in reversed(MEDIA_TYPES.items())}
    said = {}
    for picture in session.scalars(select(Picture).order_by(Picture.hash)):
        suffix = suffixes[picture.media_type]
        said[picture.hash] = _row(picture, keys)
        if (path := pictures.kept(picture.hash, suffix)).is_file():
            yield f"{layout.PICTURES}/{path.name}", path
    yield layout.PICTURE_LIST, dump(said)
    said = {}
    for document in session.scalars(select(StoredFile).order_by(StoredFile.hash)):
        said[document.hash] = _row(document, keys)
        if (path := documents.kept(document.hash, "pdf")).is_file():
            yield f"{layout.DOCUMENTS}/{path.name}", path
    yield layout.DOCUMENT_LIST, dump(said)


def _row(item: Base, keys: Keys) -> dict[str, object]:
    """The columns of a picture or document that are not read from its file."""
    columns = inspect(type(item)).columns
    table = inspect(type(item)).local_table.description
    skipped = {*layout.REASONS, *layout.DERIVED[table], "hash"}
    found: dict[str, object] = {}
    for column in columns:
        if column.key not in skipped:
            value = plain(getattr(item, column.key))
            is_picture = any(one.column.table.name == "pictures" for one in column.foreign_keys)
            found[column.key.removesuffix("_id") if is_picture else column.key] = (
                keys.name("pictures", value) if is_picture else value
            )
    return records.empty_left_out(found)
