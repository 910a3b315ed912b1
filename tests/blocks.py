"""The blocks of a .bib file, counted apart from the parser by a scan for marks and braces."""

import re
from collections import Counter

_OPENING = re.compile(r"^[ \t]*@[ \t\n]*(\w+)[ \t\n]*[{(]", re.MULTILINE)
_BRACE = re.compile(r"(?<!\\)[{})]")
_PERCENT = re.compile(r"%.*")
_KINDS = ("string", "preamble", "comment")


def blocks(text: str) -> Counter[str]:
    """How many there are of each kind: entry, string, preamble, comment, and text between them.

    A block begins with its mark at the start of a line and ends with the brace that closes it,
    escaped ones not counted; without one it ends where the next one begins. What follows a `%` is
    no text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: Counter[str] = Counter()
    openings = [*_OPENING.finditer(text)]
    limits = [*(opening.start() for opening in openings[1:]), len(text)]
    end = 0
    for opening, limit in zip(openings, limits, strict=True):
        if opening.start() < end:
            continue  # Inside of a @comment.
        found["text"] += _is_text(text[end : opening.start()])
        kind = opening[1].lower()
        found[kind if kind in _KINDS else "entry"] += 1
        end = _end(text, opening.end() - 1, len(text) if kind == "comment" else limit)
    found["text"] += _is_text(text[end:])
    return found


def _is_text(between: str) -> bool:
    return bool(_PERCENT.sub("", between).strip())


def _end(text: str, start: int, limit: int) -> int:
    depth = 0
    closing = ")" if text[start] == "(" else "}"
    for brace in _BRACE.finditer(text, start, limit):
        if brace[0] in "{}":
            depth += 1 if brace[0] == "{" else -1
        if depth == 0 and brace[0] == closing:
            return brace.end()
    return limit
