"""Publications by their identifiers: what a person pastes, fetched as BibTeX from the sources."""

from microsite.fetching.fetch import MOST, Fetched, fetch
from microsite.fetching.identifiers import Found, Identifier, find
from microsite.fetching.options import Options

__all__ = ["MOST", "Fetched", "Found", "Identifier", "Options", "fetch", "find"]
