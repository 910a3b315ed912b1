"""The tables. Plain typed SQLAlchemy models: no Flask, no queries, no commits."""

from microsite.models.base import Base
from microsite.models.content import Direction, Highlight, Lab, Page, Person, Project
from microsite.models.editor import BibUpload, Editor, EntryDecision, PublicationChange
from microsite.models.publication import AuthorDecision, Authorship, Publication, Term

__all__ = [
    "AuthorDecision",
    "Authorship",
    "Base",
    "BibUpload",
    "Direction",
    "Editor",
    "EntryDecision",
    "Highlight",
    "Lab",
    "Page",
    "Person",
    "Project",
    "Publication",
    "PublicationChange",
    "Term",
]
