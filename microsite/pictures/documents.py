"""Documents (PDF): checked, counted, stored as they are; their first page becomes a picture."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite.models import StoredFile
from microsite.pictures import apart, storing
from microsite.pictures.folder import EDITOR, Folder
from microsite.pictures.kinds import HEAD, kind
from microsite.pictures.problems import RefusedError


@dataclass(frozen=True, slots=True)
class Ready:
    """A document whose file is in place, and its first page as a picture."""

    filename: str
    hash: str
    size: int
    pages: int
    first_page: storing.Ready


def prepare(files: Folder, pictures: Folder, content: bytes, filename: str, limit_mb: int) -> Ready:
    """Check and store a document of at most `limit_mb` megabytes. Hold no transaction meanwhile.

    Raises:
        RefusedError: it is no PDF, damaged, locked or too large.
        BusyError: too many others came first.
    """
    limit = limit_mb * 1024 * 1024
    if not content:
        raise RefusedError("empty")
    if kind(content[:HEAD]) != "pdf":
        raise RefusedError("not-pdf")
    if len(content) > limit:
        raise RefusedError("pdf-too-large", storing.megabytes(content, limit))
    digest = hashlib.sha256(content).hexdigest()
    name = storing.safe_name(filename)
    with files.scratch() as scratch:
        source, target = scratch / "source.pdf", scratch / "page.png"
        source.write_bytes(content)
        with apart.alone(pictures.path, EDITOR):
            pages = apart.order("first-page", source=str(source), target=str(target))["pages"]
        page = storing.prepare(pictures, target.read_bytes(), f"{name}.png")
        files.place(source, files.kept(digest, "pdf"))
    return Ready(name, digest, len(content), pages, page)


def keep(session: Session, ready: Ready, editor_id: int | None = None) -> tuple[StoredFile, bool]:
    """The row of a document with its picture, and whether it is new."""
    held = session.scalar(select(StoredFile).where(StoredFile.hash == ready.hash))
    if held is not None:
        return held, False
    picture, _ = storing.keep(session, ready.first_page, editor_id)
    document = StoredFile(
        hash=ready.hash,
        filename=ready.filename,
        media_type="application/pdf",
        size=ready.size,
        pages=ready.pages,
        first_page=picture,
        editor_id=editor_id,
    )
    session.add(document)
    session.flush()
    return document, True
