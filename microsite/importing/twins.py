"""The preprint and the published version of one work, both in one file."""

from collections.abc import Iterable, Sequence

from microsite.importing.clues import Clues, common
from microsite.importing.facts import Incoming
from microsite.importing.versions import YEARS, relation


def twins(file: Sequence[Incoming], places: Iterable[int]) -> dict[int, int]:
    """The place of the later entry of each pair among these places, and that of the earlier one.

    Only entries with the same folded title are compared; each is in one pair at most.
    """
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for place in places:
        title = file[place].folded_title
        earlier = first.setdefault(title, place)
        if earlier != place and _are_versions(Clues(file[place]), Clues(file[earlier])):
            found[place] = earlier
            del first[title]
    return found


def _are_versions(one: Clues, other: Clues) -> bool:
    return (
        bool(relation(one.stage, other.stage) and one.families and other.families)
        and common(one.families, other.families)
        and (not one.year or not other.year or abs(one.year - other.year) <= YEARS)
    )
