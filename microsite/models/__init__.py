"""The tables. Plain typed SQLAlchemy models: no Flask, no queries, no commits."""

from microsite.models.articles import Article, NewsItem, Tag
from microsite.models.base import Base
from microsite.models.content import (
    FACES,
    Area,
    Direction,
    Highlight,
    Lab,
    Page,
    Person,
    Project,
    Role,
)
from microsite.models.editor import (
    BibUpload,
    Editor,
    EntryDecision,
    OneTimeLink,
    PublicationChange,
)
from microsite.models.publication import AuthorDecision, Authorship, Publication, Term
from microsite.models.revision import Activity, Draft, OldAddress, Revision
from microsite.models.stored import Picture, StoredFile

__all__ = [
    "FACES",
    "Activity",
    "Area",
    "Article",
    "AuthorDecision",
    "Authorship",
    "Base",
    "BibUpload",
    "Direction",
    "Draft",
    "Editor",
    "EntryDecision",
    "Highlight",
    "Lab",
    "NewsItem",
    "OldAddress",
    "OneTimeLink",
    "Page",
    "Person",
    "Picture",
    "Project",
    "Publication",
    "PublicationChange",
    "Revision",
    "Role",
    "StoredFile",
    "Tag",
    "Term",
]
