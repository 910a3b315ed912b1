"""Pictures: brought, described, replaced, chosen by other forms, deleted."""

from microsite.web.editor.pictures import bring, listing, one, pick
from microsite.web.editor.pictures.blueprint import blueprint
from microsite.web.editor.pictures.pick import picture_choices

__all__ = ["blueprint", "bring", "listing", "one", "pick", "picture_choices"]
