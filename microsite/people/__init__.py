"""Authors and the people of the team: whose name is whose, and what is left in doubt."""

from microsite.people.index import Index, Match
from microsite.people.linker import Link, Linker
from microsite.people.orcids import orcid_in, orcids

__all__ = ["Index", "Link", "Linker", "Match", "orcid_in", "orcids"]
