"""Levels of headings."""

import re


def raised(text: str) -> str:
    """Headings from the second level on, however deep they began; code is left alone."""
    parts = re.split(r"(^(?:`{3,}|~{3,})[\s\S]*?^(?:`{3,}|~{3,})[ \t]*$)", text, flags=re.MULTILINE)
    heading = re.compile(r"^(#{1,6})(?=\s)", re.MULTILINE)
    levels = [len(mark) for part in parts[::2] for mark in heading.findall(part)]
    shift = min(levels, default=2) - 2
    if shift <= 0:
        return text
    parts[::2] = [heading.sub(lambda mark: mark[1][shift:], part) for part in parts[::2]]
    return "".join(parts)
