"""Directions that a row may belong to, by the words both use. A person decides."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from microsite.folding import fold_words
from microsite.importing.plan import Row
from microsite.models import Direction

MOST = 2
# A score below this is chance; a second direction has to come this near to the first.
ENOUGH, NEAR = 1.0, 0.6

# How much a word says by where it stands.
_IN_DIRECTION = (("name", 1.0), ("summary", 0.5), ("text", 0.25))
_IN_ENTRY = (
    ("title", 1.0), ("keywords", 1.0), ("keyword", 1.0), ("journal", 0.4), ("journaltitle", 0.4),
    ("booktitle", 0.4), ("abstract", 0.3),
)  # fmt: skip
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*")
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


def suggest(rows: Iterable[Row], directions: Sequence[Direction]) -> dict[int, tuple[str, ...]]:
    """The slugs of at most two directions by the number of each row that clearly uses their words.

    Rows for which nothing is clear are left out.
    """
    weights = _weights(directions)
    if not weights:
        return {}
    stems = _Stems(weights)
    said = {row.number: _said(row, stems) for row in rows}
    telling = _telling(said.values())
    names = {one.slug: [_text_terms(name) for name in one.name.values()] for one in directions}
    found = {}
    for number, terms in said.items():
        named = {
            slug for slug, ways in names.items() if any(way and way <= terms.keys() for way in ways)
        }
        scores: defaultdict[str, float] = defaultdict(float)
        for term, place in terms.items():
            for slug, weight in weights[term].items():
                scores[slug] += weight * place * telling[term]
        slugs = _clear(scores, named)
        if slugs:
            found[number] = slugs
    return found


def _clear(scores: Mapping[str, float], named: Collection[str]) -> tuple[str, ...]:
    """The best ones, as far as they are more than chance. A direction called by name is."""
    best = sorted(scores.items(), key=lambda item: -item[1])[:MOST]
    enough = max(ENOUGH, NEAR * best[0][1]) if best else 0.0
    return tuple(slug for slug, score in best if score >= enough or slug in named)


def _telling(entries: Collection[Mapping[str, float]]) -> dict[str, float]:
    """How much each term tells one entry from the others: what many use tells little."""
    used = Counter(term for terms in entries for term in terms)
    # Of a few entries nothing can be learnt about the words of a field.
    count = max(len(entries), 50)
    return {
        term: min(1.0, math.log(count / number) / math.log(20)) for term, number in used.items()
    }


def _text_terms(name: str) -> frozenset[str]:
    return frozenset(filter(None, map(_stem, _terms(fold_words(name)))))


def _weights(directions: Sequence[Direction]) -> dict[str, dict[str, float]]:
    """How much each term speaks for each direction; a rarer one does more."""
    said: dict[str, dict[str, float]] = {}
    count = len(directions) + 1
    for direction in directions:
        for name, weight in _IN_DIRECTION:
            for text in getattr(direction, name).values():
                # What is set off in the prose names a topic.
                for part, worth in ((text, weight), (" ".join(_EMPHASIS.findall(text)), 0.6)):
                    for term in _text_terms(part):
                        heard = said.setdefault(term, {})
                        heard[direction.slug] = max(heard.get(direction.slug, 0.0), worth)
    return {
        term: {slug: worth * math.log(count / len(by), count) for slug, worth in by.items()}
        for term, by in said.items()
    }


def _said(row: Row, stems: "_Stems") -> dict[str, float]:
    """The terms of an entry that some direction uses, by the weightiest place they stand in."""
    found: dict[str, float] = {}
    values = dict(reversed(row.given.fields))
    for name, worth in _IN_ENTRY:
        value = row.given.title if name == "title" else values.get(name)
        for term in _terms(fold_words(value)) if value else ():
            stem = stems[term]
            if stem and found.get(stem, 0.0) < worth:
                found[stem] = worth
    return found


def _terms(words: list[str]) -> list[str]:
    """Words that say something. Of Chinese, where each character is a word, pairs of them."""
    if all(map(str.isascii, words)):
        return words
    terms = []
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word.isascii() or len(word) > 1:
            terms.append(word)
        elif len(following) == 1 and not following.isascii():
            terms.append(word + following)
    return terms


class _Stems(dict[str, str]):
    """The stem of each term if any direction has it, else nothing; each worked out once."""

    def __init__(self, weights: Mapping[str, object]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, term: str) -> str:
        stem = _stem(term)
        self[term] = found = stem if stem in self._weights else ""
        return found


def _stem(term: str) -> str:
    """English words without their endings, none of those that are in every text."""
    if term in _SMALL or len(term) < 2 or term.isdigit():
        return ""
    stem = _ENDING.sub("", term) if term.isascii() else term
    return stem if len(stem) >= 3 or not term.isascii() else term
