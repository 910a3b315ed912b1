"""A name as somebody wrote it, taken apart into what can be compared."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from microsite.bibtex.cjk import is_cjk
from microsite.bibtex.names import Name, split_names
from microsite.folding import fold, fold_words
from microsite.people.hanzi import han_in
from microsite.people.surnames import is_syllable

_WORD = re.compile(r"([^\W_]+)(\.?)")
_SIGNS = re.compile(r"[\s·・‧]+")
_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_MARKS = re.compile("['’ʼ`´]")
# Müller is Mueller where there are no dots, Ødegaard is Oedegaard, Åberg is Aaberg.
_WITHOUT_DOTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_VOWELS = frozenset("aeiou")
# Capitals that are no name: initials without full stops.
_RUN = re.compile(r"[B-DF-HJ-NP-TV-Z]{1,3}|[A-Z]|[A-Z][B-DF-HJ-NP-TV-Z]")
_PARTICLES = frozenset(
    [
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "ten",
        "ter",
        "zu",
        "zur",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a given name, folded; a short one is an initial or an abbreviation."""

    text: str
    is_short: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A name in comparable form.

    `han` are its characters if it is written in them; else `family` and `bare_family` (without
    "van" and the like) are letters without blanks. `capital` says which part is in capitals only.
    """

    han: str = ""
    family: str = ""
    bare_family: str = ""
    given: tuple[Word, ...] = ()
    jr: str = ""
    capital: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the given name is there, and in full."""
        return bool(self.given) and not any(word.is_short for word in self.given)


def spelled(text: str) -> Iterator[Written]:
    """The forms of a name given as plain text: "Zhiyao Shen", "Shen, Z.", "沈知遥"."""
    for name in split_names(text):
        yield from forms(name)


def forms(name: Name) -> Iterator[Written]:
    """The comparable forms of a name: one, or two where its letters can be written in two ways."""
    if is_cjk(name.family) and is_cjk(name.given or name.family):
        yield Written(han=_SIGNS.sub("", name.family + name.given))
        return
    # Of "Zhiyao Shen (沈知遥)" the characters say it all.
    han = "" if name.display.isascii() else han_in(name.display)
    if han:
        yield Written(han=han)
        return
    if name.literal:
        *given, family = _IN_BRACKETS.sub(" ", name.literal).split() or [""]
        name = Name(given=" ".join(given), family=family)
    elif _RUN.fullmatch(name.family) and not name.given.isupper() and len(name.given) > 1:
        # PubMed writes "Shen ZY".
        name = replace(name, given=name.family, family=name.given)
    first = _latin(name)
    yield first
    other = _latin(
        replace(
            name,
            given=_undotted(name.given), von=_undotted(name.von), family=_undotted(name.family),
        )
    )  # fmt: skip
    if other != first:
        yield other


def _undotted(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text).casefold().translate(_WITHOUT_DOTS)


def _latin(name: Name) -> Written:
    given, von = _without_particles(name.given, name.von)
    bare = _joined(name.family)
    capital = _capital(given, name.family)
    return Written(
        family=_joined(von) + bare,
        bare_family=bare,
        given=_words(given, in_capitals=capital == "both"),
        jr=fold(name.jr),
        capital=capital,
    )


def _without_particles(given: str, von: str) -> tuple[str, str]:
    """In "Beethoven, Ludwig van" the particle stands behind the given name."""
    words = given.split()
    end = len(words)
    while end > 1 and words[end - 1] in _PARTICLES:
        end -= 1
    return " ".join(words[:end]), " ".join([*words[end:], von])


def _words(given: str, *, in_capitals: bool) -> tuple[Word, ...]:
    text = unicodedata.normalize("NFKC", _MARKS.sub("", given))
    return tuple(
        word for found in _WORD.finditer(text) for word in _of(found[1], found[2], in_capitals)
    )


def _of(text: str, stop: str, in_capitals: bool) -> Iterator[Word]:
    folded = "".join(fold_words(text))
    # ZY in "Shen ZY" are two initials; YI in "SHEN YI" is a name.
    is_run = 2 <= len(text) <= 3 and text.isupper()
    is_name = _VOWELS & set(folded) if in_capitals else len(text) > 2 and is_syllable(folded)
    if is_run and not is_name:
        yield from (Word(letter, is_short=True) for letter in folded)
    elif folded:
        yield Word(folded, bool(stop) or len(folded) == 1)


def _capital(given: str, family: str) -> str:
    """Which part is in capitals: in "ZHANG Wei" it is the family name, wherever it stands."""
    loud = [part.isupper() and len(_joined(part)) > 2 for part in (given, family)]
    if "." in given:
        loud[0] = False
    both = given.isupper() and family.isupper() and len(_joined(family)) > 1
    if both and "." not in given:
        return "both"
    return "given" if loud[0] else "family" if loud[1] else ""


def _joined(text: str) -> str:
    return "".join(fold_words(_MARKS.sub("", text)))
