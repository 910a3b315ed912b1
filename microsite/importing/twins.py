"""One work twice among the new entries of a file: under two keys, or in two versions."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from microsite.importing.clues import Clues, common
from microsite.importing.facts import Incoming
from microsite.importing.versions import YEARS, relation


class Twin(NamedTuple):
    """The place of the earlier entry; `is_same` says that an identifier leaves no doubt."""

    place: int
    is_same: bool


def twins(file: Sequence[Incoming], places: Iterable[int]) -> dict[int, Twin]:
    """The later entries of each work among these places, by their place.

    Only entries with the same folded title are compared. The same DOI, archive number or ISBN
    makes them one; a preprint and its published version are offered as one.
    """
    first: dict[str, int] = {}
    found: dict[int, Twin] = {}
    for place in places:
        title = file[place].folded_title
        earlier = first.setdefault(title, place)
        if earlier != place:
            one, other = Clues(file[place]), Clues(file[earlier])
            if not set(one.identifiers).isdisjoint(other.identifiers):
                found[place] = Twin(earlier, True)
            elif _are_versions(one, other):
                found[place] = Twin(earlier, False)
                del first[title]
    return found


def _are_versions(one: Clues, other: Clues) -> bool:
    return (
        bool(relation(one.stage, other.stage) and one.families and other.families)
        and common(one.families, other.families)
        and (not one.year or not other.year or abs(one.year - other.year) <= YEARS)
    )
