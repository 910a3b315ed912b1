"""A deterministic stream of numbers: SHA-256 in counter mode, the same on every machine."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_WORDS = struct.Struct(">16H")


class Stream:
    """Numbers that follow from a key alone, sixteen 16-bit words to a digest."""

    def __init__(self, key: str) -> None:
        """Start the stream of `key`, which may hold any text, lone surrogates included."""
        # A title may come from a broken file name; drawing it must not fail.
        self._key = key.encode("utf-8", "surrogatepass")
        self._count = 0
        self._words: list[int] = []

    def _word(self) -> int:
        if not self._words:
            digest = hashlib.sha256(self._key + b"/%d" % self._count).digest()
            self._words = list(reversed(_WORDS.unpack(digest)))
            self._count += 1
        return self._words.pop()

    def between(self, low: float, high: float) -> float:
        """Return a number in [low, high], in 65536 even steps."""
        return low + (high - low) * self._word() / 65535

    def below(self, count: int) -> int:
        """Return a whole number from 0 to count - 1 (count at most 65536)."""
        return self._word() * count >> 16

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of `choices`."""
        return choices[self.below(len(choices))]
