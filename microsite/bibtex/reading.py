"""The facts a page shows of an entry, in plain text."""

import html
import re
from dataclasses import dataclass

from microsite.bibtex.dates import month, year
from microsite.bibtex.entry import Entry
from microsite.bibtex.languages import languages
from microsite.bibtex.latex import clean, markup, unescaped
from microsite.bibtex.links import arxiv, doi, links
from microsite.bibtex.names import Name, read_names

__all__ = [
    "People", "abstract", "arxiv", "authors", "doi", "keywords", "languages", "links", "month",
    "people", "title", "title_markup", "venue", "year",
]  # fmt: skip

_VENUES = (
    "journaltitle", "journal", "booktitle", "maintitle", "eventtitle", "school", "institution",
    "organization", "publisher", "howpublished", "series",
)  # fmt: skip
_THESES = frozenset({"phdthesis", "mastersthesis", "thesis", "techreport", "report"})
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\\par\b")
_KEYWORD_SIGN = re.compile(r"[,;，；、]|\\sep\b")
_SEMICOLON = re.compile(r"[;；]|\\sep\b")
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
    return f"{main}{_before_subtitle(main)} {sub}"


def title_markup(entry: Entry) -> str:
    """The same as a safe fragment of HTML; empty where it would say no more than `title`."""
    main, sub = entry.get("title") or "", entry.get("subtitle") or ""
    marked, marked_sub = markup(main), markup(sub)
    if not (marked or marked_sub):
        return ""
    marked = marked or html.escape(clean(main), quote=False)
    marked_sub = marked_sub or html.escape(clean(sub), quote=False)
    if not marked or not marked_sub:
        return marked or marked_sub
    return f"{marked}{_before_subtitle(clean(main))} {marked_sub}"


def _before_subtitle(title: str) -> str:
    return "" if title[-1:] in ".:?!" else ":"


def people(entry: Entry) -> People:
    """Authors, or where there are none the editors, and which of the two they are."""
    for role in ("author", "editor", "translator", "director", "holder", "bookauthor"):
        value = entry.get(role)
        if value:
            names, others = read_names(value)
            if names:
                return People(names, role, others)
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
    if "\n" not in value and "\\par" not in value:
        return clean(value)
    paragraphs = (clean(part) for part in _PARAGRAPH.split(value))
    return "\n\n".join(part for part in paragraphs if part)


def keywords(entry: Entry) -> tuple[str, ...]:
    """The keywords in their order, each once."""
    value = entry.get("keywords") or entry.get("keyword")
    if not value:
        return ()
    found = (clean(part) for part in _keyword_parts(unescaped(value)))
    return tuple(dict.fromkeys(word for word in found if word))


def _keyword_parts(value: str) -> list[str]:
    """Where lines or semicolons part the keywords, a comma belongs to one: "Adams, Ansel"."""
    if "\n" in value:
        # EndNote writes one on each line. A list that only is wrapped has its signs in most.
        lines = [line.strip() for line in value.split("\n") if line.strip()]
        signs = sum(_KEYWORD_SIGN.search(line) is not None for line in lines)
        if len(lines) > 2 and signs * 3 <= len(lines):
            return lines
    sign = _SEMICOLON if ";" in value or "；" in value else _KEYWORD_SIGN
    return sign.split(" ".join(value.split()))
