"""The listing of publications: a page of them, how many there are, and the facets with counts."""

from microsite.publications.catalogue import Catalogue
from microsite.publications.chips import Chip
from microsite.publications.conditions import SHOWN
from microsite.publications.facets import FacetValue, FacetValues
from microsite.publications.index import Index
from microsite.publications.pages import (
    PAGE_SIZE,
    Group,
    Listing,
    listing,
    newest,
    publications_of,
)
from microsite.publications.reading import read_index
from microsite.publications.years import Bar, YearValues, histogram

__all__ = [
    "PAGE_SIZE",
    "SHOWN",
    "Bar",
    "Catalogue",
    "Chip",
    "FacetValue",
    "FacetValues",
    "Group",
    "Index",
    "Listing",
    "YearValues",
    "histogram",
    "listing",
    "newest",
    "publications_of",
    "read_index",
]
