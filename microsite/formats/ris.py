"""RIS, as reference managers and publishers export it, as BibTeX."""

import re
from collections.abc import Iterator

import rispy
from rispy.config import TAG_KEY_MAPPING

from microsite.bibtex import Problem
from microsite.bibtex.problems import problem
from microsite.formats.compose import (
    Record,
    compose,
    iso_date,
    page_range,
    value,
    written_name,
)

_TYPES = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "article",
    "ABST": "article", "INPR": "article", "JFULL": "periodical", "BOOK": "book", "EBOOK": "book",
    "CLSWK": "book", "EDBOOK": "collection", "CHAP": "incollection", "ECHAP": "incollection",
    "CONF": "inproceedings", "CPAPER": "inproceedings", "THES": "thesis", "RPRT": "report",
    "GOVDOC": "report", "COMP": "software", "DATA": "dataset", "DBASE": "dataset",
    "AGGR": "dataset", "ELEC": "online", "BLOG": "online", "ICOMM": "online", "PAT": "patent",
    "UNPB": "unpublished", "MANSCPT": "unpublished", "STAND": "standard", "ENCYC": "inreference",
    "DICT": "inreference", "VIDEO": "video", "MPCT": "video", "SOUND": "audio", "MUSIC": "music",
    "ART": "artwork", "FIGURE": "image", "CASE": "jurisdiction", "STAT": "legislation",
    "BILL": "legislation", "LEGAL": "legislation", "PCOMM": "letter", "PAMP": "booklet",
}  # fmt: skip
_IN_BOOKS = frozenset({"incollection", "inproceedings", "inreference"})
_BOOKS = frozenset({"book", "collection", "thesis", "report", "booklet", *_IN_BOOKS})
# Tags whose field is the same for all types. Of several tags for one field the first comes first.
_FIELDS = {
    "ST": "shorttitle", "TT": "titletranslation", "ET": "edition", "VL": "volume", "NV": "volumes",
    "DO": "doi", "LA": "language", "M3": "type", "AB": "abstract", "N2": "abstract",
    "CY": "location", "AD": "affiliation", "CN": "library", "N1": "note", "M1": "note",
    "JA": "shortjournal", "J2": "shortjournal", "J1": "shortjournal", "LB": "label",
    "RN": "annotation",
}  # fmt: skip
_TITLES = ("TI", "T1", "CT")
_HOSTS = ("T2", "JF", "JO", "BT")
_LIST_TAGS = sorted({*TAG_KEY_MAPPING} - {"TY", "ER", "UK"})
_TAG = re.compile(r"[ \t]*([A-Z][A-Z0-9])  -(?:[ \t]+|$)")
_LOOSE_TAG = re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]+|$)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dXx]")

_UNKNOWN = "unknown"

Tags = dict[str, list[str]]


def to_bibtex(text: str) -> tuple[list[Record], list[Problem], int]:
    """The records of the file in order, its problems, and how many records were lost: none.

    Every tag is in a field; one that has none of its own in `ris-` and its name.
    """
    starts: list[int] = []
    problems: list[Problem] = []
    # What rispy would lose is put right before: missing ends, values over several lines.
    parser = rispy.RisParser(
        mapping={tag: tag for tag in (*TAG_KEY_MAPPING, _UNKNOWN) if tag != "UK"},
        list_tags=_LIST_TAGS,
        delimiter_tags_mapping={},
    )
    parser.UNKNOWN_TAG = _UNKNOWN
    found = parser.parse_lines(_lines(text, starts, problems))
    records = [Record(_entry(record), line) for record, line in zip(found, starts, strict=True)]
    if not records:
        problems.append(problem("no-ris-record", 1))
    return records, problems, 0


def _lines(text: str, starts: list[int], problems: list[Problem]) -> Iterator[str]:
    """The tagged lines of the records, each value on one line and each record with its end.

    Notes the line each record starts on, and the problems.
    """
    tag = None
    pieces: list[str] = []
    # One blank will do where the whole file is written so; elsewhere it is running text.
    pattern = _TAG if "TY  -" in text else _LOOSE_TAG
    for number, line in enumerate(text.split("\n"), 1):
        match = pattern.match(line)
        if match is None:
            pieces.append(line)
            continue
        if tag:
            yield _line(tag, pieces)
        if match[1] == "TY":
            if tag and tag != "ER":
                problems.append(problem("unclosed-record", starts[-1]))
                yield "ER  - "
            starts.append(number)
        # Before the first record and between two of them nothing counts.
        tag = match[1] if match[1] == "TY" or (tag and tag != "ER") else None
        pieces = [line[match.end() :]]
    if tag:
        yield _line(tag, pieces)
        if tag != "ER":
            problems.append(problem("unclosed-record", starts[-1]))
            yield "ER  - "


