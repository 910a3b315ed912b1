"""Searching: what a visitor typed, as conditions on the publications, and what to mark in them."""

from microsite.search.conditions import found, matching
from microsite.search.fulltext import INDEX, indexed_together, install, is_installed
from microsite.search.grammar import LONGEST_QUERY, Query, Word, parse
from microsite.search.marks import mark

__all__ = [
    "INDEX",
    "LONGEST_QUERY",
    "Query",
    "Word",
    "found",
    "indexed_together",
    "install",
    "is_installed",
    "mark",
    "matching",
    "parse",
]
