"""What the filters let through, as masks over the index, facet by facet."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from microsite.filters import ARGUMENTS, Facet, Filters
from microsite.publications.index import Index
from microsite.publications.postings import Mask, Ranks


class Selection:
    """The publications that `filters` let through, and what each facet's choice takes away.

    `found` are the ids that a search found, the best first; None where nothing is searched for.
    """

    def __init__(self, index: Index, filters: Filters, found: Sequence[int] | None) -> None:
        self.index = index
        self.filters = filters
        self._found = found
        self._masks: dict[Facet | None, Mask] = {}
        if found is not None:
            self._masks[None] = index.ranking.mask(found)
        for facet in ARGUMENTS:
            mask = index.chosen(filters, facet)
            if mask is not None:
                self._masks[facet] = mask

    def changed(self, filters: Filters) -> "Selection":
        """The same for other facets and the same search, or none."""
        return Selection(self.index, filters, self._found if filters.q else None)

    @cached_property
    def mask(self) -> Mask:
        """All that the filters let through."""
        return self._all_but("none")

    @cached_property
    def total(self) -> int:
        """How many that are."""
        return int(np.count_nonzero(self.mask))

    def without(self, facet: Facet) -> Mask:
        """What all the other filters let through."""
        return self._all_but(facet) if facet in self._masks else self.mask

    def added(self, facet: Facet) -> Mask:
        """What the other filters let through and this facet's choice takes away."""
        return self.without(facet) & ~self._masks[facet]

    def ranks(self, lang: str = "") -> Ranks:
        """The publications in the order asked for; titles as they are in a language."""
        newest = np.flatnonzero(self.mask).astype(np.int32)
        if self.filters.sort == "oldest":
            dated = self.index.years[newest] != Index.NO_YEAR
            # What has no year comes last in either direction.
            return np.concatenate((newest[dated][::-1], newest[~dated]))
        if self.filters.sort == "title":
            return self._in_order(self.index.by_title(lang))
        if self.filters.sort == "relevance" and self._found is not None:
            return self._in_order(self.index.ranking.of(self._found))
        return newest

    def _in_order(self, ranks: Ranks) -> Ranks:
        return ranks[self.mask[ranks]]

    def _all_but(self, left_out: Facet | str | None) -> Mask:
        mask = np.ones(len(self.index), dtype=np.bool_)
        for facet, chosen in self._masks.items():
            if facet != left_out:
                mask &= chosen
        return mask
