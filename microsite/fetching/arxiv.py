"""arXiv's Atom answers as BibTeX, with the fields arXiv itself recommends.

https://info.arxiv.org/help/api/user-manual.html, 3.3 and 3.4;
https://info.arxiv.org/help/hypertex/bibstyles/index.html
"""

import re
from xml.etree.ElementTree import Element

from microsite.fetching.client import FetchError
from microsite.fetching.markup import read_xml, words
from microsite.fetching.records import entry, tex, written_name

_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"


def read(text: str) -> dict[str, str]:
    """An entry for each preprint of an answer, by its id without version.

    Raises FetchError for what is no feed and for a feed that only tells of an error: one id that
    arXiv cannot read spoils the answer for all.
    """
    root = read_xml(text)
    if root.tag != f"{_ATOM}feed":
        raise FetchError("fetch-unusable")
    entries = {}
    for found in root.iter(f"{_ATOM}entry"):
        address = words(found.find(f"{_ATOM}id"))
        if "/api/errors" in address:
            raise FetchError("fetch-not-found")
        number = re.sub(r"v\d+$", "", address.partition("/abs/")[2])
        # An id that arXiv never gave may come back as an entry without a title.
        if number and words(found.find(f"{_ATOM}title")):
            entries[number] = _entry(found, number)
    return entries


def _entry(found: Element, number: str) -> str:
    category = found.find(f"{_ARXIV}primary_category")
    year, _, rest = words(found.find(f"{_ATOM}published")).partition("-")
    names = [words(one.find(f"{_ATOM}name")) for one in found.iter(f"{_ATOM}author")]
    fields = [
        ("title", tex(words(found.find(f"{_ATOM}title")))),
        ("author", " and ".join(written_name(name) for name in names if name)),
        ("year", year),
        ("month", rest[:2].lstrip("0")),
        ("eprint", number),
        ("archiveprefix", "arXiv"),
        ("primaryclass", category.get("term", "") if category is not None else ""),
        ("doi", words(found.find(f"{_ARXIV}doi"))),
        ("note", tex(words(found.find(f"{_ARXIV}journal_ref")))),
        ("url", f"https://arxiv.org/abs/{number}"),
        ("abstract", tex(words(found.find(f"{_ATOM}summary")))),
    ]
    return entry("misc", f"arxiv-{number.replace('/', '-')}", fields)
