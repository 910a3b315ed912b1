"""Citation keys: one for each entry, stable from upload to upload."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from microsite.bibtex.dates import year
from microsite.bibtex.entry import Entry, Problem
from microsite.bibtex.latex import clean
from microsite.bibtex.names import split_names
from microsite.bibtex.problems import problem

_WORD = re.compile(r"[^\W_]+")
_UNSAFE = re.compile(r"[^a-z0-9]+")
_SMALL_WORDS = frozenset({"a", "an", "the", "on", "der", "die", "das", "le", "la", "les", "el"})
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


# How many works under one key an entry is compared with: enough for any honest file.
_COMPARED = 20


def assign_keys(entries: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    """Give each entry the key it is known by, and report every key that had to be changed.

    An entry that repeats the publication of an earlier one under the same key keeps the key and
    says so in `repeats`; another publication under that key gets a derived one.
    """
    keys = _Keys({entry.written_key for entry in entries})
    return [keys.assign(entry) for entry in entries], keys.problems


class _Keys:
    """The keys of one file, handed out in its order."""

    def __init__(self, written: set[str]) -> None:
        self.problems: list[Problem] = []
        self._taken = written
        self._works: dict[str, list[Entry]] = {}
        self._numbers: dict[str, int] = {}

    def assign(self, entry: Entry) -> Entry:
        wanted = entry.written_key or generated_key(entry)
        works = self._works.setdefault(wanted, [])
        first = next((work for work in works if _is_same_publication(work, entry)), None)
        if first is not None:
            self._report("repeated-entry", entry, first.key, first=first.line)
            return replace(entry, key=first.key, repeats=first.key)
        free = not works and (bool(entry.written_key) or wanted not in self._taken)
        given = replace(entry, key=wanted if free else self._derive(wanted))
        if not entry.written_key:
            self._report("missing-key", entry, given.key)
        elif not free:
            self._report("repeated-key", entry, given.key, written=wanted, first=works[0].line)
        self._taken.add(given.key)
        if len(works) < _COMPARED:
            works.append(given)
        return given

    def _derive(self, wanted: str) -> str:
        number = self._numbers.get(wanted, 2)
        while f"{wanted}-{number}" in self._taken:
            number += 1
        self._numbers[wanted] = number + 1
        return f"{wanted}-{number}"

    def _report(self, code: str, entry: Entry, key: str, **params: str | int) -> None:
        self.problems.append(problem(code, entry.line, None, key, **params))


def generated_key(entry: Entry) -> str:
    """A key from the first author's family name, the year and the first word of the title.

    Only ASCII letters, digits and `-`; the same fields always give the same key.
    """
    people = split_names(entry.get("author") or entry.get("editor") or "")
    family = people[0].family or people[0].literal if people else ""
    words = [word.casefold() for word in _WORD.findall(clean(entry.get("title") or ""))]
    telling = [word for word in words if word not in _SMALL_WORDS] or words
    parts = (_ascii(family), str(year(entry) or ""), _ascii(telling[0]) if telling else "")
    return "-".join(part for part in parts if part) or entry.entry_type


def _is_same_publication(first: Entry, second: Entry) -> bool:
    if _contradict(first, second, "doi") or _contradict(first, second, "eprint"):
        return False
    title, other = _title_words(first), _title_words(second)
    if not title or not other:
        return _comparable(first.fields) == _comparable(second.fields)
    # Alike titles: four words in five are common to both.
    return len(title & other) * 5 >= len(title | other) * 4


def _contradict(first: Entry, second: Entry, name: str) -> bool:
    said, other = (" ".join((one.get(name) or "").casefold().split()) for one in (first, second))
    return (
        bool(said and other) and said.rpartition("doi.org/")[2] != other.rpartition("doi.org/")[2]
    )


def _title_words(entry: Entry) -> frozenset[str]:
    return frozenset(_WORD.findall(clean(entry.get("title") or "").casefold()))


def _comparable(fields: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {name: " ".join(value.casefold().split()) for name, value in fields}


def _ascii(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    ascii_only = _UNSAFE.sub("", bare)
    # Names in other scripts still need a mark of their own to stay apart and stable.
    return ascii_only or "".join(f"{ord(character):x}" for character in text[:2])
