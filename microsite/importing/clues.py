"""What tells an entry from others, in the form in which the held ones are compared."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal

from microsite.bibtex import reading
from microsite.bibtex.identifiers import eprint, isbn
from microsite.folding import fold
from microsite.importing.facts import Incoming
from microsite.importing.held import Held
from microsite.importing.versions import Stage, stage

Kind = Literal["doi", "eprint", "isbn"]


class Clues:
    """The identifiers of one entry, each read when it is first asked for."""

    def __init__(self, given: Incoming) -> None:
        self._given = given
        self.title = given.folded_title

    @cached_property
    def identifiers(self) -> tuple[tuple[Kind, str], ...]:
        """Pairs of the kind of an identifier and the identifier, the surest first."""
        entry = self._given.entry
        found: tuple[tuple[Kind, str], ...] = (
            ("doi", self.doi),
            ("eprint", self.eprint),
            ("isbn", isbn(entry)),
        )
        return tuple((kind, value) for kind, value in found if value)

    @cached_property
    def doi(self) -> str:
        """The DOI, perhaps empty."""
        return reading.doi(self._given.entry)

    @cached_property
    def eprint(self) -> str:
        """The identifier in an archive, perhaps empty."""
        return eprint(self._given.entry)

    @cached_property
    def year(self) -> int | None:
        """The year of publication."""
        return reading.year(self._given.entry)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """The folded family names, in order."""
        names = self._given.people.names
        return folded_families("\n".join(name.family or name.literal for name in names))

    @cached_property
    def stage(self) -> Stage:
        """Whether it is a preprint or published."""
        entry = self._given.entry
        return stage(entry.entry_type, reading.venue(entry), self.doi, self.eprint)


def stage_of(held: Held) -> Stage:
    """Whether a held publication is a preprint or published."""
    return stage(held.entry_type, held.venue, held.doi or "", held.eprint or "")


def common(families: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two works may be by the same people: a name in common, or one names nobody."""
    named, also = set(families), set(others)
    return not (named and also) or not named.isdisjoint(also)


def folded_families(lines: str) -> tuple[str, ...]:
    """The family names, one a line, in their comparable form."""
    return tuple(filter(None, map(folded, lines.split("\n"))))


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """A family name in its comparable form; a library has few different ones.

    Of a Chinese name only the first character: where the family name ends is often not written.
    """
    found = fold(name)
    return found if found.isascii() or found[1:2].strip() else found[:1]
