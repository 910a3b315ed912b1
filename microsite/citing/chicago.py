"""Chicago, author and date (Manual of Style, 18th edition, chapters 13 and 14)."""

from microsite.citing.parts import (
    IN_BOOKS,
    LONG_MONTHS,
    Item,
    commas,
    edition,
    headline,
    is_masters,
    italic,
    link,
    month,
    publisher,
    quoted,
    sentences,
    short_pages,
    text,
    year,
)
from microsite.citing.people import edited_by, family_first, given_first, listed, names

# So many authors are named; of more the first three.
MOST = 6


def cite(item: Item, others: bool) -> str:
    """The entry in a list of references."""
    kind, title = item["type"], text(headline(item))
    is_part = kind in ("article-journal", "article", "thesis", "webpage", *IN_BOOKS)
    shown = quoted(title, ".") if is_part else f"<i>{title}</i>"
    authors, said = _authors(item, others), year(item) or "n.d."
    start = [authors, said, shown] if authors else [shown, said]
    rest = _journal(item) if kind == "article-journal" else _rest(item)
    return sentences([*start, *rest, link(item)])


def _authors(item: Item, others: bool) -> str:
    found, role = names(item)
    if not found:
        return ""
    said = [family_first(found[0]), *map(given_first, found[1:])]
    if len(said) > MOST or others:
        written = ", ".join([*(said[:3] if len(said) > MOST else said), "et al."])
    else:
        written = listed(said, "and", comma_for_two=True)
    if role == "editor":
        return f"{written}, {'eds.' if len(said) > 1 or others else 'ed.'}"
    return written


def _journal(item: Item) -> list[str]:
    journal = italic(headline(item, "container-title"))
    volume, issue = text(item.get("volume", "")), text(item.get("issue", ""))
    page = short_pages(item, chicago=True)
    said = " ".join(filter(None, [journal, volume]))
    if issue:
        said = f"{said} ({issue})" if volume else f"{said}, no. {issue}"
    if page:
        said = f"{said}: {page}" if volume or issue else f"{said}, {page}"
    return [said]


def _rest(item: Item) -> list[str]:
    kind = item["type"]
    if kind in IN_BOOKS:
        editors = edited_by(item, given_first)
        volume = f"vol. {text(item['volume'])}" if item.get("volume") else ""
        title = italic(headline(item, "container-title"))
        by = f"edited by {editors}" if editors else ""
        book = commas([title, by, edition(item), volume, short_pages(item, chicago=True)])
        return [f"In {book}" if title else book, publisher(item)]
    if kind == "thesis":
        return [commas(["Master’s thesis" if is_masters(item) else "PhD diss.", publisher(item)])]
    if kind == "article":
        return [commas(["Preprint", publisher(item), month(item, LONG_MONTHS)])]
    volume = f"Vol. {text(item['volume'])}" if item.get("volume") else ""
    return [edition(item), volume, text(item.get("number", "")), publisher(item)]
