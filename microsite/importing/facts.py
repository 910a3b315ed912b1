"""What a publication's columns say, read from its entry."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from microsite.bibtex import Entry, reading
from microsite.bibtex.entry import Fields
from microsite.folding import fold
from microsite.models import Publication


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
        said = [
            self.entry.entry_type,
            [(name, " ".join(value.split())) for name, value in self.fields],
            self.entry.inherited,
        ]
        text = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return hashlib.sha256(text).hexdigest()[:32]


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


def write_columns(publication: Publication, given: Incoming) -> None:
    """Set every column that is read from the entry; the editors' columns stay as they are."""
    entry = given.entry
    publication.entry_type = entry.entry_type
    publication.fields = [list(field) for field in given.fields]
    publication.source = entry.raw
    publication.title = given.title
    publication.folded_title = given.folded_title
    publication.and_others = given.people.others
    publication.venue = reading.venue(entry)
    publication.year = reading.year(entry)
    publication.month = reading.month(entry)
    publication.abstract = reading.abstract(entry)
    publication.doi = reading.doi(entry) or None
    publication.languages = list(reading.languages(entry))
    publication.keywords = list(reading.keywords(entry))
    publication.bib_links = [list(link) for link in reading.links(entry)]


def write_search_text(publication: Publication) -> None:
    """Set what a search looks through: both titles, names in either script, venue and so on."""
    people = [authorship.person for authorship in publication.authorships if authorship.person]
    publication.folded = fold(
        "\n".join(
            [
                publication.title,
                publication.translated_title.both(),
                *(authorship.name for authorship in publication.authorships),
                *(person.name.both() for person in people),
                publication.venue,
                str(publication.year or ""),
                *publication.keywords,
                publication.citation_key,
                publication.doi or "",
                publication.abstract,
            ]
        )
    )
