"""An item of CSL-JSON as RIS, with the tags that reference managers agree on."""

from collections.abc import Iterable, Iterator
from typing import Any

from rispy.config import TAG_KEY_MAPPING
from rispy.writer import RisWriter

from microsite.formats.csl_out import Item

_TYPES = {
    "article-journal": "JOUR", "paper-conference": "CPAPER", "chapter": "CHAP", "book": "BOOK",
    "entry-encyclopedia": "ENCYC", "thesis": "THES", "report": "RPRT", "webpage": "ELEC",
    "dataset": "DATA", "software": "COMP", "patent": "PAT", "standard": "STAND",
    "manuscript": "UNPB", "article": "UNPB", "periodical": "JFULL", "motion_picture": "VIDEO",
    "song": "SOUND", "graphic": "ART", "pamphlet": "PAMP", "legislation": "STAT",
    "legal_case": "CASE", "personal_communication": "PCOMM",
}  # fmt: skip
_TAGS = {
    "title": "TI", "title-short": "ST", "container-title": "T2", "container-title-short": "J2",
    "publisher": "PB", "publisher-place": "CY", "volume": "VL", "issue": "IS", "number": "IS",
    "edition": "ET", "genre": "M3", "DOI": "DO", "URL": "UR", "language": "LA", "abstract": "AB",
    "note": "N1",
}  # fmt: skip
_HAS_ISBN = frozenset({"ISBN", "ISSN"})


class _Writer(RisWriter):
    """Without the numbers that rispy puts between the records, which are no part of the format."""

    def set_header(self, count: int) -> str:
        return ""


# Each tag stands for itself, and may stand several times.
_WRITER = _Writer(
    mapping={**{tag: tag.lower() for tag in TAG_KEY_MAPPING}, "TY": "type_of_reference"},
    list_tags=sorted(TAG_KEY_MAPPING),
    delimiter_tags_mapping={},
)


def ris(items: Iterable[Item]) -> str:
    """The records of the items, one after another."""
    written: str = _WRITER.formats([_record(item) for item in items])
    return written


def _record(item: Item) -> dict[str, Any]:
    record: dict[str, Any] = {"type_of_reference": _TYPES.get(item["type"], "GEN")}
    for tag, value in _values(item):
        # A line's end would end the value.
        record.setdefault(tag.lower(), []).append(" ".join(value.split()))
    return record


def _values(item: Item) -> Iterator[tuple[str, str]]:
    yield "ID", item["id"]
    for role, tag in (("author", "AU"), ("editor", "A2"), ("translator", "A4")):
        for name in item.get(role, ()):
            yield tag, _name(name)
    for variable, tag in _TAGS.items():
        if item.get(variable):
            yield tag, str(item[variable])
    if item.get("collection-title"):
        yield ("T3" if item.get("container-title") else "T2"), item["collection-title"]
    yield from _date(item)
    first, _, last = item.get("page", "").partition("-")
    if first:
        yield "SP", first
    if last:
        yield "EP", last
    for variable in _HAS_ISBN & item.keys():
        yield "SN", item[variable]
    for word in filter(None, item.get("keyword", "").split(", ")):
        yield "KW", word


def _date(item: Item) -> Iterator[tuple[str, str]]:
    parts = item["issued"]["date-parts"][0] if "issued" in item else []
    if parts:
        year, month, day = (f"{part:02}" for part in (*parts, 0, 0)[:3])
        yield "PY", year.zfill(4)
        if len(parts) > 1:
            yield "DA", "/".join([year.zfill(4), month, day if len(parts) > 2 else "", ""])


def _name(name: dict[str, str]) -> str:
    if name.get("literal"):
        # A comma at the end says that the name has no parts.
        return name["literal"] if " " not in name["literal"] else f"{name['literal']},"
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    return ", ".join(filter(None, (family, name.get("given"), name.get("suffix"))))
