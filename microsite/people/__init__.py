"""Authors and the people of the team: whose name is whose, and what is left in doubt."""

from microsite.people.decisions import Place, forget, remember
from microsite.people.doubts import Doubt, doubtful_names, fill
from microsite.people.index import Index, Match
from microsite.people.linker import Link, Linker
from microsite.people.orcids import orcid_in, orcids

__all__ = [
    "Doubt",
    "Index",
    "Link",
    "Linker",
    "Match",
    "Place",
    "doubtful_names",
    "fill",
    "forget",
    "orcid_in",
    "orcids",
    "remember",
]
