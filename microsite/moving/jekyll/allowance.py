"""How much the variables, filters and loops of a text may fill in, so that it ends in time."""

from collections.abc import Callable
from typing import Any

MOST_FILLED = 1_000_000
"""Letters: ten lines of a page can ask for any number."""


class Allowance:
    """What is left of it; the first time that it does not suffice, that is told."""

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell
        self._left = MOST_FILLED

    def spend(self, letters: int, written: str) -> bool:
        """Whether so much may still be done, for what is written there."""
        if 0 <= self._left < letters:
            self._tell(written)
        self._left -= letters
        return self.is_left

    @property
    def is_left(self) -> bool:
        """Whether anything may still be done."""
        return self._left >= 0


def cost(value: Any) -> int:
    """What it costs to look through a value once: a part of its letters, and its entries."""
    if isinstance(value, list):
        return len(value) + len(str(value)) // 50
    return len(value) // 50 if isinstance(value, str) else 0
