"""IEEE (Reference Guide, 2023)."""

from microsite.citing.parts import (
    IN_BOOKS,
    Item,
    commas,
    edition,
    is_masters,
    italic,
    month,
    pages,
    publisher,
    quoted,
    stop,
    text,
    year,
)
from microsite.citing.people import edited_by, initials_first, listed, names

# So many authors are named; of more only the first.
MOST = 6


def cite(item: Item, others: bool) -> str:
    """The entry in a list of references, without its number."""
    kind = item["type"]
    if kind in ("book", "pamphlet"):
        return _with_address(item, _book(item, others))
    title = quoted(text(item.get("title", "")), ",")
    start = commas([_authors(item, others), title])
    rest = {"article-journal": _journal, "thesis": _thesis, "article": _preprint}.get(kind)
    if rest is None:
        rest = _in_book if kind in IN_BOOKS else _other
    return _with_address(item, f"{start} {commas(rest(item))}")


def _with_address(item: Item, said: str) -> str:
    if item.get("DOI"):
        return f"{said}, doi: {text(item['DOI'])}."
    if item.get("URL") and "arXiv" not in said:
        # Nothing stands behind an address, lest it be taken for a part of it.
        return f"{stop(said)} [Online]. Available: {text(item['URL'])}"
    return stop(said)


def _authors(item: Item, others: bool) -> str:
    found, role = names(item)
    said = [initials_first(name) for name in found]
    if others or len(said) > MOST:
        written = ", ".join(said if len(said) <= MOST else said[:1]) + " <i>et al.</i>"
    else:
        written = listed(said, "and", comma_for_two=False)
    if role == "editor":
        return f"{written}, {'Eds.' if len(said) > 1 or others else 'Ed.'}"
    return written


def _journal(item: Item) -> list[str]:
    return [
        italic(item.get("container-title", "")),
        _marked("vol.", item.get("volume", "")),
        _marked("no.", item.get("issue", "")),
        _pages(item),
        _date(item),
    ]


def _in_book(item: Item) -> list[str]:
    by = edited_by(item, initials_first)
    editors = f"{by}, {'Eds.' if len(item['editor']) > 1 else 'Ed.'}" if by else ""
    title = italic(item.get("container-title", ""))
    book = [f"in {title}" if title else "", _marked("vol.", item.get("volume", "")), edition(item)]
    if item["type"] == "paper-conference":
        place = text(item.get("publisher-place", ""))
        return [*book, editors, place, _date(item), _pages(item)]
    return [*book, editors, _imprint(item), _pages(item)]


def _thesis(item: Item) -> list[str]:
    degree = "M.S. thesis" if is_masters(item) else "Ph.D. dissertation"
    return [degree, publisher(item), text(item.get("publisher-place", "")), year(item)]


def _preprint(item: Item) -> list[str]:
    number = italic(item.get("number", ""))
    return [_date(item), number or publisher(item)]


def _other(item: Item) -> list[str]:
    number = item.get("number", "")
    said = _marked("Rep." if item["type"] == "report" else "", number)
    return [publisher(item), italic(item.get("container-title", "")), said, _date(item)]


def _book(item: Item, others: bool) -> str:
    title = commas([_authors(item, others), italic(item.get("title", "")), edition(item)])
    return " ".join(filter(None, [stop(title), _imprint(item)]))


def _imprint(item: Item) -> str:
    place = text(item.get("publisher-place", ""))
    house = publisher(item)
    return commas([f"{place}: {house}" if place and house else place or house, year(item)])


def _date(item: Item) -> str:
    return " ".join(filter(None, [month(item), year(item)]))


def _pages(item: Item) -> str:
    page = pages(item)
    return _marked("pp." if "–" in page or "," in page else "p.", page, is_html=True)


def _marked(sign: str, value: object, *, is_html: bool = False) -> str:
    said = str(value) if is_html else text(value)
    return f"{sign} {said}".strip() if said else ""
