"""Directions that a work may belong to, each with the reason. A person decides.

Three things speak for a direction: its rules (words and venues), what the works already placed
teach (see `learning`), and the words that a work has in common with the direction's own texts.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from microsite.importing.learning import Learned, Verdict
from microsite.importing.plan import Row
from microsite.importing.rules import Rules, Work
from microsite.importing.topics import (
    IN_ABSTRACT,
    IN_KEYWORDS,
    IN_TITLE,
    IN_VENUE,
    Stems,
    placed,
    stems_of,
)
from microsite.models import Direction

MOST = 2
# A score below this is chance; a second direction has to come this near to the first.
ENOUGH, NEAR = 1.0, 0.6
# What was learned suggests a direction from here on, and speaks against it below this.
LIKELY, UNLIKELY = 1.5, -1.0

# How much a word says by where it stands.
_IN_DIRECTION = (("name", 1.0), ("summary", 0.5), ("text", 0.25))
_IN_ENTRY = (
    ("title", IN_TITLE), ("keywords", IN_KEYWORDS), ("keyword", IN_KEYWORDS),
    ("journal", IN_VENUE), ("journaltitle", IN_VENUE), ("booktitle", IN_VENUE),
    ("abstract", IN_ABSTRACT),
)  # fmt: skip
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*")


class Suggestion(NamedTuple):
    """A direction by its slug, and the words because of which it is suggested."""

    slug: str
    because: tuple[str, ...]


def suggest(
    rows: Iterable[Row], directions: Sequence[Direction], learned: Learned | None = None
) -> dict[int, tuple[str, ...]]:
    """The slugs of the directions suggested for each row, by its number.

    Rows for which nothing is clear are left out.
    """
    works = {row.number: _work_of(row) for row in rows}
    found = suggestions(works, directions, learned)
    return {number: tuple(one.slug for one in some) for number, some in found.items()}


def suggestions(
    works: Mapping[int, Work],
    directions: Sequence[Direction],
    learned: Learned | None = None,
    read: "Read | None" = None,
) -> dict[int, list[Suggestion]]:
    """At most two directions for each work besides those whose rules it meets, the surest first.

    `read` are the words of the works, where they were read before.
    """
    judge = _Judge(read or read_all(works), directions, learned)
    found = {number: judge.of(number, work) for number, work in works.items()}
    return {number: some for number, some in found.items() if some}


class Read(NamedTuple):
    """The stems of each work by how much they say there, and words that the stems were met as."""

    said: dict[int, dict[str, float]]
    stems: Stems


def read_all(works: Mapping[int, Work]) -> Read:
    """The words of all works."""
    stems = Stems()
    return Read({number: placed(work.parts, stems) for number, work in works.items()}, stems)


class _Judge:
    """All works at once: what many of them say tells little."""

    def __init__(
        self,
        read: Read,
        directions: Sequence[Direction],
        learned: Learned | None,
    ) -> None:
        self._rules = [Rules(direction) for direction in directions]
        self._weights = _weights(directions)
        self._learned = learned
        self._said, self._stems = read
        telling = (terms.keys() & self._weights.keys() for terms in self._said.values())
        self._telling = _telling(list(telling))
        self._names = {
            one.slug: [stems_of(name) for name in one.name.values()] for one in directions
        }
        self._known = {direction.slug for direction in directions}

    def of(self, number: int, work: Work) -> list[Suggestion]:
        found = {rules.slug: words for rules in self._rules if (words := rules.met_by(work))}
        verdicts = self._verdicts(number, work)
        likely = [(one.score, slug) for slug, one in verdicts.items() if one.score >= LIKELY]
        for _score, slug in sorted(likely, reverse=True)[:MOST]:
            found.setdefault(slug, tuple(map(self._word, verdicts[slug].because)))
        for slug, words in self._in_common(self._said[number]):
            verdict = verdicts.get(slug)
            if len(found) < MOST and (verdict is None or verdict.score > UNLIKELY):
                found.setdefault(slug, tuple(map(self._word, words)))
        return [Suggestion(slug, because) for slug, because in found.items()]

    def _verdicts(self, number: int, work: Work) -> Mapping[str, Verdict]:
        if self._learned is None:
            return {}
        found = self._learned.verdicts(self._said[number], work.own)
        return {slug: verdict for slug, verdict in found.items() if slug in self._known}

    def _in_common(self, said: Mapping[str, float]) -> list[tuple[str, tuple[str, ...]]]:
        """The directions whose own texts use the work's words, and those words."""
        named = {
            slug
            for slug, ways in self._names.items()
            if any(way and way <= said.keys() for way in ways)
        }
        scores: defaultdict[str, float] = defaultdict(float)
        words: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        for term in said.keys() & self._weights.keys():
            for slug, weight in self._weights[term].items():
                worth = weight * said[term] * self._telling[term]
                scores[slug] += worth
                words[slug].append((worth, term))
        return [
            (slug, tuple(term for _, term in sorted(words[slug], reverse=True)[:3]))
            for slug in _clear(scores, named)
        ]

    def _word(self, stem: str) -> str:
        """A word as it stands in a text."""
        return self._stems.shown.get(stem, stem)


def _work_of(row: Row) -> Work:
    values = dict(reversed(row.given.fields))
    parts = tuple(
        (worth, row.given.title if name == "title" else values.get(name, ""))
        for name, worth in _IN_ENTRY
    )
    return Work(parts, row.venue)


def _clear(scores: Mapping[str, float], named: Collection[str]) -> tuple[str, ...]:
    """The best ones, as far as they are more than chance. A direction called by name is."""
    best = sorted(scores.items(), key=lambda item: -item[1])[:MOST]
    enough = max(ENOUGH, NEAR * best[0][1]) if best else 0.0
    return tuple(slug for slug, score in best if score >= enough or slug in named)


def _telling(entries: Collection[Collection[str]]) -> dict[str, float]:
    """How much each term tells one entry from the others: what many use tells little."""
    used = Counter(term for terms in entries for term in terms)
    # Of a few entries nothing can be learnt about the words of a field.
    count = max(len(entries), 50)
    return {
        term: min(1.0, math.log(count / number) / math.log(20)) for term, number in used.items()
    }


def _weights(directions: Sequence[Direction]) -> dict[str, dict[str, float]]:
    """How much each term speaks for each direction; a rarer one does more."""
    said: dict[str, dict[str, float]] = {}
    count = len(directions) + 1
    for direction in directions:
        for name, weight in _IN_DIRECTION:
            for text in getattr(direction, name).values():
                # What is set off in the prose names a topic.
                for part, worth in ((text, weight), (" ".join(_EMPHASIS.findall(text)), 0.6)):
                    for term in stems_of(part):
                        heard = said.setdefault(term, {})
                        heard[direction.slug] = max(heard.get(direction.slug, 0.0), worth)
    return {
        term: {slug: worth * math.log(count / len(by), count) for slug, worth in by.items()}
        for term, by in said.items()
    }
