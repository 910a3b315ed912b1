"""Which publication an entry is: surely, perhaps, or none that is held."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from microsite.importing.clues import Clues, common, folded_families, stage_of
from microsite.importing.decisions import mark
from microsite.importing.facts import Incoming
from microsite.importing.held import Held, Known, Stamp
from microsite.importing.identified import Identified, Kind, is_same_title
from microsite.importing.likeness import Titles, alike, likeness, telling
from microsite.importing.versions import relation

# More than a person would care to compare.
CANDIDATES = 5

Reason = Literal["key", Kind, "title", "preprint", "published", "decided"]


class Match(NamedTuple):
    """What an entry is among what is held.

    `held_id` is the publication that a changed or unchanged entry is. `likely` are those that an
    unclear one may be, each with the reason: what the two have in common, or which version of the
    work is held, or that it was `decided` before. `remembered` is the choice made then: `skip` or
    `same:<publication id>`.
    """

    status: Literal["new", "changed", "unchanged", "unclear"]
    held_id: int | None = None
    likely: tuple[tuple[int, Reason], ...] = ()
    remembered: str = ""


NEW = Match("new")


class Index:
    """Everything held, found by what identifies it. Each publication is matched once at most."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._by_key = {stamp.citation_key: stamp for stamp in known.stamps}
        self._taken: set[int] = set()
        self._rest: Collection[Clues] = ()
        self._by_content: dict[str, list[int]] = {}

    def match(self, file: Sequence[Incoming]) -> list[Match]:
        """The matches of a file's entries, in its order."""
        found = [self._by_key_and_content(given) for given in file]
        rest = [place for place, match in enumerate(found) if match is None]
        if rest and (self._by_key or self._known.decisions):
            self._match_rest(file, found, rest)
        return [match or NEW for match in found]

    @cached_property
    def versions(self) -> dict[int | None, str]:
        """The version of each publication; None stands for none and has an empty one."""
        return {None: "", **{stamp.id: stamp.version for stamp in self._known.stamps}}

    def _match_rest(
        self, file: Sequence[Incoming], found: list[Match | None], rest: Iterable[int]
    ) -> None:
        """Match what is not simply unchanged: what is surer comes first, wherever it stands."""
        wanted = {file[place].fingerprint for place in rest}
        self._by_content = self._contents(wanted)
        clues = {place: Clues(file[place]) for place in rest}
        self._rest = clues.values()
        ways: tuple[Callable[[Incoming, Clues], Match | None], ...] = (
            self._by_decision,
            self._by_own_key,
            self._by_same_content,
            self._by_identifier,
            self._by_likeness,
        )
        for way in ways:
            for place, clue in clues.items():
                if found[place] is None:
                    found[place] = way(file[place], clue)

    def _by_key_and_content(self, given: Incoming) -> Match | None:
        same = self._by_key.get(given.entry.key)
        if same is None or same.fingerprint != given.fingerprint:
            return None
        return self._take("unchanged", same.id)

    def _by_decision(self, given: Incoming, clues: Clues) -> Match | None:
        decided = self._known.decisions.get(mark(given)) if self._known.decisions else None
        if decided is None:
            return None
        publication_id, fingerprint = decided
        if publication_id is None:
            likely = self._likely(given, clues) if self._by_key else ()
            return Match("unclear", likely=likely, remembered="skip")
        stamp = self._stamps.get(publication_id)
        if stamp is None:
            return None
        if given.fingerprint == stamp.fingerprint:
            return self._take("unchanged", publication_id)
        # What was once merged into a publication leaves it to the entry that leads there.
        if given.fingerprint == fingerprint:
            return Match("unchanged", publication_id)
        goes_back = _goes_back(self._held[publication_id], clues)
        # Another entry of the file, or the published version, speaks for the publication already.
        if goes_back or publication_id in self._taken:
            reason: Reason = "published" if goes_back else "decided"
            again = f"same:{publication_id}"
            return Match("unclear", likely=((publication_id, reason),), remembered=again)
        return self._take("changed", publication_id)

    def _by_own_key(self, given: Incoming, clues: Clues) -> Match | None:
        same = self._by_key.get(given.entry.key)
        if same is None or same.id in self._taken:
            return None
        held = self._held[same.id]
        has_other = bool(held.doi and clues.doi and held.doi != clues.doi)
        is_told_apart = telling(clues.title) != telling(held.folded_title)
        if clues.doi != (held.doi or "none") and (
            not alike(clues.title, held.folded_title) or (has_other and is_told_apart)
        ):
            return None
        return self._changed(held, clues)

    def _by_same_content(self, given: Incoming, clues: Clues) -> Match | None:
        same = self._by_content.get(given.fingerprint)
        # Each is looked at once, however many entries say the same.
        while same:
            held_id = same.pop()
            if held_id not in self._taken:
                return self._take("unchanged", held_id)
        return None

    def _by_identifier(self, given: Incoming, clues: Clues) -> Match | None:
        for kind, identifier in clues.identifiers:
            same = self._identified.by(kind, identifier, clues)
            if len(same) == 1 and is_same_title(kind, clues, same[0]):
                return self._changed(same[0], clues)
        return None

    def _changed(self, held: Held, clues: Clues) -> Match | None:
        """A certain match, unless the entry would turn a published work into a preprint again."""
        return None if _goes_back(held, clues) else self._take("changed", held.id)

    def _take(self, status: Literal["changed", "unchanged"], held_id: int) -> Match:
        self._taken.add(held_id)
        return Match(status, held_id)

    def _by_likeness(self, given: Incoming, clues: Clues) -> Match | None:
        likely = self._likely(given, clues) if self._by_key else ()
        return Match("unclear", likely=likely) if likely else None

    def _likely(self, given: Incoming, clues: Clues) -> tuple[tuple[int, Reason], ...]:
        """The publications that an entry may be, the likest first."""
        reasons: dict[int, Reason] = {}
        for kind, identifier in clues.identifiers:
            for held in self._identified.by(kind, identifier, clues):
                reasons.setdefault(held.id, kind)
        for held_id in self._titles.likely(clues):
            if held_id not in self._taken:
                reasons.setdefault(held_id, "title")
        same_key = self._by_key.get(given.entry.key)
        if same_key and same_key.id not in self._taken:
            reasons.setdefault(same_key.id, "key")
        found = [self._held[held_id] for held_id in reasons]
        found.sort(key=lambda held: -likeness(clues.title, held.folded_title))
        return tuple(
            (held.id, _version(held, clues) or reasons[held.id]) for held in found[:CANDIDATES]
        )

    def _contents(self, wanted: set[str]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for stamp in reversed(self._known.stamps):
            if stamp.fingerprint in wanted:
                found.setdefault(stamp.fingerprint, []).append(stamp.id)
        return found

    @cached_property
    def _stamps(self) -> dict[int, Stamp]:
        return {stamp.id: stamp for stamp in self._known.stamps}

    @cached_property
    def _held(self) -> dict[int, Held]:
        return {held.id: held for held in self._known.held}

    @cached_property
    def _identified(self) -> Identified:
        return Identified(self._known.held, self._taken)

    @cached_property
    def _titles(self) -> Titles:
        return Titles(self._known.held, self._rest)


def _goes_back(held: Held, clues: Clues) -> bool:
    return relation(stage_of(held), clues.stage) == "published"


def _version(held: Held, clues: Clues) -> Literal["preprint", "published", ""]:
    """What the held one is, if the two are versions of one work."""
    if not alike(clues.title, held.folded_title):
        return ""
    people = common(clues.families, folded_families(held.families))
    return relation(stage_of(held), clues.stage) if people else ""
