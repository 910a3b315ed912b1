"""Where a picture or a document is used: by whom it is chosen, and in which texts it is named."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, cast, or_, select
from sqlalchemy.orm import Session

from microsite.bibtex.languages import guess
from microsite.localized import Localized
from microsite.models import (
    Article,
    Direction,
    Lab,
    NewsItem,
    Page,
    Person,
    Picture,
    Project,
    Publication,
    StoredFile,
)

# A name in a text has at least so many letters of the hash.
SHORTEST = 8


class Use(NamedTuple):
    """What uses it: a kind (`article`, `person`, …), its id, its slug or key, its name.

    `how` is `cover`, `portrait`, `header`, `gallery`, `wechat`, `logo`, `pdf`, `first-page` or
    `text`.
    """

    kind: str
    id: int
    slug: str
    name: Localized
    how: str


# Kind, model, what its address and its name are read from.
_KINDS: tuple[tuple[str, Any, str, str], ...] = (
    ("page", Page, "slug", "title"),
    ("article", Article, "slug", "title"),
    ("project", Project, "slug", "name"),
    ("person", Person, "slug", "name"),
    ("direction", Direction, "slug", "name"),
    ("news", NewsItem, "id", "text"),
    ("publication", Publication, "citation_key", "title"),
    ("lab", Lab, "id", "name"),
)
_COLUMNS = {
    "page": {"header": "header_id"},
    "article": {"cover": "cover_id"},
    "project": {"cover": "cover_id"},
    "person": {"portrait": "portrait_id", "wechat": "wechat_id"},
    "publication": {"cover": "cover_id"},
    "lab": {"logo": "logo_id"},
}
# Kinds that say nothing in Markdown.
_WITHOUT_TEXT = ("publication", "lab")


def uses(session: Session, picture: Picture) -> list[Use]:
    """All uses of a picture, in a constant number of queries."""
    found: list[Use] = []
    for kind, model, *_ in _KINDS:
        for how, column in _COLUMNS.get(kind, {}).items():
            found += _found(session, kind, how, getattr(model, column) == picture.id)
        if kind == "project":
            found += _found(session, kind, "gallery", Project.gallery.any(Picture.id == picture.id))
        if kind not in _WITHOUT_TEXT:
            found += _found(session, kind, "text", _names(model.text, picture))
    found += [
        Use("document", document.id, document.hash, Localized(en=document.filename), "first-page")
        for document in session.scalars(
            select(StoredFile).where(StoredFile.first_page_id == picture.id)
        )
    ]
    return found


def uses_of_document(session: Session, document: StoredFile) -> list[Use]:
    """The publications whose PDF it is."""
    return list(_found(session, "publication", "pdf", Publication.pdf_id == document.id))


def _found(session: Session, kind: str, how: str, condition: ColumnElement[bool]) -> Iterator[Use]:
    model, slug, name = next(rest for one, *rest in _KINDS if one == kind)
    columns: Any = (model.id, getattr(model, slug), getattr(model, name))
    for number, address, called in session.execute(select(*columns).where(condition)):
        named = called if isinstance(called, Localized) else Localized({guess(called): called})
        yield Use(kind, number, str(address), named, how)


def _names(text: Any, picture: Picture) -> ColumnElement[bool]:
    """Whether a text names the picture: by the start of its hash, or by its file's name."""
    stored = cast(text, String)
    # The texts lie in the database as JSON.
    filename = json.dumps(picture.filename)[1:-1]
    return or_(
        stored.contains(picture.hash[:SHORTEST], autoescape=True),
        stored.contains(f"picture:{filename}", autoescape=True),
    )
