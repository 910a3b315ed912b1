"""Held publications by what identifies them: DOI, archive, ISBN with pages."""

from collections.abc import Collection, Iterable, Iterator

from microsite.importing.clues import Clues, Kind
from microsite.importing.held import Held
from microsite.importing.likeness import CROWD, alike, telling

__all__ = ["Identified", "Kind", "is_same_title"]


class Identified:
    """The publications with each identifier; those `taken` meanwhile are left out."""

    def __init__(self, held: Iterable[Held], taken: Collection[int]) -> None:
        self._taken = taken
        self._found: dict[tuple[Kind, str], list[Held]] = {}
        for one in held:
            for kind, value in _identifiers(one):
                same = self._found.setdefault((kind, value), [])
                if len(same) < CROWD:
                    same.append(one)

    def by(self, kind: Kind, identifier: str, clues: Clues) -> list[Held]:
        """The publications with an identifier, as far as their titles are alike.

        One with another title may still be meant; several of them only share a volume.
        """
        same = [
            held for held in self._found.get((kind, identifier), ()) if held.id not in self._taken
        ]
        same_title = [held for held in same if is_same_title(kind, clues, held)]
        return same_title or (same if len(same) == 1 else [])


def is_same_title(kind: Kind, clues: Clues, held: Held) -> bool:
    """Whether the titles allow that what has one identifier is one work."""
    # The volumes of a work may share an ISBN.
    told_apart = kind == "isbn" and telling(clues.title) != telling(held.folded_title)
    return not told_apart and alike(clues.title, held.folded_title)


def _identifiers(held: Held) -> Iterator[tuple[Kind, str]]:
    if held.doi:
        yield "doi", held.doi
    if held.eprint:
        yield "eprint", held.eprint
    if held.isbn:
        yield "isbn", held.isbn
