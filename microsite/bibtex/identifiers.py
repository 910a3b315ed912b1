"""Identifiers of an entry in a form in which they can be compared: archives and books."""

import re

from microsite.bibtex.entry import Entry
from microsite.bibtex.links import arxiv

_EPRINT = frozenset({"eprint", "arxiv", "arxivid", "pmid", "pmcid", "hal_id"})
# Where an arXiv identifier may stand besides; most such values hold none.
_NEAR = frozenset({"url", "journal", "journaltitle", "note", "doi", "volume"})
_OWN = (("pmid", "pubmed"), ("pmcid", "pmc"), ("hal_id", "hal"))
_KINDS = {"pmid": "pubmed", "hdl": "handle", "pmcid": "pmc"}
# The DOI that arXiv itself gives each paper.
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})")
_VERSION = re.compile(r"v\d+$")
_NUMBER = re.compile(r"\d+")
_SUBJECT = re.compile(r"\.[a-z]{2}/")
# Digits with blanks or dashes of any make between them, an X only at the end.
_GAP = r"[\s\u2010-\u2015\u2212-]*"
_ISBN_13 = re.compile(rf"(?<!\w)97[89](?:{_GAP}\d){{10}}(?!\w)", re.ASCII)
_ISBN_10 = re.compile(rf"(?<!\w)\d(?:{_GAP}\d){{8}}{_GAP}[\dXx](?!\w)", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_PAGE = re.compile(r"[^\W_]+")
_PAGE_WORDS = frozenset({"p", "pp", "page", "pages", "s", "seiten"})

_WHOLE = frozenset(
    {
        "book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings",
        "reference", "mvreference", "booklet", "thesis", "phdthesis", "mastersthesis",
    }
)  # fmt: skip


def eprint(entry: Entry) -> str:
    """The identifier in an archive, without its version; nothing if the entry has none.

    `arxiv:2101.00001`, `arxiv:math/0309136`, `pubmed:123`, `hal:hal-0123`. arXiv's comes first.
    """
    for name, value in entry.fields:
        if name in _EPRINT or (name in _NEAR and "arxiv" in value.lower()):
            break
    else:
        if not any(name in _EPRINT for name, _ in entry.inherited):
            return ""
    registered = _ARXIV_DOI.search((entry.get("doi") or "").lower())
    identifier = registered[1] if registered else arxiv(entry).lower()
    if identifier:
        return f"arxiv:{_SUBJECT.sub('/', identifier)}"
    return _other_eprint(entry)


def isbn(entry: Entry) -> str:
    """The ISBN-13 with the pages in that book; nothing if that does not tell the entry.

    "9783540345111 12-30"; "9783540345111" alone for a whole book.
    """
    # Asking for a field costs more than looking for its name.
    if not any(name == "isbn" for name, _ in entry.fields + entry.inherited):
        return ""
    number = _isbn_13(entry.get("isbn") or "")
    if not number:
        return ""
    words = _PAGE.findall((entry.get("pages") or "").lower())
    pages = [word for word in words if word not in _PAGE_WORDS]
    # Of a whole book a single number is how many pages it has.
    if entry.entry_type in _WHOLE and len(pages) < 2:
        return number
    return f"{number} {'-'.join(pages)}" if pages else ""


def _other_eprint(entry: Entry) -> str:
    kind = (entry.get("eprinttype") or entry.get("archiveprefix") or "").strip().lower()
    value = "".join((entry.get("eprint") or "").lower().split())
    if kind and value and kind != "arxiv":
        return _named(_KINDS.get(kind, kind), value)
    for name, archive in _OWN:
        value = "".join((entry.get(name) or "").lower().split())
        if value:
            return _named(archive, value)
    return ""


def _named(kind: str, value: str) -> str:
    """An identifier with its archive's name, whatever the file has around it."""
    if kind in ("pubmed", "pmc"):
        number = _NUMBER.search(value)
        return f"{kind}:{number[0]}" if number else ""
    value = value.removeprefix(f"{kind}:")
    return f"{kind}:{_VERSION.sub('', value) if kind == 'hal' else value}"


def _isbn_13(value: str) -> str:
    """The first ISBN of a value in its longer form; a wrong check digit still identifies."""
    long = _ISBN_13.search(value)
    if long:
        return "".join(_DIGIT.findall(long[0]))
    short = _ISBN_10.search(value)
    if not short:
        return ""
    digits = "978" + "".join(_DIGIT.findall(short[0]))[:9]
    return digits + _check_digit(digits)


def _check_digit(digits: str) -> str:
    """The last digit of the ISBN-13 that begins with these twelve."""
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-weighted % 10)