def _line(tag: str, pieces: list[str]) -> str:
    return f"{tag}  - " + " ".join(" ".join(pieces).split())


def _entry(record: dict[str, object]) -> str:
    tags: Tags = {}
    for tag, content in record.items():
        if isinstance(content, list):
            tags[tag] = [text for text in content if text]
    unknown = record.get(_UNKNOWN)
    if isinstance(unknown, dict):
        tags |= {tag: [text for text in content if text] for tag, content in unknown.items()}
    written = str(record["TY"]).upper()
    entry_type = _TYPES.get(written, "misc")
    key = tags["ID"].pop(0) if tags.get("ID") else ""
    fields = [*_texts(tags, entry_type), *_people(tags), *_numbers(tags, entry_type)]
    fields += [(name, value(name, "; ".join(tags.pop(tag, [])))) for tag, name in _FIELDS.items()]
    if entry_type == "misc" and written != "GEN":
        fields.append(("ris-ty", value("ris-ty", written)))
    fields += [(f"ris-{tag.lower()}", value("", "; ".join(texts))) for tag, texts in tags.items()]
    return compose(entry_type, key, fields)


def _texts(tags: Tags, entry_type: str) -> Iterator[tuple[str, str]]:
    # A book's own title may stand where that of its journal would.
    titles = _TITLES if entry_type in _IN_BOOKS else (*_TITLES, "BT")
    title = next((tags[tag][0] for tag in titles if tags.get(tag)), "")
    yield "title", value("title", title)
    for tag in titles:
        tags[tag] = [text for text in tags.get(tag, []) if text != title]
    host = "booktitle" if entry_type in _IN_BOOKS else "journaltitle"
    if entry_type in ("book", "collection", "report", "thesis"):
        host = "series"
    for tag in _HOSTS:
        for text in tags.pop(tag, []):
            yield host, value(host, text)
            # Another name of the journal is a shorter one.
            host = "shortjournal"
    yield "series", value("series", "; ".join(tags.pop("T3", [])))
    publisher = "institution" if entry_type in ("thesis", "report") else "publisher"
    yield publisher, value(publisher, "; ".join(tags.pop("PB", [])))
    yield "keywords", ", ".join(value("keywords", word) for word in tags.pop("KW", []))


def _people(tags: Tags) -> Iterator[tuple[str, str]]:
    for name, sources in (("author", ("AU", "A1")), ("editor", ("A2", "ED")), ("editora", ("A3",))):
        names = [one for tag in sources for one in tags.pop(tag, [])]
        yield name, " and ".join(written_name(one) for one in dict.fromkeys(names))


def _numbers(tags: Tags, entry_type: str) -> Iterator[tuple[str, str]]:
    yield from _dates(tags)
    number = tags.pop("IS", []) or tags.pop("CP", [])
    yield "number", value("number", "; ".join(number))
    first, last = tags.pop("SP", [""])[:1], tags.pop("EP", [""])[:1]
    pages = [page for page in (*first, *last) if page]
    is_range = len(set(pages)) == 2 and not re.search("[-–]", pages[0])
    yield "pages", page_range("-".join(pages) if is_range else "".join(pages[:1]))
    for text in tags.pop("SN", []):
        is_isbn = entry_type in _BOOKS or _ISBN.search(re.sub("[- ]", "", text))
        yield ("isbn" if is_isbn else "issn"), value("issn", text)
    addresses = [one for tag in ("UR", "L2", "LK") for one in tags.pop(tag, [])]
    yield "url", value("url", "".join(addresses[:1]))
    yield "link", value("link", " ".join(addresses[1:]))
    for text in tags.pop("L1", []):
        yield ("pdf" if "://" in text else "file"), value("file", text)


def _dates(tags: Tags) -> Iterator[tuple[str, str]]:
    """The fullest of the dates; whatever else they say is kept under the name of its tag."""
    dates = []
    for tag in ("PY", "Y1", "DA"):
        for text in tags.pop(tag, []):
            # Year, month, day and anything else, with slashes between.
            plain, _, other = text.rpartition("/") if text.count("/") > 2 else (text, "", "")
            date = iso_date(plain.rstrip("/ "))
            if date is None or other.strip():
                yield f"ris-{tag.lower()}", value("", text)
            if date:
                dates.append(date)
            elif not dates and (year := _YEAR.search(text)):
                dates.append(year[0])
    alike = [date for date in dates if date[:4] == dates[0][:4]]
    yield "date", max(alike, default="", key=len)
    for text in tags.pop("Y2", []):
        date = iso_date(text.rstrip("/ "))
        yield ("urldate", date) if date else ("ris-y2", value("", text))
