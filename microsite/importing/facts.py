"""What a publication's columns say, read from its entry."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Self

from microsite.bibtex import Entry, reading
from microsite.bibtex.entry import Fields
from microsite.bibtex.identifiers import eprint, isbn
from microsite.folding import fold
from microsite.localized import Localized


@dataclass(frozen=True)
class Incoming:
    """An entry as it would be stored, with those that repeat it folded in.

    `lines` are the 1-based lines of all blocks it comes from, its own first.
    """

    entry: Entry
    lines: tuple[int, ...]

    @property
    def fields(self) -> Fields:
        """The fields, those of the entries that repeat it included."""
        return self.entry.fields

    def over(self, held: Iterable[Sequence[str]]) -> Self:
        """The same with the fields that only `held` has behind its own."""
        names = {name for name, _ in self.fields}
        kept = [(name, value) for name, value in held if name not in names]
        return replace(self, entry=replace(self.entry, fields=(*self.fields, *kept)))

    @cached_property
    def title(self) -> str:
        """The clean title; the citation key where there is none, so that it can be shown."""
        return reading.title(self.entry) or self.entry.key

    @cached_property
    def people(self) -> reading.People:
        """The authors, or the editors of a work that has none."""
        return reading.people(self.entry)

    @cached_property
    def folded_title(self) -> str:
        """The title in its comparable form."""
        return fold(self.title)

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same type, fields and inherited fields, whatever their layout."""
        said = [self.entry.entry_type]
        for name, value in (*self.fields, *self.entry.inherited):
            said += (name, _squeezed(value))
        text = "\x1f".join(said).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(text, digest_size=16).hexdigest()


def _squeezed(value: str) -> str:
    # Most values need no work, and to see that takes a tenth of doing it.
    if "\n" in value or "  " in value or "\t" in value:
        return " ".join(value.split())
    return value.strip()


def incoming(entries: tuple[Entry, ...]) -> list[Incoming]:
    """Entries in the file's order; one that repeats another adds only the fields that one lacks."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.repeats or entry.key, []).append(entry)
    return [_merged(group) for group in groups.values()]


def _merged(group: list[Entry]) -> Incoming:
    first = group[0]
    fields = list(first.fields)
    for repeated in group[1:]:
        names = {name for name, _ in fields}
        fields += [field for field in repeated.fields if field[0] not in names]
    return Incoming(replace(first, fields=tuple(fields)), tuple(entry.line for entry in group))


# The columns that `columns` gives.
COLUMNS = (
    "entry_type", "fields", "source", "title", "title_markup", "folded_title", "and_others",
    "venue", "year", "month", "abstract", "doi", "eprint", "isbn", "languages", "keywords",
    "bib_links",
)  # fmt: skip


# The folded columns of `search_text`.
SEARCHED = ("folded_names", "folded_venue", "folded")


def columns(given: Incoming) -> dict[str, Any]:
    """Every column that is read from the entry; those of the editors are not among them."""
    entry = given.entry
    return {
        "entry_type": entry.entry_type,
        "fields": [list(field) for field in given.fields],
        "source": entry.raw,
        "title": given.title,
        "title_markup": reading.title_markup(entry),
        "folded_title": given.folded_title,
        "and_others": given.people.others,
        "venue": reading.venue(entry),
        "year": reading.year(entry),
        "month": reading.month(entry),
        "abstract": reading.abstract(entry),
        "doi": reading.doi(entry) or None,
        "eprint": eprint(entry) or None,
        "isbn": isbn(entry) or None,
        "languages": list(reading.languages(entry)),
        "keywords": list(reading.keywords(entry)),
        "bib_links": [list(link) for link in reading.links(entry)],
    }


def search_text(
    citation_key: str, said: Mapping[str, Any], names: Iterable[str], translated: Localized
) -> dict[str, str]:
    """The folded columns but for the title's, which a search looks through beside it.

    `said` are the columns read from the entry, `names` all that its authors are found by, folded.
    """
    rest = [
        translated.both(),
        str(said["year"] or ""),
        citation_key,
        said["doi"] or "",
        said["abstract"],
    ]
    # One by one: a single accent would send all of the text the slow way.
    words = [_fold_again(word) for word in said["keywords"]]
    words += [fold(part) for part in rest if part]
    return {
        "folded_names": " ".join(names),
        "folded_venue": _fold_again(said["venue"]),
        "folded": " ".join(words),
    }


# For what many entries of a file say.
_fold_again = lru_cache(maxsize=20_000)(fold)
