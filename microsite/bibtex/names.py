"""Names of people and organisations, by BibTeX's grammar and as they are really written.

A list is split while still in LaTeX, because braces say what belongs together; only then is each
part turned into plain text.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from microsite.bibtex.cjk import is_cjk, split_cjk_name
from microsite.bibtex.latex import clean, is_plain
from microsite.bibtex.name_lists import EXTENDED, JUNIOR, is_one_group, split, split_list

Say = Callable[[str], str]
"""How a piece of a name becomes plain text."""

_OTHERS = re.compile(r"\{*(?:others|et\.?[\s~]+al\.?|u\.\s?a\.|等)\}*[.,;]?", re.IGNORECASE)
_TRAILING_OTHERS = re.compile(r"(?:,?[\s~]et\.?[\s~]al\b\.?|[,，]?\s?等)\s?$", re.IGNORECASE)
_COMPANY = re.compile(r"inc\.?|llc|ltd\.?|gmbh|corp\.?|co\. ?ltd\.?", re.IGNORECASE)
# Wall W. A.: no family name is an initial.
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+")
_ROLE = re.compile(r"(?<=\S)\s*\((?:eds?|editors?|auth|authors?|hrsg|hg)\.?\)$", re.IGNORECASE)
_GENERATION = re.compile(r"[js]r\.?|i{2,3}|iv", re.IGNORECASE)
# 张三 (Zhang San)
_BOTH_SCRIPTS = re.compile(r"[^\W\d_a-zA-ZÀ-ɏ]{2,}\s?[(（][^()（）]+[)）]")
_PART = re.compile(r'\s*"?\s*([\w-]+)\s*=\s*(.*?)\s*"?\s*', re.DOTALL)
# The same people write many of a lab's papers; a part longer than this is no name.
_LONGEST_KNOWN = 200


@dataclass(frozen=True, slots=True)
class Name:
    """A name in plain Unicode: either parts by BibTeX's grammar, or a `literal` kept whole."""

    given: str = ""
    von: str = ""
    family: str = ""
    jr: str = ""
    literal: str = ""

    @property
    def display(self) -> str:
        """The name as it is read: "Ludwig van Beethoven", "张三", "Sammy Davis, Jr."."""
        if self.literal:
            return self.literal
        if is_cjk(self.family) and is_cjk(self.given or self.family):
            return self.family + self.given
        name = " ".join(part for part in (self.given, self.von, self.family) if part)
        return f"{name}, {self.jr}" if self.jr else name


def split_names(value: str) -> tuple[Name, ...]:
    """The names in the value of a field like `author`, without "and others" and "et al."."""
    return read_names(value)[0]


def has_others(value: str) -> bool:
    """Whether the list says that there are more people than it names."""
    return read_names(value)[1]


@lru_cache(maxsize=64)
def read_names(value: str) -> tuple[tuple[Name, ...], bool]:
    """The names in a list, and whether it says that there are more people than it names."""
    names = []
    others = False
    for part in split_list(value):
        name, is_others = _read_part(part) if len(part) <= _LONGEST_KNOWN else _part(part)
        if name is not None:
            names.append(name)
        others = others or is_others
    return tuple(names), others


@lru_cache(maxsize=20_000)
def _read_part(part: str) -> tuple[Name | None, bool]:
    return _part(part)


def _part(part: str) -> tuple[Name | None, bool]:
    """One part of a list: a name, and whether it says "and others" alone or at its end."""
    last = part[-3:].lower()
    # Only these endings can belong to "others", "et al.", "u. a." and 等 with a sign behind.
    if "rs" in last or "al" in last or "a." in last or "等" in last or "}" in last:
        if _OTHERS.fullmatch(part):
            return None, True
        shorter = _TRAILING_OTHERS.sub("", part)
        if shorter != part:
            return (_name(shorter) if shorter and not _OTHERS.fullmatch(shorter) else None), True
    return _name(part), False


