r"""Which macros of a file nobody knows, found once for the whole text."""

import re
from collections import Counter

from microsite.bibtex.latex_tables import (
    ACCENTS,
    DROPPED_ARGUMENTS,
    EFFECTS,
    MARKS,
    SILENT,
    SWITCHES,
    SYMBOLS,
    is_standard,
)

_MACRO = re.compile(r"\\([A-Za-z]++)")
_KNOWN = frozenset({*ACCENTS, *DROPPED_ARGUMENTS, *EFFECTS, *MARKS, *SILENT, *SWITCHES, *SYMBOLS})
_NO_ENTRY = re.compile(r"\s*@\s*(?:preamble|comment)\b", re.IGNORECASE)
# Backslashes in these are parts of paths, or of what programs keep for themselves.
_UNREAD_FIELD = re.compile(
    r"\s*(?:file|local-?url|localfile|pdf|url|doi|bdsk-[\w-]+|(?:jabref|citavi|mendeley)[\w-]*"
    r"|groups?|owner|annote|annotation|notes?|review|comments?)\s*=|\s*%",
    re.IGNORECASE,
)
_MATHEMATICS = re.compile(r"\$\$?(?:[^$\\]|\\.)++\$")
# Enough to find one that is shown, if there is any, and to tell a person what to look for.
_LOOKED_AT = 20
_TOLD = 50
_NEAR = 2_000


def unknown_macros(text: str) -> dict[str, int]:
    r"""The macros in a file's text that stand for nothing we know, with the offset of the first.

    Only their name or their argument can be shown. Left aside are mathematics, which the page
    shows, paths and the notes of programs, and what a @preamble defines. Costs next to nothing in
    a file whose macros are all known. In the order of the text, at most fifty.
    """
    names = set(_MACRO.findall(text)) - _KNOWN
    found: dict[str, int] = {}
    left = Counter(dict.fromkeys(names, _LOOKED_AT))
    for macro in _MACRO.finditer(text) if names else ():
        name = macro[1]
        if left[name] and not is_standard(name):
            left[name] -= 1
            if _is_shown(text, macro.start()):
                found[name] = macro.start()
                left[name] = 0
                if len(found) == _TOLD:
                    break
    return found


def _is_shown(text: str, offset: int) -> bool:
    """Whether what stands at `offset` can come into a value that is shown, outside of formulas."""
    # Mendeley's D{\\'\\iaz} is read as it is meant.
    if text[offset - 1 : offset] in ACCENTS and text[offset + 1] in "ij":
        return False
    block = text.rfind("\n@", max(offset - _NEAR, 0), offset) + 1
    if _NO_ENTRY.match(text, block, offset):
        return False
    start = text.rfind("\n", max(offset - _NEAR, 0), offset) + 1 or max(offset - _NEAR, 0)
    if _UNREAD_FIELD.match(text, start, offset):
        return False
    end = text.find("\n", offset, offset + _NEAR)
    line = text[start : end if end >= 0 else offset + _NEAR]
    inside = offset - start
    return not any(
        formula.start() < inside < formula.end() for formula in _MATHEMATICS.finditer(line)
    )
