"""Marking what was searched for in a text, whatever its accents and capitals."""

import html
import re
from collections.abc import Iterable

from microsite.folding import fold, fold_places
from microsite.search.grammar import Word

# Markup and formulas pass as they are; only the text between is marked.
_MARKUP = re.compile(r"(<math\b.*?</math>|<[^>]*>)", re.DOTALL)


_Place = tuple[str, int, int]


def mark(markup: str, words: Iterable[Word]) -> str:
    """Safe HTML with `<mark>` around the words and phrases; the HTML given must be safe."""
    wanted = [
        (word.folded.split(), word.is_start)
        for word in words
        if not word.is_without and word.field not in ("direction", "initial")
    ]
    if not wanted:
        return markup
    parts = _MARKUP.split(markup)
    parts[::2] = [_marked(html.unescape(part), wanted) if part else "" for part in parts[::2]]
    return "".join(parts)


def _marked(text: str, wanted: list[tuple[list[str], bool]]) -> str:
    """The text escaped, with its marks; of two that overlap the first."""
    folded = f" {fold(text)}"
    wanted = [(phrase, is_start) for phrase, is_start in wanted if " ".join(phrase) in folded]
    if not wanted:
        return html.escape(text)
    places = list(fold_places(text))
    ends: dict[int, int] = {}
    for phrase, is_start in wanted:
        for first in range(len(places) - len(phrase) + 1):
            if _is_there(places[first : first + len(phrase)], phrase, is_start):
                start, end = places[first][1], places[first + len(phrase) - 1][2]
                ends[start] = max(end, ends.get(start, 0))
    pieces, at = [], 0
    for start, end in sorted(ends.items()):
        if start < at:
            continue
        pieces += [html.escape(text[at:start]), "<mark>", html.escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*pieces, html.escape(text[at:])])


def _is_there(places: list[_Place], phrase: list[str], is_start: bool) -> bool:
    last = places[-1][0]
    if not (last.startswith(phrase[-1]) if is_start else last == phrase[-1]):
        return False
    return [word for word, _, _ in places[:-1]] == phrase[:-1]
