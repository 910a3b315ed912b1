"""An entry as an item of CSL-JSON (https://docs.citationstyles.org, appendices III and IV).

All other formats that go out are written from such an item.
"""

import re
from collections.abc import Iterator
from typing import Any

from microsite.bibtex import Entry, reading
from microsite.bibtex.latex import clean
from microsite.bibtex.names import Name, read_names

Item = dict[str, Any]

_TYPES = {
    "article": "article-journal", "periodical": "periodical", "suppperiodical": "article-journal",
    "inproceedings": "paper-conference", "conference": "paper-conference",
    "incollection": "chapter", "inbook": "chapter", "suppbook": "chapter", "suppcollection":
    "chapter", "bookinbook": "chapter", "inreference": "entry-encyclopedia", "book": "book",
    "mvbook": "book", "booklet": "pamphlet", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book", "manual": "book",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report",
    "report": "report", "unpublished": "manuscript", "preprint": "article", "online": "webpage",
    "electronic": "webpage", "www": "webpage", "dataset": "dataset", "software": "software",
    "patent": "patent", "standard": "standard", "video": "motion_picture", "movie":
    "motion_picture", "music": "song", "audio": "song", "image": "graphic", "artwork": "graphic",
    "letter": "personal_communication", "legislation": "legislation", "jurisdiction": "legal_case",
}  # fmt: skip
_THESES = {
    "phdthesis": "PhD thesis", "phd": "PhD thesis", "mastersthesis": "Master’s thesis",
    "mathesis": "Master’s thesis",
}  # fmt: skip
_CHINESE_THESES = {"PhD thesis": "博士学位论文", "Master’s thesis": "硕士学位论文"}
# Where a type's number is that of an issue, of the work itself, or of a series.
_NUMBERS = {
    "article-journal": "issue",
    "report": "number",
    "patent": "number",
    "standard": "number",
}
_FIELDS = {
    "series": "collection-title", "eventtitle": "event-title", "volume": "volume",
    "edition": "edition", "chapter": "chapter-number", "pagetotal": "number-of-pages",
    "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID", "version": "version",
    "shorttitle": "title-short", "shortjournal": "container-title-short", "note": "note",
}  # fmt: skip
_DAY = re.compile(r"-?\d{4}-\d{2}-(\d{2})")
_DASHES = re.compile(r"\s*[-‐-―−]+\s*")


def item(entry: Entry) -> Item:
    """The entry with what it inherits; what it does not say is left out."""
    kind = _type(entry)
    said: Item = {
        "id": entry.key,
        "citation-key": entry.key,
        "type": kind,
        "title": reading.title(entry),
        **{role: _names(entry, role) for role in ("author", "editor", "translator")},
        "container-title": _container(entry, kind),
        "publisher": _publisher(entry),
        "publisher-place": _text(entry, "location", "address"),
        _NUMBERS.get(kind, "collection-number"): _text(entry, "number", "issue"),
        "page": _DASHES.sub("-", _text(entry, "pages", "eid")),
        "genre": _genre(entry, kind),
        "issued": _issued(entry),
        "DOI": reading.doi(entry),
        "URL": _url(entry),
        "language": reading.languages(entry)[0],
        "abstract": reading.abstract(entry),
        "keyword": ", ".join(reading.keywords(entry)),
        **{name: _text(entry, field) for field, name in _FIELDS.items()},
    }
    if preprint := reading.arxiv(entry):
        said |= {"archive": "arXiv", "archive_location": preprint}
        said["URL"] = said["URL"] or f"https://arxiv.org/abs/{preprint}"
        if kind == "article":
            said |= {"publisher": said["publisher"] or "arXiv", "number": f"arXiv:{preprint}"}
    return {name: value for name, value in said.items() if value}


def _type(entry: Entry) -> str:
    kind = _TYPES.get(entry.entry_type, "document")
    # In CSL a preprint is an `article`; BibTeX has no type of its own for one.
    is_preprint = kind in ("document", "webpage", "manuscript") and reading.arxiv(entry)
    return "article" if is_preprint else kind


def _names(entry: Entry, role: str) -> list[dict[str, str]]:
    names, _ = read_names(entry.get(role) or "")
    return [_name(name) for name in names]


def _name(name: Name) -> dict[str, str]:
    if name.literal or not (name.given or name.von):
        # A Chinese name in one piece has no parts either, but is that of a person.
        return {"literal": name.literal} if name.literal else {"family": name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.von,
        "suffix": name.jr,
    }
    return {part: text for part, text in parts.items() if text}


def _container(entry: Entry, kind: str) -> str:
    if kind in ("article-journal", "article"):
        return _text(entry, "journaltitle", "journal")
    if kind in ("paper-conference", "chapter", "entry-encyclopedia"):
        return _text(entry, "booktitle", "maintitle", "journaltitle", "journal")
    return ""


def _publisher(entry: Entry) -> str:
    return _text(entry, "publisher", "school", "institution", "organization", "holder")


def _genre(entry: Entry, kind: str) -> str:
    written = _text(entry, "type")
    if kind != "thesis":
        return written
    said = _THESES.get(written.lower() or entry.entry_type) or written
    return _CHINESE_THESES.get(said, said) if reading.languages(entry)[0] == "zh" else said


def _issued(entry: Entry) -> Item:
    return {"date-parts": [list(_date_parts(entry))]} if reading.year(entry) is not None else {}


def _date_parts(entry: Entry) -> Iterator[int]:
    year, month = reading.year(entry), reading.month(entry)
    if year is None:
        return
    yield year
    if not month:
        return
    yield month
    day = _DAY.match(entry.get("date") or "")
    written = day[1] if day else (entry.get("day") or "").strip()
    if re.fullmatch(r"\d{1,2}", written) and 1 <= int(written) <= 31:
        yield int(written)


def _url(entry: Entry) -> str:
    found = dict(reversed(reading.links(entry)))
    return found.get("url") or found.get("website") or found.get("pdf") or ""


def _text(entry: Entry, *names: str) -> str:
    for name in names:
        value = entry.get(name)
        if value and (text := clean(value)):
            return text
    return ""
