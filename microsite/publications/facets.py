"""The facets beside a list: every value with what a click on it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

import numpy as np

from microsite.filters import ARGUMENTS, Facet, Filters
from microsite.localized import Localized
from microsite.publications.conditions import EXTRAS
from microsite.publications.selection import Selection

# Values of a facet that are shown at first, and at length.
SHORT, LONG = 8, 60
# Facets whose values stand in an order of their own, not by their counts.
ORDERED: dict[Facet, Sequence[str]] = {"extras": EXTRAS}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet in the state `before`, and that after a click on it.

    `count` is how many publications are listed after the click; of a chosen value, how many of
    those that the other facets let through have it.
    """

    value: str
    label: Localized | str
    hue: int | None
    count: int
    selected: bool
    facet: Facet
    before: Filters

    @property
    def filters(self) -> Filters:
        """The state after a click on it."""
        return self.before.toggled(self.facet, self.value)


@dataclass(frozen=True, slots=True)
class FacetValues:
    """The values of a facet that are shown, and how many are not."""

    facet: Facet
    values: list[FacetValue]
    left: int
    is_long: bool
    before: Filters

    @property
    def more(self) -> Filters:
        """The state in which it is shown at length, or at its first length again."""
        return self.before.showing("" if self.is_long else ARGUMENTS[self.facet])


def facet_values(selection: Selection, facet: Facet) -> FacetValues:
    """The values that the other filters leave, the most frequent first; chosen ones always."""
    counted = Counted(selection, facet)
    filters, name = selection.filters, ARGUMENTS[facet]
    is_long = filters.more == name
    covered = selection.index.covered if facet == "authors" else frozenset[str]()
    chosen: tuple[str, ...] = getattr(filters, facet)
    frequent = counted.frequent((LONG if is_long else SHORT) + len(covered) + len(chosen))
    names = [name for name in frequent if name not in covered or name in chosen]
    if facet in ORDERED:
        names = [name for name in ORDERED[facet] if name in names or name in chosen]
    shown = names[: LONG if is_long else SHORT]
    shown += [name for name in chosen if name not in shown]
    left = max(counted.number_left - sum(map(counted.has, covered - {*chosen})) - len(shown), 0)
    return FacetValues(facet, [counted.value(name) for name in shown], left, is_long, filters)


def direction_values(selection: Selection) -> list[FacetValue]:
    """Every direction, in the lab's order."""
    counted = Counted(selection, "directions")
    return [counted.value(name) for name in selection.index.labels["directions"]]


class Counted:
    """The counts of one facet. Values are made one by one, for there may be thousands."""

    def __init__(self, selection: Selection, facet: Facet) -> None:
        postings = selection.index.facets[facet]
        self._facet = facet
        self._postings = postings
        self._filters = selection.filters
        self._labels = selection.index.labels[facet]
        self.counts = postings.counts(selection.without(facet))
        # Several values are alternatives: one more adds to what is listed already.
        is_limited = selection.filters.is_limited(facet)
        self._listed = selection.total if is_limited else 0
        self._added = postings.counts(selection.added(facet)) if is_limited else self.counts

    def value(self, name: str) -> FacetValue:
        """The value of this name, which need have no publication."""
        label = self._labels[name]
        selected = self._filters.has(self._facet, name)
        number = self._postings.number(name)
        if number is None:
            count = 0 if selected else self._listed
        elif selected:
            count = int(self.counts[number])
        else:
            count = self._listed + int(self._added[number])
        return FacetValue(name, label.text, label.hue, count, selected, self._facet, self._filters)

    @property
    def number_left(self) -> int:
        """How many values the other filters leave."""
        return int(np.count_nonzero(self.counts))

    def has(self, name: str) -> bool:
        """Whether the other filters leave this value."""
        number = self._postings.number(name)
        return number is not None and bool(self.counts[number])

    def frequent(self, most: int) -> list[str]:
        """The names with the highest counts, down to one; of equal counts by the name."""
        present = self.counts[self.counts > 0]
        size = min(most, len(present))
        if not size:
            return []
        least = int(np.partition(present, -size)[-size])
        values = self._postings.values
        above = np.flatnonzero(self.counts > least).tolist()
        named = sorted((-int(self.counts[number]), values[number]) for number in above)
        # There may be thousands with the least count, and of those only a few are wanted.
        equal = [values[number] for number in np.flatnonzero(self.counts == least).tolist()]
        return [name for _, name in named] + nsmallest(most - len(named), equal)
