"""Texts as words and lines: what differs between two, marked so that a reader sees it at once."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# Each Han character is a word, as are runs of letters, of blanks, and every other sign.
_WORDS = re.compile(
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\\W\u3400-\u9fff\uf900-\ufaff]+|\\s+|."
)
# Beyond so many words the comparison would take too long to be waited for.
_MOST_WORDS = 6_000


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
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Hunk("".join(before[a:b]), (), ()))
        else:
            found.append(Hunk("", *marked("".join(before[a:b]), "".join(after[c:d]))))
    return found


def marked(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both texts in pieces, with those words marked that the other has not."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if not before or not after or len(before) + len(after) > _MOST_WORDS:
        return _whole(old), _whole(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    # Two texts with little in common are read one after the other.
    if matcher.ratio() < 0.3:
        return _whole(old), _whole(new)
    left: list[Part] = []
    right: list[Part] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        is_other = tag != "equal"
        left.append(Part("".join(before[a:b]), is_other))
        right.append(Part("".join(after[c:d]), is_other))
    return _joined(left), _joined(right)


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
