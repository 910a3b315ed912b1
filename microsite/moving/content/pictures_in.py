"""Pictures and documents from files: put in their place first, without the database; then rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from microsite.localized import Localized
from microsite.models import Picture, StoredFile
from microsite.moving.content import layout
from microsite.moving.content.preparing import Prepared, files_of
from microsite.moving.content.source import UNKNOWN_NAME, Place
from microsite.moving.content.things_in import Work
from microsite.moving.content.values import WrongError, moment, texts
from microsite.moving.content.yaml_files import Table
from microsite.moving.words import N_
from microsite.pictures import documents as papers
from microsite.pictures import storing

MISSING = N_("The file of “%(name)s” is missing from “%(folder)s”. It was left out.")


def bring_pictures(work: Work, prepared: Prepared) -> None:
    """The rows of pictures, and what is said of them."""
    said = work.source.table(layout.PICTURE_LIST) or Table()
    on_disk = dict(files_of(work.source, layout.PICTURES))
    for name in [*said, *(one for one in prepared.pictures if one not in said)]:
        place = Place(layout.PICTURE_LIST, said.lines[name] if name in said else 0)
        row = said.get(name)
        fields = _picture_fields(work, place, row if isinstance(row, Table) else None)
        held_id = work.keys.number("pictures", name)
        if held_id is not None:
            picture = work.session.get_one(Picture, held_id)
            work.report.count("picture", "changed" if _set(picture, fields) else "unchanged")
        elif name in prepared.pictures:
            picture, is_new = storing.keep(work.session, prepared.pictures[name], work.editor_id)
            is_other = _set(picture, fields)
            work.keys.add("pictures", name, picture.id)
            outcome = "changed" if is_other else "unchanged"
            work.report.count("picture", "new" if is_new else outcome)
        elif name not in on_disk:
            work.report.tell(*place, MISSING, name=name[:80], folder=layout.PICTURES)
    work.session.flush()


def bring_documents(work: Work, prepared: Prepared) -> None:
    """The rows of documents, each with the picture of its first page."""
    said = work.source.table(layout.DOCUMENT_LIST) or Table()
    on_disk = dict(files_of(work.source, layout.DOCUMENTS))
    for name in [*said, *(one for one in prepared.documents if one not in said)]:
        row = said.get(name)
        row = row if isinstance(row, Table) else Table()
        held_id = work.keys.number("stored_files", name)
        if held_id is not None:
            document = work.session.get_one(StoredFile, held_id)
            fields = {"filename": row["filename"]} if isinstance(row.get("filename"), str) else {}
            work.report.count("document", "changed" if _set(document, fields) else "unchanged")
        elif name in prepared.documents:
            document = _document(work, prepared.documents[name], row)
            work.keys.add("stored_files", name, document.id)
            work.report.count("document", "new")
        elif name not in on_disk:
            place = Place(layout.DOCUMENT_LIST, said.lines[name])
            work.report.tell(*place, MISSING, name=name[:80], folder=layout.DOCUMENTS)
    work.session.flush()


def _document(work: Work, ready: papers.Ready, row: Table) -> StoredFile:
    held = work.session.scalar(select(StoredFile).where(StoredFile.hash == ready.hash))
    if held is not None:
        return held
    first = work.keys.number("pictures", str(row.get("first_page", "")))
    if first is None:
        first = storing.keep(work.session, ready.first_page, work.editor_id)[0].id
    document = StoredFile(
        hash=ready.hash,
        filename=row.get("filename") or ready.filename,
        media_type="application/pdf",
        size=ready.size,
        pages=ready.pages,
        first_page_id=first,
        editor_id=work.editor_id,
        **_added(work, Place(layout.DOCUMENT_LIST, 0), row),
    )
    work.session.add(document)
    work.session.flush()
    return document


def _picture_fields(work: Work, place: Place, row: Table | None) -> dict[str, Any]:
    """What a file says of a picture; nothing where it says nothing."""
    if row is None:
        return {}
    found: dict[str, Any] = {"alt": Localized(), "credit": Localized()}
    known = ("filename", "alt", "credit", "focal_x", "focal_y", "created_at")
    for name, value in row.items():
        where = Place(place.file, row.line_of(name))
        if name not in known:
            work.report.tell(*where, UNKNOWN_NAME, name=name[:80])
        elif name in ("alt", "credit"):
            try:
                found[name] = Localized(texts(value))
            except WrongError as error:
                work.report.tell(*where, error.template, **error.params)
        elif name == "filename":
            found[name] = storing.safe_name(str(value))
        elif name.startswith("focal"):
            found |= _focal(work, where, name, value)
    return {**found, **_added(work, place, row)}


def _focal(work: Work, where: Place, name: str, value: Any) -> dict[str, float]:
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = -1.0
    if 0 <= found <= 1:
        return {name: found}
    work.report.tell(*where, OUTSIDE, value=str(value)[:60])
    return {}


OUTSIDE = N_("“%(value)s” is no number from 0 to 1.")


def _added(work: Work, place: Place, row: Table) -> dict[str, Any]:
    try:
        said = moment(row.get("created_at", ""))
    except WrongError as error:
        work.report.tell(place.file, row.line_of("created_at"), error.template, **error.params)
        said = None
    return {"created_at": datetime.fromisoformat(said)} if said else {}


def _set(item: Any, fields: dict[str, Any]) -> bool:
    """Make a row say this; whether it said anything else."""
    different = {name: value for name, value in fields.items() if getattr(item, name) != value}
    for name, value in different.items():
        setattr(item, name, value)
    return bool(different)
