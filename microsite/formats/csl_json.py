"""CSL-JSON, as Zotero, citeproc and Crossref give it, as BibTeX."""

import json
import re
from collections.abc import Iterator
from typing import Any

from microsite.bibtex import Problem
from microsite.bibtex.problems import problem
from microsite.formats.compose import Record, compose, page_range, value
from microsite.formats.csl_values import dates_of, is_name, names_of, text_of

_TYPES = {
    "article": "online", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "review": "article", "review-book": "article",
    "journal-article": "article", "book": "book", "monograph": "book", "chapter": "incollection",
    "book-chapter": "incollection", "entry": "inreference", "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference", "paper-conference": "inproceedings",
    "proceedings-article": "inproceedings", "thesis": "thesis", "report": "report",
    "webpage": "online", "post": "online", "post-weblog": "online", "posted-content": "online",
    "dataset": "dataset", "software": "software", "patent": "patent", "standard": "standard",
    "manuscript": "unpublished", "speech": "unpublished", "periodical": "periodical",
    "motion_picture": "video", "broadcast": "video", "song": "music", "graphic": "image",
    "figure": "image", "legislation": "legislation", "bill": "legislation",
    "legal_case": "jurisdiction", "personal_communication": "letter", "pamphlet": "booklet",
}  # fmt: skip
_FIELDS = {
    "title": "title", "title-short": "shorttitle", "shortTitle": "shorttitle",
    "collection-title": "series", "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal", "publisher-place": "location", "event": "eventtitle",
    "event-title": "eventtitle", "event-place": "venue", "volume": "volume",
    "volume-title": "maintitle", "number-of-pages": "pagetotal", "number-of-volumes": "volumes",
    "edition": "edition", "chapter-number": "chapter", "DOI": "doi", "ISBN": "isbn",
    "ISSN": "issn", "URL": "url", "PMID": "pmid", "PMCID": "pmcid", "abstract": "abstract",
    "keyword": "keywords", "language": "language", "note": "note", "annote": "annotation",
    "genre": "type", "status": "pubstate", "version": "version", "call-number": "library",
    "article-number": "eid",
}  # fmt: skip
_NAMES = {
    "author": "author", "editor": "editor", "translator": "translator", "director": "director",
    "container-author": "bookauthor", "collection-editor": "editora",
}  # fmt: skip
_DATES = {
    "issued": "date", "accessed": "urldate", "event-date": "eventdate", "original-date": "origdate",
}  # fmt: skip
_ID = re.compile(r'"(?:id|citation-key)"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d+)')
_KEY_IN_NOTE = re.compile(r"^\s*citation[ -]key\s*:\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_ARXIV = re.compile(r"\s*arxiv:\s*(\S+)", re.IGNORECASE)

Item = dict[str, Any]


def to_bibtex(text: str) -> tuple[list[Record], list[Problem], int]:
    """The items in order, the problems, and how many items could not be read.

    Every variable is in a field; one that has none of its own in `csl-` and its name.
    """
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        return [], [problem("broken-json", error.lineno, error.colno)], 0
    except (RecursionError, ValueError):
        return [], [problem("broken-json", 1)], 0
    items = told.get("items", [told]) if isinstance(told, dict) else told
    if not isinstance(items, list) or not any(_is_reference(item) for item in items):
        return [], [problem("not-csl-json", 1)], 0
    lines = _lines(text)
    records = []
    problems = []
    line = 1
    for number, item in enumerate(items, 1):
        try:
            source = _entry(item) if _is_reference(item) else None
        except RecursionError:
            # A value within values a thousand deep.
            source = None
        if source is None:
            problems.append(problem("not-csl-item", line, number=number))
            continue
        line = lines.get(str(item.get("id", item.get("citation-key", ""))), line)
        records.append(Record(source, line))
    return records, problems, len(problems)


def _is_reference(item: object) -> bool:
    # Zotero's own JSON has an `itemType` and other names for everything.
    return isinstance(item, dict) and "itemType" not in item and bool({"type", "title"} & {*item})


def _lines(text: str) -> dict[str, int]:
    """The line of each id, where it is found first."""
    lines: dict[str, int] = {}
    line, position = 1, 0
    for match in _ID.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        try:
            lines.setdefault(str(json.loads(match[1])), line)
        except ValueError:
            continue
    return lines


def _entry(item: Item) -> str:
    item = {name: told for name, told in item.items() if told not in (None, "", [], {})}
    csl_type = str(item.pop("type", ""))
    entry_type = _TYPES.get(csl_type, "misc")
    fields = [*_special(item, entry_type)]
    for name, told in item.items():
        if name in _NAMES or (isinstance(told, list) and all(map(is_name, told))):
            fields.append((_NAMES.get(name, _own(name)), names_of(told)))
        elif name in _DATES:
            fields += [
                (field or _own(name), written) for field, written in dates_of(_DATES[name], told)
            ]
        elif name not in ("id", "citation-key"):
            field = _FIELDS.get(name, _own(name))
            fields.append((field, value(field, text_of(told))))
    if entry_type == "misc" and csl_type:
        fields.append(("csl-type", value("csl-type", csl_type)))
    return compose(entry_type, _key(item), fields)


def _special(item: Item, entry_type: str) -> Iterator[tuple[str, str]]:
    """The fields whose names depend on the type; takes out of `item` what they say."""
    container = text_of(item.pop("container-title", ""))
    host = "journaltitle" if entry_type in ("article", "periodical") else "booktitle"
    yield host, value(host, container)
    publisher = "institution" if entry_type in ("thesis", "report") else "publisher"
    yield publisher, value(publisher, text_of(item.pop("publisher", "")))
    names = ("issue", "number", "collection-number")
    number = text_of(item.pop(next((name for name in names if name in item), ""), ""))
    if arxiv := _ARXIV.match(number):
        yield "eprint", value("eprint", arxiv[1])
        yield "eprinttype", "arxiv"
    else:
        yield "number", value("number", number)
    yield "pages", page_range(text_of(item.pop("page", "") or item.pop("page-first", "")))


def _key(item: Item) -> str:
    if "citation-key" in item:
        return text_of(item["citation-key"])
    found = _KEY_IN_NOTE.search(text_of(item.get("note", "")))
    return found[1] if found else text_of(item.get("id", ""))


def _own(name: str) -> str:
    return "csl-" + (re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "field")
