"""Who has what, in memory: counts for every facet in a few milliseconds at any size.

A publication is known by its rank, its place in the list of all shown ones, the newest first.
What is chosen is a mask, an array of truth values by rank. An index is read whole from one state
of the database (see `microsite.publications.reading`) and never changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from microsite.filters import ARGUMENTS, Facet, Filters
from microsite.localized import Localized
from microsite.publications.postings import Mask, Postings, Ranks
from microsite.publications.titles import ids_by_title


@dataclass(frozen=True, slots=True)
class Label:
    """How a value is shown; `hue` is that of a direction."""

    text: Localized | str
    hue: int | None = None


class Ranking:
    """The shown publications in their order, by id and by rank."""

    def __init__(self, ids: Sequence[int]) -> None:
        self.ids = np.array(ids, dtype=np.int64)
        self._ranks = np.full(max(ids, default=0) + 1, -1, dtype=np.int32)
        self._ranks[self.ids] = np.arange(len(self.ids), dtype=np.int32)

    def __len__(self) -> int:
        return len(self.ids)

    def of(self, ids: Iterable[int] | NDArray[np.int64]) -> Ranks:
        """The ranks of publications, in the order given; those not shown are left out."""
        wanted = ids if isinstance(ids, np.ndarray) else np.fromiter(ids, dtype=np.int64)
        ranks = self.places(wanted)
        return ranks[ranks >= 0]

    def places(self, ids: NDArray[np.int64]) -> Ranks:
        """The rank of each publication, -1 for one that is not shown."""
        return self._ranks[np.where(ids < len(self._ranks), ids, 0)]

    def mask(self, ids: Iterable[int]) -> Mask:
        """The mask of the publications with these ids."""
        mask = np.zeros(len(self), dtype=np.bool_)
        mask[self.of(ids)] = True
        return mask


@dataclass(frozen=True)
class Index:
    """All shown publications and their facets.

    `years` are by rank; a year of `NO_YEAR` is none. `labels` says how each value of a facet is
    shown; of directions, people and projects it has all, in the lab's order. `first_directions`
    is the place of each publication's first direction among them, past the last for none.
    `covered` are names that are of no interest among the authors: they stand among the people.
    """

    NO_YEAR = -10_000

    ranking: Ranking
    years: NDArray[np.int32]
    facets: Mapping[Facet, Postings]
    labels: Mapping[Facet, Mapping[str, Label]]
    first_directions: NDArray[np.int64]
    covered: frozenset[str]
    engine: Engine
    _by_title: dict[str, Ranks] = field(default_factory=dict, init=False)

    def __len__(self) -> int:
        return len(self.ranking)

    def limited(self, filters: Filters) -> Filters:
        """`filters` without the values that nobody knows; a year needs nobody to know it."""
        for facet in ARGUMENTS:
            if facet != "years":
                chosen: tuple[str, ...] = getattr(filters, facet)
                known = tuple(value for value in chosen if value in self.labels[facet])
                if known != chosen:
                    filters = filters.with_values(facet, known).at(filters.page)
        return filters

    def chosen(self, filters: Filters, facet: Facet) -> Mask | None:
        """The mask of what one facet lets through; None where nothing is chosen in it."""
        if not filters.is_limited(facet):
            return None
        if facet != "years":
            return self.facets[facet].having(getattr(filters, facet))
        mask: Mask = np.isin(self.years, filters.years)
        if filters.has_span:
            least = -9999 if filters.since is None else filters.since
            most = 9999 if filters.until is None else filters.until
            mask |= (self.years >= least) & (self.years <= most)
        return mask

    @cached_property
    def of_years(self) -> dict[int, int]:
        """How many publications each year has, whatever is filtered."""
        years, counts = np.unique(self.years, return_counts=True)
        return dict(zip(years.tolist(), counts.tolist(), strict=True))

    def by_title(self, lang: str = "") -> Ranks:
        """All ranks by title, by its translation where it has one in this language.

        Read at its first use: few ask for this order.
        """
        if lang not in self._by_title:
            with self.engine.connect() as connection:
                self._by_title[lang] = self.ranking.of(ids_by_title(connection, lang))
        return self._by_title[lang]
