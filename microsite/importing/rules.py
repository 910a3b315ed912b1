"""The rules by which an editor wants a direction suggested: words, and venues."""

from collections.abc import Iterable
from typing import NamedTuple

from microsite.folding import fold
from microsite.importing.topics import Part
from microsite.models import Direction


class Work(NamedTuple):
    """What is known of a work: its texts by where they stand, and its venue.

    `own` are the slugs of a work that was itself learned from, else None.
    """

    parts: tuple[Part, ...]
    venue: str = ""
    own: frozenset[str] | None = None


class Rules:
    """A direction's rules, folded."""

    def __init__(self, direction: Direction) -> None:
        self.slug = direction.slug
        self._words = _folded(direction.words)
        self._venues = _folded(direction.venues)

    def met_by(self, work: Work) -> tuple[str, ...]:
        """The words and venues that the work has."""
        if not self._words and not self._venues:
            return ()
        text = f" {' '.join([fold(part) for _, part in work.parts])} " if self._words else ""
        venue = f" {fold(work.venue)} "
        return (
            *(word for folded, word in self._words if f" {folded} " in text),
            *(name for folded, name in self._venues if f" {folded} " in venue),
        )


def _folded(words: Iterable[str] | None) -> list[tuple[str, str]]:
    return [(folded, word) for word in words or () if (folded := fold(word))]
