"""DOIs, arXiv ids and PubMed ids in what a person pasted.

Shapes: https://www.doi.org/the-identifier/resources/handbook (DOI),
https://info.arxiv.org/help/arxiv_identifier.html (arXiv, before and since April 2007).
"""

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple
from urllib.parse import unquote

from microsite.bibtex.entry import Problem
from microsite.fetching.problems import problem

Kind = Literal["doi", "arxiv", "pubmed"]

_NEW = r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD = r"[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[a-z]{2})?/\d{7}"
_ARXIV = rf"(?:{_NEW}|{_OLD})(?:v[1-9]\d?)?"
_ARXIV_ID = re.compile(_ARXIV, re.I)
_ARXIV_URL = re.compile(rf"arxiv\.org/[a-z]+/({_ARXIV})(?![\w/])", re.I)
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({_ARXIV})", re.I)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_PUBMED_URL = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d{1,9})(?!\d)", re.I
)
_URL = re.compile(r"https?://|www\.", re.I)
_PREFIX = re.compile(r"\b(doi|arxiv|pmid|pubmed)(?:\s+id)?(?:\s*[:：]\s*|\s+)", re.I)

# A DOI may hold commas and semicolons itself: they part only before another beginning.
_BEGINNING = (
    rf"https?://|www\.|10\.\d{{4}}|doi:|arxiv:|pmid:|pubmed:|{_ARXIV}(?!\w)|\d{{5,9}}(?!\w)"
)
_SIGN = "[,;，；、|]"
_BETWEEN = re.compile(rf"\s+|(?<!{_SIGN}){_SIGN}++(?=\s|$|{_BEGINNING})", re.I)
_DECORATION = re.compile(
    r"[-*•·–—,;，；、.。|&]+|[\[(（【]?\d{1,3}[\])）】.:]+|\[[a-z.-]+\]|and|和", re.I
)
_PAGE_OF_DOI = re.compile(
    r"(?:/(?:full|fulltext|pdf|epdf|abstract|html|meta|summary))+$|\.pdf$", re.I
)
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<", "）": "（", "】": "【"}
_SHOWN = 60
_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Identifier:
    """What names a publication; `value` bare of prefix and resolver, `line` counts from 1."""

    kind: Kind
    value: str
    line: int

    @property
    def same_as(self) -> tuple[str, str]:
        """Equal for two spellings of one identifier and for two versions of one preprint."""
        bare = re.sub(r"v\d+$", "", self.value) if self.kind == "arxiv" else self.value
        return self.kind, bare.lower()


class Found(NamedTuple):
    """What a text names, each once in the order of the text, and what was not understood."""

    identifiers: tuple[Identifier, ...]
    problems: tuple[Problem, ...]


def find(text: str) -> Found:
    """The identifiers in pasted `text`: one a line, or several parted by commas or spaces."""
    found: dict[tuple[str, str], Identifier] = {}
    problems = []
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        identifiers, rest = _read_line(line, number)
        for identifier in identifiers:
            found.setdefault(identifier.same_as, identifier)
        if rest:
            shown = rest if len(rest) <= _SHOWN else rest[:_SHOWN] + "…"
            problems.append(problem("not-an-identifier", number, text=shown))
    return Found(tuple(found.values()), tuple(problems))


def _read_line(line: str, number: int) -> tuple[list[Identifier], str]:
    """The identifiers of a line, and the words that are none."""
    words = [word for word in _BETWEEN.split(_PREFIX.sub(_joined, line)) if word]
    # A bare number is trusted only among its like: elsewhere it may be a page or a year.
    if words and all(re.fullmatch(r"[0-9]{5,9}", word) for word in words):
        return [Identifier("pubmed", _number(word), number) for word in words], ""
    identifiers, rest = [], []
    for word in words:
        named = _identify(word)
        if named:
            identifiers.append(Identifier(*named, number))
        elif not _DECORATION.fullmatch(word):
            rest.append(word)
    return identifiers, " ".join(rest)


def _joined(match: re.Match[str]) -> str:
    return match[1].lower() + ":"


def _identify(word: str) -> tuple[Kind, str] | None:
    if len(word) > _LONGEST:
        return None
    word = _without_wrapping(word)
    if _URL.match(word):
        word = unquote(word)
    if preprint := _ARXIV_DOI.search(word) or _ARXIV_URL.search(word):
        return "arxiv", _arxiv(preprint[1])
    if page := _PUBMED_URL.search(word):
        return "pubmed", _number(page[1])
    if name := _DOI.search(word):
        # Before the DOI only what leads to it: a word that merely ends in one is no DOI.
        is_address = bool(_URL.match(word)) or "doi.org/" in word.lower()
        value = _doi(name[0], is_address)
        return ("doi", value) if value and (is_address or _is_prefix(word, name, "doi:")) else None
    prefix, _, value = word.rpartition(":")
    if prefix.lower() in ("", "arxiv") and _ARXIV_ID.fullmatch(value):
        return "arxiv", _arxiv(value)
    if prefix.lower() in ("pmid", "pubmed") and re.fullmatch(r"[0-9]{1,9}", value):
        return "pubmed", _number(value)
    return None


def _is_prefix(word: str, found: re.Match[str], prefix: str) -> bool:
    return word[: found.start()].lower() in ("", prefix)


def _doi(value: str, is_address: bool) -> str:
    """The DOI without what follows it in an address; nothing for what leaves the resolver."""
    if is_address:
        value = _PAGE_OF_DOI.sub("", re.split(r"[?#]", value, maxsplit=1)[0])
    value = _without_wrapping(value)
    return "" if {".", ".."} & set(value.split("/")) or value.endswith("/") else value


def _arxiv(value: str) -> str:
    """As arXiv writes it: the archive in small letters, without the old subject class."""
    archive, slash, number = value.rpartition("/")
    return archive.split(".")[0].lower() + slash + number.lower()


def _number(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _without_wrapping(word: str) -> str:
    """Without quotes, brackets and a sentence's end around it; paired brackets may be its own."""
    word = word.lstrip("\"'“‘«<([{（【")
    while word and (word[-1] in "\"'”’».,;:。，；、" or _is_unpaired(word)):
        word = word[:-1]
    return word


def _is_unpaired(word: str) -> bool:
    opening = _PAIRS.get(word[-1])
    return opening is not None and word.count(word[-1]) > word.count(opening)
