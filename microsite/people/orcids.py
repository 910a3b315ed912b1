"""ORCID iDs: of people in their links, of authors in what a BibTeX entry says."""

import re
from collections.abc import Iterable, Iterator, Sequence

from microsite.bibtex.entry import Fields
from microsite.bibtex.name_lists import split_list
from microsite.bibtex.names import Name, split_names
from microsite.people.written import Written, forms

_ID = re.compile(r"(?<!\d)(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])(?![\dX])", re.IGNORECASE)
# Biblatex's data annotations: `1:family=student; 2="0000-0002-…"`.
_ANNOTATION = re.compile(r"\s*(\d+)\s*(?::\s*\w+\s*)?=")
_SIGNS = re.compile(r"[;\n]|(?<=\d{3}[\dXx])\s*,|\\\\|\sand\s")
_ID_PART = re.compile(r"(?:^|,)\s*\"?\s*id\s*=\s*\"?([^,\"]+)", re.IGNORECASE)


def orcid_in(text: str) -> str:
    """The first valid ORCID iD in a text, as `0000-0002-1825-0097`; empty if there is none."""
    for found in _ID.finditer(text):
        digits = "".join(found.groups()).upper()
        if _check_digit(digits[:15]) == digits[15]:
            return "-".join(digits[at : at + 4] for at in range(0, 16, 4))
    return ""


def orcid_of(links: Iterable[Sequence[str]]) -> str:
    """The ORCID iD among somebody's links, pairs of kind and address."""
    return next((orcid for kind, url in links if kind == "orcid" and (orcid := orcid_in(url))), "")


def orcids(fields: Fields, role: str, names: Sequence[Name]) -> dict[int, str]:
    """The ORCID iDs that an entry gives its people, by their places from 0.

    They stand in biblatex's annotations (`author+an:orcid`), in its extended names (`id=`), in
    fields like Web of Science's `orcid-numbers`, by name or one for each. Of several the first
    counts; what fits no name, or more than one, is left aside.
    """
    found: dict[int, str] = {}
    for name, value in fields:
        if name.startswith(f"{role}+an"):
            pairs = _annotated(value)
        elif name == role and "id" in value and _ID.search(value):
            pairs = _extended(value)
        elif "orcid" in name and "+" not in name:
            pairs = _listed(value, names)
        else:
            continue
        for place, orcid in pairs:
            if place < len(names):
                found.setdefault(place, orcid)
    return found


def _annotated(value: str) -> Iterator[tuple[int, str]]:
    for part in value.split(";"):
        place, orcid = _ANNOTATION.match(part), orcid_in(part)
        if place and orcid and int(place[1]) > 0:
            yield int(place[1]) - 1, orcid


def _extended(value: str) -> Iterator[tuple[int, str]]:
    # A part that is no name ("others") takes no place.
    named = [part for part in split_list(value) if split_names(part)]
    for place, part in enumerate(named):
        given = _ID_PART.search(part)
        orcid = orcid_in(given[1]) if given else ""
        if orcid:
            yield place, orcid


def _listed(value: str, names: Sequence[Name]) -> Iterator[tuple[int, str]]:
    """`Shen, Zhiyao/0000-…; Gu, Linchuan/0000-…`, or an iD for each of the names in their order."""
    given = [(part, orcid) for part in _SIGNS.split(value) if (orcid := orcid_in(part))]
    words = [
        _ID.sub("", part.replace("https://orcid.org/", "")).strip(" /:()\t") for part, _ in given
    ]
    if not any(words):
        if len(given) == len(names):
            yield from ((place, orcid) for place, (_, orcid) in enumerate(given))
        return
    for who, (_, orcid) in zip(words, given, strict=True):
        places = [place for place, name in enumerate(names) if _is_same(who, name)]
        if len(places) == 1:
            yield places[0], orcid


def _is_same(who: str, name: Name) -> bool:
    """Whether two spellings in one entry mean one author: the family name and the first letter."""
    return any(_alike(one, other) for one in _written(who) for other in forms(name))


def _written(who: str) -> Iterator[Written]:
    for name in split_names(who):
        yield from forms(name)


def _alike(one: Written, other: Written) -> bool:
    if one.han or other.han:
        return one.han == other.han
    initials = [words.given[0].text[0] if words.given else "" for words in (one, other)]
    return one.family == other.family and initials[0] == initials[1]


def _check_digit(digits: str) -> str:
    """ISO 7064, MOD 11-2 (https://support.orcid.org, "Structure of the ORCID Identifier")."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)
