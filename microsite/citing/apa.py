"""APA, 7th edition (Publication Manual, chapters 9 and 10)."""

from microsite.citing.parts import (
    IN_BOOKS,
    Item,
    commas,
    edition,
    is_masters,
    italic,
    link,
    pages,
    publisher,
    sentences,
    stop,
    text,
    year,
)
from microsite.citing.people import initials_first, initials_last, listed, names

# So many authors are named; of more the first nineteen and the last (9.8).
MOST = 20


def cite(item: Item, others: bool) -> str:
    """The entry in a list of references."""
    authors = _authors(item, others)
    said = f"({year(item) or 'n.d.'})"
    start = [authors, said, _title(item)] if authors else [_title(item), said]
    return " ".join(filter(None, [sentences([*start, *_source(item)]), link(item)]))


def _authors(item: Item, others: bool) -> str:
    found, role = names(item)
    said = [initials_last(name) for name in found]
    if others:
        written = ", ".join([*said, "et al."])
    elif len(said) > MOST:
        written = f"{', '.join(said[: MOST - 1])}, … {said[-1]}"
    else:
        written = listed(said, "&amp;", comma_for_two=True)
    if role == "editor":
        return f"{written} ({'Eds.' if len(said) > 1 or others else 'Ed.'})"
    return written


def _title(item: Item) -> str:
    kind = item["type"]
    if kind == "article-journal" or kind in IN_BOOKS:
        return text(item.get("title", ""))
    title = italic(item.get("title", ""))
    if kind == "thesis":
        degree = "Master’s thesis" if is_masters(item) else "Doctoral dissertation"
        return f"{title} [{commas([degree, publisher(item)])}]"
    number = text(item.get("number", ""))
    if kind == "report" and number:
        number = f"Report No. {number}"
    notes = [edition(item), _volume(item) if kind == "book" else "", number]
    bracket = {"dataset": " [Data set]", "software": " [Computer software]"}.get(kind, "")
    return f"{title} ({commas(notes)}){bracket}" if any(notes) else title + bracket


def _source(item: Item) -> list[str]:
    kind = item["type"]
    if kind == "thesis":
        return []
    if kind == "article-journal":
        issue = f"({text(item['issue'])})" if item.get("issue") else ""
        volume = italic(item.get("volume", "")) + issue
        return [commas([italic(item.get("container-title", "")), volume, pages(item)])]
    if kind in IN_BOOKS:
        return [_book(item), publisher(item)]
    return [publisher(item)]


def _book(item: Item) -> str:
    editors = [initials_first(name) for name in item.get("editor", ())]
    by = listed(editors, "&amp;", comma_for_two=False)
    named = f"{by} ({'Eds.' if len(editors) > 1 else 'Ed.'})" if by else ""
    page = pages(item)
    place = f"{'pp.' if '–' in page or ',' in page else 'p.'} {page}" if page else ""
    notes = commas([edition(item), _volume(item), place])
    title = italic(item.get("container-title", ""))
    book = commas([named, title]) + (f" ({notes})" if notes else "")
    return stop(f"In {book}") if named or title else notes


def _volume(item: Item) -> str:
    return f"Vol. {text(item['volume'])}" if item.get("volume") else ""
