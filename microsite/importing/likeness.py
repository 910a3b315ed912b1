"""Which titles are alike, and which of many held ones a title is like."""

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from microsite.importing.clues import Clues, common, folded, folded_families, stage_of
from microsite.importing.held import Held
from microsite.importing.versions import YEARS, relation

# Below this likeness (0 to 100) two titles under one identifier are two works.
ALIKE = 80.0
# Without an identifier much more is asked for.
LIKELY = 90.0
Block = tuple[str, int | str | None]
"""A family name with a year, or words with the end of the title they stand at."""

# Titles shorter than this, in folded characters, are alike by chance.
SHORT = 20
# Longer ones are no titles; comparing two takes as long as their lengths multiplied.
LONG = 1000
# What more publications share than this identifies none of them, and each takes time to compare.
CROWD, BLOCK, HITS = 100, 300, 20
# Words at the beginning and the end by which alike titles are found; more where they are short.
FIRST, LAST, MORE_WORDS, FEW_LETTERS = 4, 3, 8, 12

# Words that tell the parts of a series and what is written about a work from the work itself.
_TELLING = re.compile(
    r"\b(?:\d+|[ivx]+|[上下一二三四五六七八九十]|first|second|third|part|volume|vol|erratum|errata"
    r"|corrigendum|correction|corrections|addendum|reply|replies|response|comment|comments"
    r"|supplement|supplementary|retraction|retracted|review|introduction|vs|non|not|un\w{5,})\b"
)


def alike(title: str, other: str) -> bool:
    """Whether two folded titles may stand for one work that an identifier says is one."""
    return likeness(title, other) >= ALIKE


def likeness(title: str, other: str) -> float:
    """How alike two folded titles are, from 0 to 100, whatever the order of their words."""
    return fuzz.token_sort_ratio(title[:LONG], other[:LONG])


def telling(title: str) -> list[str]:
    """The words of a folded title that make it another one though all others are the same."""
    return sorted(_TELLING.findall(title))


class Titles:
    """Held publications by their titles, in blocks small enough to compare each with a title.

    Only the blocks that the entries `wanted` fall into are kept.
    """

    def __init__(self, held: Iterable[Held], wanted: Iterable[Clues]) -> None:
        self._exact: dict[str, list[Held]] = {}
        self._blocks: dict[Block, tuple[list[str], list[Held]]] = {}
        for clues in wanted:
            self._exact[clues.title] = []
            for block in _wanted(clues):
                self._blocks[block] = ([], [])
        # A title without a letter is like no other.
        self._exact.pop("", None)
        for one in held:
            self._add(one)

    def likely(self, clues: Clues) -> dict[int, Held]:
        """The held ones that an entry may be by title, people and year."""
        found = {
            one.id: one
            for one in self._exact.get(clues.title, ())
            if _may_be(clues, one, is_same=True)
        }
        for one in self._alike(clues):
            if one.id not in found and _may_be(clues, one, is_same=False):
                found[one.id] = one
        return found

    def _add(self, one: Held) -> None:
        title, year, blocks = one.folded_title, one.year, self._blocks
        same = self._exact.get(title)
        if same is not None and len(same) < CROWD:
            same.append(one)
        if len(title) > LONG:
            return
        first = folded(one.families.partition("\n")[0])
        for block in ((first, year), *_ends(title)):
            if block in blocks:
                titles, members = blocks[block]
                if len(titles) < BLOCK:
                    titles.append(title)
                    members.append(one)

    def _alike(self, clues: Clues) -> Iterator[Held]:
        title = clues.title
        for block in _wanted(clues):
            titles, members = self._blocks[block]
            if not titles:
                continue
            for _, _, place in process.extract(
                title, titles, scorer=fuzz.ratio, score_cutoff=LIKELY, limit=HITS
            ):
                yield members[place]
            if block[1] == "start":
                yield from (
                    member
                    for other, member in zip(titles, members, strict=True)
                    if _begins(title, other)
                )


def _may_be(clues: Clues, held: Held, *, is_same: bool) -> bool:
    """Whether people, years and versions speak for one work, the titles being alike."""
    people = common(clues.families, folded_families(held.families))
    if not is_same and telling(clues.title) != telling(held.folded_title):
        return False
    apart = abs(clues.year - held.year) if clues.year and held.year else 0
    if apart > 1:
        return people and apart <= YEARS and bool(relation(stage_of(held), clues.stage))
    if is_same and len(clues.title) < SHORT and not (clues.year and held.year):
        # A short title serves many works, a long one seldom two.
        return people and bool(clues.families and held.families)
    if is_same:
        return people or len(clues.title) >= 2 * SHORT
    # What has two identifiers of its own is two works unless one is a preprint of the other.
    has_other = held.doi and clues.doi and held.doi != clues.doi
    return people and not (has_other and not relation(stage_of(held), clues.stage))


def _wanted(clues: Clues) -> Iterator[Block]:
    """The blocks to look for an entry in; none where its title is too short to be only alike."""
    if not SHORT <= len(clues.title) <= LONG:
        return
    yield from _ends(clues.title)
    if clues.families:
        year = clues.year
        for near in (None,) if year is None else (None, year, year - 1, year + 1):
            yield clues.families[0], near


def _ends(title: str) -> tuple[Block, ...]:
    """The first words and the last ones, marked as such."""
    words = title.split()
    if len(words) <= FIRST:
        return ()
    # Each Chinese character is a word, and many titles begin with the same four.
    first, last = " ".join(words[:FIRST]), " ".join(words[-LAST:])
    if len(first) < FEW_LETTERS:
        first = " ".join(words[:MORE_WORDS])
    if len(last) < FEW_LETTERS:
        last = " ".join(words[-MORE_WORDS:])
    return (first, "start"), (last, "end")


def _begins(title: str, other: str) -> bool:
    """Whether one title is the other one with a subtitle behind."""
    shorter, longer = sorted((title, other), key=len)
    return len(shorter) >= SHORT and longer.startswith(f"{shorter} ")
