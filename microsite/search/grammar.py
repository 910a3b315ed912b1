"""What a visitor typed: words, "a phrase", -without, and author: year: venue: direction:.

Nothing is an error: what cannot be read as a sign of this grammar is only a word.
"""

import re
from dataclasses import dataclass
from typing import Literal

from microsite.bibtex.latex import clean
from microsite.folding import fold

LONGEST_QUERY = 400
Field = Literal["", "author", "venue", "year", "direction", "initial"]

# In the site's languages, as people write them.
FIELDS: dict[str, Field] = {
    "author": "author", "authors": "author", "作者": "author", "著者": "author",
    "venue": "venue", "journal": "venue", "期刊": "venue", "会议": "venue", "出处": "venue",
    "year": "year", "年": "year", "年份": "year",
    "direction": "direction", "方向": "direction", "研究方向": "direction",
    # What these say is looked for everywhere.
    "doi": "", "arxiv": "",
}  # fmt: skip
_PART = re.compile(r'(-)?(?:([^\W\d_]{1,12}):\s*)?("[^"]*"?|\S+)')
_SIGNS = str.maketrans(
    {"：": ":", "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "−": "-", "－": "-"}
)
_DOI = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/", re.IGNORECASE)
_SCRIPT = re.compile(r"(?:[_^]\{(\w{1,9})\}|(?<=[^\W_])(?:\^|_(?=\d(?!\d)))(\w))")
_GREEK = re.compile(
    r"\\((?:var)?(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho"
    r"|sigma|tau|upsilon|phi|chi|psi|omega))(?![A-Za-z])",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")
_YEARS = re.compile(r"(-?\d{1,4})?(?:(\.\.\.?|[-–—~～至到])(\d{1,4})?)?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to be found, folded; `is_start` lets the last of it be a word's start."""

    folded: str
    is_start: bool = False
    field: Field = ""
    is_without: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """A span of years to be found, or to be left out."""

    since: int
    until: int
    is_without: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All that was asked for; what is wanted must all be there, what is unwanted must not."""

    words: tuple[Word, ...] = ()
    years: tuple[Years, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.years)


def parse(text: str) -> Query:
    """Read a search. Takes time in proportion to its length, of which it has a limit."""
    text = _DOI.sub("", text[:LONGEST_QUERY].replace("\x00", " ")).translate(_SIGNS)
    # As in mathematics that is folded: E_{00} is E00, \Delta is Delta.
    text = _GREEK.sub(r" \1 ", _SCRIPT.sub(r"\1\2", text))
    if "\\" in text or "{" in text:
        text = clean(text).translate(_SIGNS)
    words: list[Word] = []
    years: list[Years] = []
    for part in _PART.finditer(text):
        is_last = part.end() == len(text.rstrip())
        is_without, name, said = bool(part[1]), part[2], part[3]
        if said.endswith(":") and said[:-1].lower() in FIELDS:
            continue
        if name is not None and name.lower() not in FIELDS:
            name, said = None, f"{name}:{said}"
        field = FIELDS[name.lower()] if name else ""
        span = _span(said.strip('"'), is_without) if field == "year" else None
        if span:
            years.append(span)
        else:
            is_open = is_last and not (said.endswith('"') and len(said) > 1)
            words += _words(said, field, is_without=is_without, is_open=is_open)
    return Query(tuple(words), tuple(years))


def _words(said: str, field: Field, *, is_without: bool, is_open: bool) -> list[Word]:
    field = "" if field == "year" else field
    if _INITIALS.fullmatch(said) and not is_without:
        # E. Schrödinger: an initial is a word, or the start of a given name.
        return [Word(letter, field="initial") for letter in fold(said).split()]
    folded = fold(said)
    # A word of marks alone (the selector behind an emoji) is none to the tokenizer.
    if not any(map(str.isalnum, folded)):
        return []
    return [Word(folded, is_open and not is_without, field, is_without)]


def _span(said: str, is_without: bool) -> Years | None:
    found = _YEARS.fullmatch(said)
    if not found or not (found[1] or found[3]):
        return None
    since = int(found[1]) if found[1] else -9999
    until = int(found[3]) if found[3] else 9999 if found[2] else since
    return Years(min(since, until), max(since, until), is_without)
