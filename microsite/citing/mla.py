"""MLA, 9th edition (Handbook, chapter 5)."""

from microsite.citing.parts import (
    IN_BOOKS,
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
    short_pages,
    stop,
    text,
    year,
)
from microsite.citing.people import edited_by, family_first, given_first, names


def cite(item: Item, others: bool) -> str:
    """The entry in a list of works cited."""
    authors, title = stop(_authors(item, others)), text(headline(item))
    if item["type"] == "thesis":
        degree = "Master’s thesis" if is_masters(item) else "PhD dissertation"
        school = commas([publisher(item), degree, link(item)])
        said = [authors, stop(f"<i>{title}</i>"), stop(year(item)), stop(school)]
    elif item["type"] in ("article-journal", "article", "webpage", *IN_BOOKS):
        said = [authors, quoted(title, "."), stop(commas(_container(item)))]
    else:
        said = [authors, stop(f"<i>{title}</i>"), stop(commas(_imprint(item)))]
    return " ".join(filter(None, said))


def _authors(item: Item, others: bool) -> str:
    found, role = names(item)
    if not found:
        return ""
    if others or len(found) > 2:
        written = f"{family_first(found[0])}, et al."
    else:
        written = ", and ".join([family_first(found[0]), *map(given_first, found[1:])])
    if role == "editor":
        return f"{written}, {'editors' if len(found) > 1 or others else 'editor'}"
    return written


def _container(item: Item) -> list[str]:
    kind = item["type"]
    editors = edited_by(item, given_first) if kind in IN_BOOKS else ""
    page = short_pages(item, chicago=False)
    many = "–" in page or "," in page
    return [
        italic(headline(item, "container-title") or _archive(item)),
        f"edited by {editors}" if editors else "",
        edition(item),
        f"vol. {text(item['volume'])}" if item.get("volume") else "",
        f"no. {text(item['issue'])}" if item.get("issue") else "",
        "" if kind in ("article-journal", "article") else publisher(item),
        year(item) if kind in IN_BOOKS else _date(item),
        f"{'pp.' if many else 'p.'} {page}" if page else "",
        link(item),
    ]


def _archive(item: Item) -> str:
    return str(item.get("publisher", "")) if item["type"] == "article" else ""


def _imprint(item: Item) -> list[str]:
    number = text(item.get("number", ""))
    volume = f"vol. {text(item['volume'])}" if item.get("volume") else ""
    return [edition(item), volume, number, publisher(item), year(item), link(item)]


def _date(item: Item) -> str:
    return " ".join(filter(None, [month(item), year(item)]))
