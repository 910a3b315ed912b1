"""Blocks that nobody shall read as Markdown or HTML, with a mark in the place of each."""

import re

# Letters that no script has; a page that brings them loses them.
_LETTERS = re.compile("[\ue100-\ue103]")
_MARK = re.compile("\ue100(\\d{1,9})\ue101")


def without_marks(text: str) -> str:
    """A text as it was brought, with no mark in it."""
    return _LETTERS.sub("", text)


class Kept:
    """The blocks of one text."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def mark(self, block: str) -> str:
        """The mark that stands for a block."""
        self._blocks.append(block)
        return f"\ue100{len(self._blocks) - 1}\ue101"

    def put_back(self, text: str, most: int) -> tuple[str, bool]:
        """The text with its blocks, and whether it is all of it.

        Blocks hold others: by Liquid, a page can make them grow without end.
        """
        found: list[str] = []
        size, todo = 0, _pieces(text)
        while todo and size < most:
            one = todo.pop()
            if isinstance(one, str):
                found.append(one)
                size += len(one)
            elif one < len(self._blocks):
                todo += _pieces(_on_lines(self._blocks[one]))
                size += 1
        return "".join(found), not todo


def _pieces(text: str) -> list[str | int]:
    """Text and the numbers of blocks, the first last."""
    found: list[str | int] = [*_MARK.split(text)]
    found[1::2] = [int(number) for number in found[1::2]]
    return found[::-1]


def _on_lines(block: str) -> str:
    """A block begins and ends a line, wherever its mark stood."""
    return f"\n\n{block}\n\n" if block.startswith((":::", "```")) else block
