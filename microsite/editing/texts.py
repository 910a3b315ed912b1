"""Texts as words and lines: what differs between two, marked so that a reader sees it at once."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# Each Han character is a word, as are runs of letters, of blanks, and every other sign.
_WORDS = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\\W\u3400-\u9fff\uf900-\ufaff]+|\\s+|."
)
# In long texts a blank goes with the word before it: the many blanks are what takes time.
_WITH_BLANKS = re.compile(rf"(?:{_WORDS.pattern})[^\S\n]*")
# With more pairs of equal lines (or words) than this, nobody would wait for the comparison.
_MOST_PAIRS = 50_000


class Part(NamedTuple):
    """A piece of a text, and whether it is only in that one."""

    text: str
    marked: bool


class Hunk(NamedTuple):
    """Lines that are the same in both texts (`same`), or what they became: either may be empty."""

    same: str
    old: tuple[Part, ...]
    new: tuple[Part, ...]


def hunks(old: str, new: str) -> list[Hunk]:
    """Two texts beside one another: line by line, and within lines word by word."""
    before, after = lines(old), lines(new)
    found = []
    for is_same, one, other in _steps(before, after):
        if is_same:
            found.append(Hunk("".join(one), (), ()))
        else:
            found.append(Hunk("", *marked("".join(one), "".join(other))))
    return found


def marked(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts in pieces, with those words marked that the other has not."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if _pairs(before, after) > _MOST_PAIRS:
        before, after = _WITH_BLANKS.findall(old), _WITH_BLANKS.findall(new)
    steps = list(_steps(before, after))
    common = sum(len(one) for is_same, one, _ in steps if is_same)
    # Two texts with little in common are read one after the other.
    if not common or 2 * common < 0.3 * (len(before) + len(after)):
        return _whole(old), _whole(new)
    left = [Part("".join(one), not is_same) for is_same, one, _ in steps]
    right = [Part("".join(other), not is_same) for is_same, _, other in steps]
    return _joined(left), _joined(right)


def same_runs(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where two sequences are the same: places in each, rising, and how many."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    most -= start
    end = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    found = [(0, 0, start)]
    middle, others = one[start : len(one) - end], other[start : len(other) - end]
    if _pairs(middle, others) <= _MOST_PAIRS:
        matcher = SequenceMatcher(None, middle, others, autojunk=False)
        found += [(a + start, b + start, size) for a, b, size in matcher.get_matching_blocks()]
    found.append((len(one) - end, len(other) - end, end))
    return [run for run in found if run[2]]


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    counted = Counter(other)
    return sum(counted[word] for word in one)


def _steps(
    one: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Both from beginning to end: what is the same, and between that what is not."""
    a = b = 0
    for at, there, size in [*same_runs(one, other), (len(one), len(other), 0)]:
        if at > a or there > b:
            yield False, one[a:at], other[b:there]
        if size:
            yield True, one[at : at + size], other[there : there + size]
        a, b = at + size, there + size


def lines(text: str) -> list[str]:
    """The lines of a text with their ends; put together they are the text."""
    return text.splitlines(keepends=True)


def _whole(text: str) -> tuple[Part, ...]:
    return (Part(text, marked=True),) if text else ()


def _joined(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(_runs([part for part in parts if part.text]))


def _runs(parts: Sequence[Part]) -> Iterator[Part]:
    """Neighbours of a kind as one; a blank between two marked words is marked with them."""
    run: list[str] = []
    marked_ = False
    for place, part in enumerate(parts):
        between = marked_ and place + 1 < len(parts) and parts[place + 1].marked
        is_marked = part.marked or (between and part.text.isspace() and "\n" not in part.text)
        if run and is_marked != marked_:
            yield Part("".join(run), marked_)
            run = []
        marked_ = is_marked
        run.append(part.text)
    if run:
        yield Part("".join(run), marked_)
