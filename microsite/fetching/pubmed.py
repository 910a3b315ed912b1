"""PubMed's XML as BibTeX.

https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html says what each element holds.
"""

import re
from xml.etree.ElementTree import Element

from microsite.fetching.client import FetchError
from microsite.fetching.markup import read_xml, words
from microsite.fetching.records import entry, group, person, plain

_MARKUP = {
    "i": r"\textit", "b": r"\textbf", "sub": r"\textsubscript", "sup": r"\textsuperscript",
}  # fmt: skip
# More markup within markup than this is nobody's title.
_DEEPEST = 20
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def read(text: str) -> dict[str, str]:
    """An entry for each record of an answer, by its PubMed id. Raises FetchError for no answer."""
    root = read_xml(text)
    if root.tag != "PubmedArticleSet":
        raise FetchError("fetch-unusable")
    entries = {}
    for record in root:
        number = words(record.find(".//PMID"))
        if record.tag == "PubmedArticle" and number:
            entries[number] = _article(record, number)
        elif record.tag == "PubmedBookArticle" and number:
            entries[number] = _book(record, number)
    return entries


def _article(record: Element, number: str) -> str:
    year, month = _date(record.find(".//JournalIssue/PubDate"), record.find(".//ArticleDate"))
    fields = [
        ("title", _title(record)),
        ("author", _people(record)),
        ("journal", _text(record, ".//Journal/Title") or _text(record, ".//ISOAbbreviation")),
        ("year", year),
        ("month", month),
        ("volume", _text(record, ".//JournalIssue/Volume")),
        ("number", _text(record, ".//JournalIssue/Issue")),
        ("pages", _pages(record)),
        ("doi", _doi(record)),
        ("issn", _text(record, ".//Journal/ISSN")),
        ("pmid", number),
        ("url", f"https://pubmed.ncbi.nlm.nih.gov/{number}/"),
        ("abstract", _abstract(record)),
    ]
    return entry("article", f"pmid-{number}", fields)


def _book(record: Element, number: str) -> str:
    """A book, or a chapter of one, from the shelf that PubMed lists too."""
    year, month = _date(record.find(".//Book/PubDate"), record.find(".//ContributionDate"))
    book, chapter = _marked(record.find(".//Book/BookTitle")), _title(record)
    fields = [
        ("title", chapter or book),
        ("author", _people(record)),
        ("booktitle", book if chapter else ""),
        ("publisher", _text(record, ".//Publisher/PublisherName")),
        ("address", _text(record, ".//Publisher/PublisherLocation")),
        ("year", year),
        ("month", month),
        ("doi", _doi(record)),
        ("isbn", _text(record, ".//Book/Isbn")),
        ("pmid", number),
        ("url", f"https://pubmed.ncbi.nlm.nih.gov/{number}/"),
        ("abstract", _abstract(record)),
    ]
    return entry("incollection" if chapter else "book", f"pmid-{number}", fields)


def _text(record: Element, path: str) -> str:
    return plain(words(record.find(path)))


def _title(record: Element) -> str:
    """The title without PubMed's full stop; square brackets mark what it translated itself."""
    title = _marked(record.find(".//ArticleTitle")).strip()
    original = _marked(record.find(".//VernacularTitle")).strip()
    translated = re.fullmatch(r"\[(.*)\]\.?", title)
    if translated:
        title = original or translated[1]
    return title.removesuffix(".")


def _marked(element: Element | None, depth: int = 0) -> str:
    """The text of an element with its italics and its raised and lowered letters."""
    if element is None or depth == _DEEPEST:
        return plain(words(element))
    text = _spaced(element.text)
    for part in element:
        inner = _marked(part, depth + 1)
        command = _MARKUP.get(part.tag)
        text += (f"{command}{{{inner}}}" if command else inner) + _spaced(part.tail)
    return " ".join(text.split())


def _spaced(text: str | None) -> str:
    """As a value, with the space at either end that parts it from its neighbours."""
    if not text:
        return ""
    return " " * text[0].isspace() + plain(text) + " " * text[-1].isspace()


def _people(record: Element) -> str:
    """The people of all lists, a book's editors too; a group keeps its name whole."""
    names = []
    for one in record.iterfind(".//AuthorList/Author"):
        collective = words(one.find("CollectiveName"))
        family = words(one.find("LastName"))
        given = words(one.find("ForeName")) or words(one.find("Initials"))
        if collective:
            names.append(group(collective))
        elif family or given:
            suffix = words(one.find("Suffix"))
            names.append(person(family or given, given if family else "", suffix))
    return " and ".join(names)


def _date(*places: Element | None) -> tuple[str, str]:
    """Year and month number; a date in words ("1998 Dec-1999 Jan") gives its first year."""
    for place in places:
        if place is None:
            continue
        month = words(place.find("Month"))[:3].lower()
        number = str(_MONTHS.index(month) + 1) if month in _MONTHS else month.lstrip("0")
        if year := words(place.find("Year")):
            return year, number if number.isdigit() else ""
        if found := re.search(r"\d{4}", words(place.find("MedlineDate"))):
            return found[0], ""
    return "", ""


def _pages(record: Element) -> str:
    """PubMed shortens the last page ("1234-41"); its number is written out again."""
    first, dash, last = words(record.find(".//Pagination/MedlinePgn")).partition("-")
    if not dash or not first.isdigit() or not last.isdigit():
        return plain(f"{first}{dash * 2}{last}")
    return f"{first}--{first[: max(0, len(first) - len(last))]}{last}"


def _doi(record: Element) -> str:
    # Not those in the list of references, which has an ArticleIdList for each.
    for path in (
        ".//Article/ELocationID[@EIdType='doi']",
        "./PubmedData/ArticleIdList/ArticleId[@IdType='doi']",
        "./BookDocument/ArticleIdList/ArticleId[@IdType='doi']",
    ):
        if found := words(record.find(path)):
            return found
    return ""


def _abstract(record: Element) -> str:
    parts = []
    for part in record.iterfind(".//Abstract/AbstractText"):
        label = part.get("Label")
        parts.append((f"{plain(label)}: " if label else "") + _marked(part))
    return " ".join(part for part in parts if part)
