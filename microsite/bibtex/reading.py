"""The facts a page shows of an entry, in plain text."""

import re
from dataclasses import dataclass

from microsite.bibtex.dates import month, year
from microsite.bibtex.entry import Entry
from microsite.bibtex.languages import languages
from microsite.bibtex.latex import clean
from microsite.bibtex.links import arxiv, doi, links
from microsite.bibtex.names import Name, has_others, split_names

__all__ = [
    "People", "abstract", "arxiv", "authors", "doi", "keywords", "languages", "links", "month",
    "people", "title", "venue", "year",
]  # fmt: skip

_VENUES = (
    "journaltitle", "journal", "booktitle", "maintitle", "eventtitle", "school", "institution",
    "organization", "publisher", "howpublished", "series",
)  # fmt: skip
_THESES = frozenset({"phdthesis", "mastersthesis", "thesis", "techreport", "report"})
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\\par\b")
_KEYWORD_SIGN = re.compile(r"\s*[,;，；、]\s*|\s*\\sep\b\s*")
_WEB_ADDRESS = re.compile(r"\s*(?:\\url\{)?(?:https?|ftp)://\S+\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class People:
    """The people of an entry: `role` is author or editor (or translator, director and the like).

    `others` says that the file names only some of them.
    """

    names: tuple[Name, ...]
    role: str
    others: bool


def title(entry: Entry) -> str:
    """The title with its subtitle; empty if the entry has none."""
    main = clean(entry.get("title") or "")
    sub = clean(entry.get("subtitle") or "")
    if not main or not sub:
        return main or sub
    return f"{main} {sub}" if main[-1] in ".:?!" else f"{main}: {sub}"


def people(entry: Entry) -> People:
    """Authors, or where there are none the editors, and which of the two they are."""
    for role in ("author", "editor", "translator", "director", "holder", "bookauthor"):
        value = entry.get(role)
        names = split_names(value) if value else ()
        if value and names:
            return People(names, role, has_others(value))
    return People((), "author", False)


def authors(entry: Entry) -> tuple[Name, ...]:
    """The names of `people(entry)`."""
    return people(entry).names


def venue(entry: Entry) -> str:
    """Where it appeared: journal, proceedings, book, school, publisher; for preprints the archive.

    Empty if the entry does not say.
    """
    first = ("school", "institution") if entry.entry_type in _THESES else ()
    for name in (*first, *_VENUES):
        value = entry.get(name)
        # `howpublished` often is but an address, which is a link and no venue.
        if value and not _WEB_ADDRESS.fullmatch(value):
            found = clean(value)
            if found and ("://" not in found or " " in found):
                return found
    return "arXiv" if arxiv(entry) else clean(entry.get("eprinttype") or "")


def abstract(entry: Entry) -> str:
    """The abstract; an empty line stands between its paragraphs."""
    value = entry.get("abstract") or ""
    paragraphs = (clean(part) for part in _PARAGRAPH.split(value))
    return "\n\n".join(part for part in paragraphs if part)


def keywords(entry: Entry) -> tuple[str, ...]:
    """The keywords in their order, each once."""
    value = entry.get("keywords") or entry.get("keyword") or ""
    found = (clean(part) for part in _KEYWORD_SIGN.split(value))
    return tuple(dict.fromkeys(word for word in found if word))
