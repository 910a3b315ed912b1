"""What publications have beside their entries: a picture, links, a PDF."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from microsite import editing, importing
from microsite.editing import PUBLICATION, Fields
from microsite.models import Publication, StoredFile
from microsite.moving.jekyll import problems
from microsite.moving.jekyll.items import Paper
from microsite.moving.jekyll.writing import Writer


def complete(
    writer: Writer, paper: Paper, documents: Mapping[str, StoredFile], uploads: Collection[int]
) -> None:
    """Give a publication what is not in its entry, where it has nothing of the kind yet.

    What came in by one of these uploads still counts as untouched, so that it can be undone.
    """
    session = writer.session
    found = session.scalar(select(Publication).where(Publication.citation_key == paper.key))
    fields = _missing(found, paper, writer.pictures, documents) if found else {}
    if found is None or not fields:
        return
    if found.upload_id in uploads and found.updated_at == found.created_at:
        _complete_new(session, found, fields)
    elif writer.why_left(PUBLICATION, found.id) != problems.EDITED:
        version = editing.version_of(found)
        editing.save(session, PUBLICATION, found, fields, None, version)


def _missing(
    found: Publication,
    paper: Paper,
    pictures: Mapping[str, int],
    documents: Mapping[str, StoredFile],
) -> Fields:
    fields: Fields = {}
    document = documents.get(paper.document)
    if found.cover_id is None and paper.picture in pictures:
        fields["cover_id"] = pictures[paper.picture]
    held = {url for _kind, url in found.links}
    links = [link for link in paper.links if link[1] not in held]
    if links and not found.own_links:
        fields["own_links"] = links
    if document and found.pdf_id is None:
        fields["pdf_id"] = document.id
        if found.cover_id is None:
            fields.setdefault("cover_id", document.first_page_id)
    return fields


def _complete_new(session: Session, found: Publication, fields: Fields) -> None:
    for name, value in fields.items():
        setattr(found, name, value)
    # Said again, so that it stays: by it an upload knows what it may take back.
    flag_modified(found, "updated_at")
    session.flush()
    importing.write_derived(session, [found])
