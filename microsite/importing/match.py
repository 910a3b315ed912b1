"""Which publication an entry is: by key, by DOI, by title, year and author."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from microsite.bibtex import reading
from microsite.importing.facts import Incoming
from microsite.importing.held import Held

# Below this likeness (0 to 100) two titles under one citation key are two works.
ALIKE = 80.0


@dataclass(frozen=True, slots=True)
class Match:
    """What an entry is among what is held, and why that is unclear."""

    status: Literal["new", "changed", "unchanged", "unclear"]
    held: tuple[Held, ...] = ()
    reason: str = ""


class Index:
    """Everything held, found by what identifies it. Each publication is matched once at most."""

    def __init__(self, held: Iterable[Held], file: Iterable[Incoming] = ()) -> None:
        self._by_id: dict[int, Held] = {}
        self._by_key: dict[str, Held] = {}
        self._by_fingerprint: dict[str, Held] = {}
        self._by_doi: dict[str, list[Held]] = {}
        self._by_title: dict[str, list[Held]] = {}
        self._taken: set[int] = set()
        for one in held:
            self._by_id[one.id] = one
            self._by_key[one.citation_key] = one
            self._by_fingerprint[one.fingerprint] = one
            if one.doi:
                self._by_doi.setdefault(one.doi, []).append(one)
            self._by_title.setdefault(one.folded_title, []).append(one)
        # A key that is certain wins over a likeness, wherever in the file it stands.
        for given in file:
            same = self._by_key.get(given.entry.key)
            if same and _is_certain(given, same):
                self._taken.add(same.id)

    def match(self, given: Incoming) -> Match:
        """The match of one entry; call it for the entries in the file's order."""
        found = self._found(given)
        if found.status in ("changed", "unchanged"):
            self._taken.add(found.held[0].id)
        return found

    def version(self, held_id: int | None) -> str:
        """The version of a publication, empty for none."""
        return self._by_id[held_id].version if held_id is not None else ""

    def _found(self, given: Incoming) -> Match:
        same_key = self._by_key.get(given.entry.key)
        if same_key and same_key.fingerprint == given.fingerprint:
            return Match("unchanged", (same_key,))
        if same_key and _is_certain(given, same_key):
            return Match("changed", (same_key,), "key")
        same = self._by_fingerprint.get(given.fingerprint)
        if same and same.id not in self._taken:
            return Match("unchanged", (same,))
        if same_key:
            return Match("unclear", (same_key,), "key")
        return self._by_identifier(given) or self._by_likeness(given) or Match("new")

    def _by_identifier(self, given: Incoming) -> Match | None:
        doi = reading.doi(given.entry)
        found = [one for one in self._by_doi.get(doi or "", []) if one.id not in self._taken]
        if not found:
            return None
        certain = len(found) == 1 and _alike(given, found[0])
        return Match("changed" if certain else "unclear", tuple(found), "doi")

    def _by_likeness(self, given: Incoming) -> Match | None:
        year = reading.year(given.entry)
        found = [
            one
            for one in self._by_title.get(given.folded_title, [])
            if given.folded_title
            and one.id not in self._taken
            and (year is None or one.year is None or abs(year - one.year) <= 1)
        ]
        return Match("unclear", tuple(found), "title") if found else None


def _is_certain(given: Incoming, same_key: Held) -> bool:
    return (
        same_key.fingerprint == given.fingerprint
        or _alike(given, same_key)
        or _same_doi(given, same_key)
    )


def _alike(given: Incoming, held: Held) -> bool:
    return fuzz.token_sort_ratio(given.folded_title, held.folded_title) >= ALIKE


def _same_doi(given: Incoming, held: Held) -> bool:
    return bool(held.doi) and held.doi == reading.doi(given.entry)
