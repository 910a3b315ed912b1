"""Which publications have each value of a facet, packed into two arrays."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ranks = NDArray[np.int32]
Mask = NDArray[np.bool_]


class Postings:
    """The ranks of the publications that have each value; `size` is how many there are in all.

    `values` are those that at least one publication has; the ranks of number i are
    `ranks[starts[i]:starts[i + 1]]`.
    """

    def __init__(self, size: int, held: Mapping[str, Ranks]) -> None:
        self.values: Sequence[str] = [value for value, ranks in held.items() if len(ranks)]
        lists = [held[value] for value in self.values]
        self._size = size
        self._numbers = {value: number for number, value in enumerate(self.values)}
        self._ranks = np.concatenate(lists) if lists else np.empty(0, dtype=np.int32)
        self._sizes = np.array([len(ranks) for ranks in lists], dtype=np.int64)
        self._starts = np.concatenate(([0], np.cumsum(self._sizes))).astype(np.int64)

    def number(self, value: str) -> int | None:
        """The place of a value among `values`; None for one that no publication has."""
        return self._numbers.get(value)

    def of(self, value: str) -> Ranks:
        """The ranks of the publications that have `value`."""
        number = self.number(value)
        if number is None:
            return self._ranks[:0]
        return self._ranks[self._starts[number] : self._starts[number + 1]]

    def having(self, values: Iterable[str]) -> Mask:
        """The mask of the publications that have one of `values`."""
        mask = np.zeros(self._size, dtype=np.bool_)
        for value in values:
            mask[self.of(value)] = True
        return mask

    def counts(self, mask: Mask) -> NDArray[np.int64]:
        """For each of `values`, how many publications under the mask have it."""
        if not len(self._ranks) or mask.all():
            return self._sizes
        return np.add.reduceat(mask[self._ranks], self._starts[:-1], dtype=np.int64)
