"""Which of two versions of a work an entry is: the preprint or the published one."""

import re
from typing import Literal

from microsite.folding import fold

Stage = Literal["preprint", "published", ""]

# The published version may come out this many years after the preprint, or be dated before it.
YEARS = 3

# Where and when a preprint appeared is nothing to add to its published version.
PLACE = frozenset(
    {
        "journal", "journaltitle", "booktitle", "volume", "number", "issue", "series", "pages",
        "publisher", "institution", "organization", "howpublished", "address", "location", "issn",
        "type", "pubstate", "year", "month", "day", "date",
    }
)  # fmt: skip

_ARCHIVES = re.compile(
    r"(?:corr|hal|ssrn|research square|iacr cryptol|computing research repository)(?: .*)?"
    r"|.*\b(?:\w+rxiv|arxiv|e ?prints?|preprints?)\b.*"
)
_ARCHIVE_DOI = re.compile(
    r"10\.48550/arxiv|10\.1101/\d|10\.26434/chemrxiv|10\.31234/|10\.31219/|10\.21203/rs"
    r"|10\.2139/ssrn|10\.36227/techrxiv|10\.20944/preprints|10\.31235/|10\.64898/"
)
_LOOSE = frozenset({"misc", "unpublished", "online", "electronic", "techreport", "report", "www"})
_APPEARING = frozenset(
    {
        "article", "inproceedings", "conference", "incollection", "inbook", "suppperiodical",
        "bookinbook", "review",
    }
)  # fmt: skip


def stage(entry_type: str, venue: str, doi: str, eprint: str) -> Stage:
    """What the type, venue and identifiers of a publication say; nothing if they do not tell."""
    where = fold(venue)
    if doi and _ARCHIVE_DOI.match(doi):
        return "preprint"
    if where and _ARCHIVES.fullmatch(where):
        return "preprint"
    if eprint.startswith(("arxiv:", "hal:")) and not doi and (entry_type in _LOOSE or not where):
        return "preprint"
    return "published" if entry_type in _APPEARING and (where or doi) else ""


def relation(held: Stage, given: Stage) -> Literal["preprint", "published", ""]:
    """What the held one is where an entry is its other version; nothing where it is none."""
    return held if held and given and held != given else ""
