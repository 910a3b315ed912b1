"""Levels of headings."""

import re

from microsite.moving.jekyll.code_parts import parts


def raised(text: str) -> str:
    """Headings from the second level on, however deep they began; code is left alone."""
    pieces = parts(text)
    heading = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)
    levels = [len(mark) for part in pieces[::2] for mark in heading.findall(part)]
    shift = min(levels, default=2) - 2
    if shift <= 0:
        return text
    pieces[::2] = [heading.sub(lambda mark: mark[1][shift:], part) for part in pieces[::2]]
    return "".join(pieces)
