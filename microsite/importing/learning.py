"""What the publications already placed teach: which words speak for which direction.

Naive Bayes, one direction against all others, over the presence of words: what counts for a
direction is the sum of the logarithms of how much likelier a word is among its publications. Each
verdict can be told in words.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Words = Mapping[str, float]
"""The words of a work, by how much each says where it stands."""

# Only a work's most telling words count: a long abstract says no more than a good title.
TELLING = 12
# A direction with fewer publications, and a word in fewer works, teach nothing.
FEWEST, RARE = 3, 2
_STRONGEST = 3.0


class Verdict(NamedTuple):
    """How much speaks for a direction (0 is undecided), and the words that speak most for it."""

    score: float
    because: tuple[str, ...]


@dataclass
class Learned:
    """How many works there are, in each direction, and with each word."""

    total: int
    placed: Counter[str]
    having: Counter[str]
    both: dict[str, Counter[str]]

    def verdicts(self, words: Words, own: Collection[str] | None = None) -> dict[str, Verdict]:
        """What speaks for each direction; `own` are those of a work that was itself learned from.

        Such a work is left out of what is known, as if it were new.
        """
        known = {name: worth for name, worth in words.items() if self._is_known(name, own)}
        return {
            slug: self._verdict(slug, known, own)
            for slug, count in self.placed.items()
            if count - (own is not None and slug in own) >= FEWEST
        }

    def _is_known(self, word: str, own: Collection[str] | None) -> bool:
        return self.having[word] - (own is not None) >= RARE

    def _verdict(self, slug: str, words: Words, own: Collection[str] | None) -> Verdict:
        left_out, is_own = own is not None, own is not None and slug in own
        among, total = self.placed[slug] - is_own, self.total - left_out
        weights = []
        for word, worth in words.items():
            inside = self.both[word][slug] - is_own
            outside = self.having[word] - left_out - inside
            ratio = ((inside + 0.5) / (among + 1)) / ((outside + 0.5) / (total - among + 1))
            weight = max(-_STRONGEST, min(_STRONGEST, math.log(ratio)))
            weights.append((worth * weight, word))
        weights.sort(key=lambda pair: -abs(pair[0]))
        prior = math.log((among + 0.5) / (total - among + 0.5))
        score = prior + sum(weight for weight, _ in weights[:TELLING])
        speaking = sorted((pair for pair in weights if pair[0] > 0.3), reverse=True)
        return Verdict(score, tuple(word for _, word in speaking[:3]))


def learn(works: Iterable[tuple[Words, Collection[str]]]) -> Learned:
    """Learn from works that have directions: their words and the slugs of these."""
    total, placed, having = 0, Counter[str](), Counter[str]()
    both: dict[str, Counter[str]] = defaultdict(Counter)
    for words, slugs in works:
        if not slugs:
            continue
        total += 1
        placed.update(slugs)
        having.update(words.keys())
        for word in words:
            both[word].update(slugs)
    return Learned(total, placed, having, both)
