"""The listing of publications: a page of them, how many there are, and the facets with counts."""

from microsite.publications.conditions import SHOWN
from microsite.publications.facets import Chip, FacetValue
from microsite.publications.pages import PAGE_SIZE, Group, Listing, listing, newest
from microsite.publications.years import Bar, histogram

__all__ = [
    "PAGE_SIZE",
    "SHOWN",
    "Bar",
    "Chip",
    "FacetValue",
    "Group",
    "Listing",
    "histogram",
    "listing",
    "newest",
]
