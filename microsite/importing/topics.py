"""Words that say what a text is about: of English their stems, of Chinese pairs of characters."""

import re
from collections.abc import Iterable

from microsite.folding import fold_words

Part = tuple[float, str]
"""A text of a work, and how much a word says by standing in it, from 0 to 1."""

IN_TITLE, IN_KEYWORDS, IN_VENUE, IN_ABSTRACT = 1.0, 1.0, 0.4, 0.3

# Characters that join words and are part of few.
_LINKING = frozenset("的了与和在是之及或为被把将从对而")
_ENDING = re.compile(r"(?:ations?|ions?|ings?|ives?|ed|es|e|s)$")
_SMALL = frozenset(
    fold_words(
        """a about after all also an and any are as at based be been before between both but by can
        for from has have how in into is it its more most new no not of on one only or other our
        over paper such than that the their them then these they this those through to toward
        towards two under up use used using via was we were what when where which while who whose
        will with without work works study studies method methods approach research analysis"""
    )
)


def terms(words: list[str]) -> list[str]:
    """Words that say something. Of Chinese, where each character is a word, pairs of them."""
    if all(map(str.isascii, words)):
        return words
    found = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word.isascii() or len(word) > 1:
            found.append(word)
        elif (
            len(following) == 1
            and not following.isascii()
            and _LINKING.isdisjoint(word + following)
        ):
            found.append(word + following)
    return found


def stem(term: str) -> str:
    """English words without their endings, none of those that are in every text."""
    if term in _SMALL or len(term) < 2 or term.isdigit():
        return ""
    found = _ENDING.sub("", term) if term.isascii() else term
    return found if len(found) >= 3 or not term.isascii() else term


def stems_of(text: str) -> frozenset[str]:
    """The stems of all words of a text."""
    return frozenset(filter(None, map(stem, terms(fold_words(text)))))


class Stems(dict[str, str]):
    """The stem of each word, worked out once; `shown` is a word that each stem was met as."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[str, str] = {}

    def __missing__(self, term: str) -> str:
        self[term] = found = stem(term)
        self.shown.setdefault(found, term)
        return found


def placed(parts: Iterable[Part], stems: Stems) -> dict[str, float]:
    """The stems of a work by the weightiest place they stand in."""
    found: dict[str, float] = {}
    for worth, text in parts:
        for term in terms(fold_words(text)) if text else ():
            one = stems[term]
            if one and found.get(one, 0.0) < worth:
                found[one] = worth
    return found
