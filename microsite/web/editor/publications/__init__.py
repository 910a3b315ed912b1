"""The editors' list of publications, what is done to many of them, and what only they have."""

from microsite.web.editor.publications import block, bulk, lists, making, papers, undoing
from microsite.web.editor.publications.blueprint import blueprint

__all__ = ["block", "blueprint", "bulk", "lists", "making", "papers", "undoing"]
