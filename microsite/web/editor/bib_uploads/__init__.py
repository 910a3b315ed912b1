"""Uploads of publications: brought, looked at, applied, taken back."""

from microsite.web.editor.bib_uploads import bring, decide, history, show, undo
from microsite.web.editor.bib_uploads.blueprint import blueprint

__all__ = ["blueprint", "bring", "decide", "history", "show", "undo"]
