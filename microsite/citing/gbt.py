"""GB/T 7714—2015, numbered references: the Chinese national standard."""

from collections.abc import Sequence

from microsite.citing.parts import (
    IN_BOOKS,
    Item,
    commas,
    date,
    edition,
    is_chinese,
    link,
    pages,
    publisher,
    sentences,
    text,
    year,
)
from microsite.citing.people import Name, initials, names, surname, whole

# So many authors are named (8.1.2).
MOST = 3
# The signs of the types of documents (appendix B).
_SIGNS = {
    "article-journal": "J", "periodical": "J", "paper-conference": "C", "chapter": "M",
    "entry-encyclopedia": "M", "book": "M", "pamphlet": "M", "thesis": "D", "report": "R",
    "patent": "P", "standard": "S", "dataset": "DS", "software": "CP", "article": "EB/OL",
    "webpage": "EB/OL",
}  # fmt: skip


def cite(item: Item, others: bool) -> str:
    """The entry in a list of references, without its number."""
    kind, address = item["type"], "" if item.get("DOI") else link(item)
    sign = _SIGNS.get(kind, "Z")
    if address and not sign.endswith("/OL"):
        sign += "/OL"
    number = item.get("number", "") if kind in ("report", "patent", "standard") else ""
    title = text(item.get("title", "")) + (f": {text(number)}" if number else "")
    found, role = names(item)
    # The editors of a book stand with the book.
    authors = "" if role == "editor" and kind in IN_BOOKS else _names(item, found, others)
    doi = f"DOI:{text(item['DOI'])}" if item.get("DOI") else ""
    start = f"{title}[{sign}]"
    return sentences([authors, *_rest(item, kind, start), address or doi])


def _rest(item: Item, kind: str, start: str) -> list[str]:
    if kind == "article-journal":
        return [start, _journal(item)]
    if kind in IN_BOOKS:
        editors = _names(item, item.get("editor", ()), False)
        book = sentences([editors, text(item.get("container-title", ""))])
        host = f"{start}//{book}" if book else start
        return [host, _edition(item), _imprint(item)]
    if kind in ("article", "webpage"):
        parts = date(item)
        # A page on the web bears its date in parentheses (8.8).
        said = "-".join(f"{part:02}" for part in parts)
        return [start, f"({said})" if said else ""]
    return [start, _edition(item), _imprint(item)]


def _journal(item: Item) -> str:
    volume, issue = text(item.get("volume", "")), text(item.get("issue", ""))
    where = volume + (f"({issue})" if issue else "")
    said = commas([text(item.get("container-title", "")), year(item), where])
    page = pages(item, "-")
    return f"{said}: {page}" if page else said


def _imprint(item: Item) -> str:
    place, house = text(item.get("publisher-place", "")), publisher(item)
    said = commas([f"{place}: {house}" if place and house else place or house, year(item)])
    page = pages(item, "-") if item["type"] in IN_BOOKS else ""
    return f"{said}: {page}" if page else said


def _edition(item: Item) -> str:
    written = str(item.get("edition", ""))
    if is_chinese(item) and written.isdigit():
        return f"{written}版" if written != "1" else ""
    return edition(item).removesuffix(".")


def _names(item: Item, found: Sequence[Name], others: bool) -> str:
    said = [_name(name) for name in found[:MOST]]
    if len(found) > MOST or (others and found):
        said.append("等" if is_chinese(item) else "et al.")
    return ", ".join(said)


def _name(name: Name) -> str:
    pieces = (text(surname(name).upper()), initials(name, dot=""), text(name.get("suffix", "")))
    return whole(name) or " ".join(filter(None, pieces))
