"""Where code stands in Markdown: between fences, and between backticks within a line.

One pass each: nothing that is left open is looked for twice.
"""

import re
from collections.abc import Callable

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$", re.MULTILINE)
_RUN = re.compile("`+")


def parts(text: str) -> list[str]:
    """The text in parts, every second of them fenced code; what never ends is none."""
    found, at = [], 0
    for start, end in _fenced(text):
        found += [text[at:start], text[start:end]]
        at = end
    return [*found, text[at:]]


def spans_replaced(text: str, replace: Callable[[str], str]) -> str:
    """The text with something in the place of each piece of code within a line."""
    return "\n".join(
        _line_replaced(line, replace) if "`" in line else line for line in text.split("\n")
    )


def _fenced(text: str) -> list[tuple[int, int]]:
    marks = list(_FENCE.finditer(text))
    longest = _longest_ends(marks)
    found, number = [], 0
    while number < len(marks):
        sign, length = marks[number][1][0], len(marks[number][1])
        is_inline = sign == "`" and "`" in marks[number][2]
        if is_inline or longest[number + 1].get(sign, 0) < length:
            number += 1
            continue
        last = number + 1
        while marks[last][1][0] != sign or _end_length(marks[last]) < length:
            last += 1
        found.append((marks[number].start(), marks[last].end()))
        number = last + 1
    return found


def _longest_ends(marks: list[re.Match[str]]) -> list[dict[str, int]]:
    """How long a fence can be that is still ended from each mark on, by its sign."""
    found: list[dict[str, int]] = [{}]
    for mark in reversed(marks):
        after, length = found[-1], _end_length(mark)
        is_longer = length > after.get(mark[1][0], 0)
        found.append({**after, mark[1][0]: length} if is_longer else after)
    return found[::-1]


def _end_length(mark: re.Match[str]) -> int:
    return 0 if mark[2].strip() else len(mark[1])


def _line_replaced(line: str, replace: Callable[[str], str]) -> str:
    runs = list(_RUN.finditer(line))
    next_alike: list[int | None] = [None] * len(runs)
    met: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        length = len(runs[number][0])
        next_alike[number], met[length] = met.get(length), number
    found, at, number = [], 0, 0
    while number < len(runs):
        last = next_alike[number]
        if last is not None:
            found += [line[at : runs[number].start()]]
            found += [replace(line[runs[number].start() : runs[last].end()])]
            at = runs[last].end()
        number = number + 1 if last is None else last + 1
    return "".join([*found, line[at:]])
