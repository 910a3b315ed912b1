"""Where what lies in a folder of content files, and what of the tables stays out of it."""

from urllib.parse import quote, unquote

from sqlalchemy import inspect

from microsite.editing.kinds import ALL, Field, Kind, Shape
from microsite.models import Picture, StoredFile

# The file by which a folder of content is known; the number counts layouts that differ.
MARK, FORMAT = "content.yaml", 1
LAB, BIB, ENTRIES = "lab.yaml", "publications.bib", "publications.yaml"
PICTURES, PICTURE_LIST = "pictures", "pictures.yaml"
DOCUMENTS, DOCUMENT_LIST = "files", "files.yaml"
AUTHORS, DECISIONS, HISTORY = "authors.yaml", "entry-decisions.yaml", "history.jsonl"

TABLES = {
    "picture": Picture.__tablename__,
    "document": StoredFile.__tablename__,
    **{name: str(inspect(kind.model).local_table.description) for name, kind in ALL.items()},
}
"""The table of each kind of thing that a relation leads to."""

# Things are brought before what leads to them.
ORDER = (
    "direction", "area", "role", "tag", "person", "project", "page", "article", "news", "highlight",
)  # fmt: skip

# What is in no file, and why; a new column must be exported or stand here.
REASONS = {
    "id": "numbers are a database's own: things are known by slug, key or hash",
    "version": "counts changes within one database; the history tells them",
    "updated_at": "the history tells when a thing was changed; a file must not change by exporting",
    "editor_id": "accounts belong to the instance",
    "upload_id": "uploads belong to the instance",
}
DERIVED = {
    "publications": {
        "entry_type", "fields", "title", "title_markup", "venue", "year", "month", "and_others",
        "abstract", "doi", "eprint", "isbn", "languages", "keywords", "bib_links", "folded_title",
        "folded_names", "folded_venue", "folded",
    },
    "pictures": {"media_type", "width", "height", "widths", "animated", "size"},
    "stored_files": {"media_type", "size", "pages"},
}  # fmt: skip
"""Columns read anew from the .bib, the pictures and the documents themselves."""
LEFT_OUT = {
    "authorships": "read anew from the .bib, and linked by names and authors.yaml",
    "terms": "made from publications",
    "publication_terms": "made from publications",
    "editors": "accounts belong to the instance",
    "one_time_links": "accounts belong to the instance",
    "drafts": "an editor's own until it is saved",
    "activities": "who signed in and did what belongs to the instance",
    "bib_uploads": "files that were brought belong to the instance; backup keeps them",
    "publication_changes": "undoes an upload of the same instance",
}
"""Tables that are in no file, and why."""


def place(kind: Kind) -> str:
    """The folder of a kind that has a page for each thing, else its file."""
    table = TABLES[kind.name]
    return table if kind.path else f"{table}.yaml"


def file_name(slug: str) -> str:
    """A slug as the name of a file, whatever is in it."""
    return quote(slug, safe="").replace(".", "%2E")


def slug_of(name: str) -> str:
    """The slug that a file is named after."""
    return unquote(name)


def name_of(field: Field) -> str:
    """What a field is called in a file."""
    return field.name.removesuffix("_id") if field.shape is Shape.ONE else field.name