def _name(part: str) -> Name | None:
    if "=" in part and EXTENDED.match(part):
        return _extended(part)
    if part[0] == "{" and is_one_group(part):
        literal = clean(part)
        return Name(literal=literal) if literal else None
    if part[-1] == ")":
        part = _ROLE.sub("", part)
    say: Say = clean
    if is_plain(part):
        # Blanks are collapsed already, and the pieces of composed text are composed.
        part, say = unicodedata.normalize("NFC", part), str
    pieces = [piece.strip() for piece in split(part, ",")]
    while len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    if len(pieces) == 1:
        return _given_first(pieces[0], say)
    if len(pieces) > 3:
        return Name(literal=clean(part))
    von, family = _von_family(split(pieces[0], " "), say)
    given = say(pieces[-1])
    jr = say(pieces[1]) if len(pieces) == 3 else ""
    if len(pieces) == 3 and JUNIOR.fullmatch(given) and not JUNIOR.fullmatch(jr):
        given, jr = jr, given
    if not (family or von):
        return Name(family=given, jr=jr) if given else None
    if len(pieces) == 2 and _COMPANY.fullmatch(given):
        return Name(literal=clean(part))
    if len(pieces) == 2 and _GENERATION.fullmatch(given) and " " in pieces[0]:
        person = _given_first(pieces[0], say)
        return replace(person, jr=given) if person else None
    return Name(given, von, family, jr)


def _given_first(part: str, say: Say) -> Name | None:
    words = split(part, " ")
    # DBLP tells people of one name apart by a number.
    if len(words) > 2 and len(words[-1]) == 4 and words[-1].isdigit():
        words.pop()
    if not words:
        return None
    if not part.isascii():
        cjk = split_cjk_name(words)
        if cjk:
            return Name(given=cjk[1], family=cjk[0])
        if _BOTH_SCRIPTS.fullmatch(part):
            return Name(literal=clean(part))
    if words[-1][-1] == "." and _INITIAL.fullmatch(words[-1]):
        turned = _initials_last(words, say)
        if turned:
            return turned
    lower = (number for number, word in enumerate(words[:-1]) if _is_von(word))
    first = next(lower, len(words) - 1)
    von, family = _von_family(words[first:], say)
    given = say(" ".join(words[:first]))
    return Name(given, von, family) if given or von or family else None


def _initials_last(words: list[str], say: Say) -> Name | None:
    end = len(words)
    while end and _INITIAL.fullmatch(words[end - 1]):
        end -= 1
    # J. S. may be all there is of a name.
    if not end or _INITIAL.fullmatch(words[0]):
        return None
    von, family = _von_family(words[:end], say)
    return Name(say(" ".join(words[end:])), von, family)


def _von_family(words: list[str], say: Say) -> tuple[str, str]:
    """Everything up to the last lower-case word that is not the very last is the von part."""
    if len(words) < 2:
        return "", say(words[0]) if words else ""
    # "De la Vallée" before a comma: the von part has to begin in lower case.
    last = 0
    if _is_von(words[0]):
        last = max(number for number, word in enumerate(words[:-1], 1) if _is_von(word))
    return say(" ".join(words[:last])), say(" ".join(words[last:]))


def _is_von(word: str) -> bool:
    """Whether a word begins in lower case. A braced word has no case, a special character has."""
    if word[0].isalpha():
        return word[0].islower()
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letters = clean(word)
    first = next((sign for sign in letters if sign.isalpha()), "")
    return first.islower()


def _extended(part: str) -> Name | None:
    """Biblatex's extended format, `family=Doe, given=John, prefix=von`."""
    values = {}
    for piece in split(part, ","):
        match = _PART.fullmatch(piece)
        if match:
            values[match[1].lower()] = clean(match[2])
    name = Name(
        values.get("given", ""), values.get("prefix", ""), values.get("family", ""),
        values.get("suffix", ""),
    )  # fmt: skip
    return name if name.display else None
