"""Names of people and organisations, by BibTeX's grammar and as they are really written.

A list is split while still in LaTeX, because braces say what belongs together; only then is each
part turned into plain text.
"""

import html
import re
from dataclasses import dataclass

from microsite.bibtex.cjk import is_cjk, split_cjk_list, split_cjk_name
from microsite.bibtex.latex import clean

_AND = re.compile(r"\sand(?=\s|$)|^and(?=\s)", re.IGNORECASE)
_DEPTH_MARK = re.compile(r"(?<!\\)[{}]|(?<=\s)and(?=\s|$)|;|,|[\s~]++", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|[A-Za-z]{2,10});")
_OTHERS = re.compile(r"\{*(?:others|et\.?[\s~]+al\.?|u\.\s?a\.|等)\}*[.,;]?", re.IGNORECASE)
_TRAILING_OTHERS = re.compile(r"(?:,?[\s~]et\.?[\s~]al\b\.?|[,，]?\s?等)\s?$", re.IGNORECASE)
_EXTENDED = re.compile(r'\s*"?\s*(?:family|given|prefix|suffix|useprefix|id)(?:-i)?\s*=', re.I)
_PART = re.compile(r'\s*"?\s*([\w-]+)\s*=\s*(.*?)\s*"?\s*', re.DOTALL)
_INITIALS = re.compile(r"(?:[^\W\d_a-zà-ÿ](?:\.|\b)[\s~.-]*){1,4}|[A-Z]{1,3}")
_JUNIOR = re.compile(r"(?:jr|sr|ph\.?\s?d|m\.?\s?d|[ivx]+|esq)\.?", re.IGNORECASE)


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
    names = []
    for part in _parts(value):
        part = _TRAILING_OTHERS.sub("", part)
        if part and not _OTHERS.fullmatch(part):
            name = _name(part)
            if name is not None:
                names.append(name)
    return tuple(names)


def has_others(value: str) -> bool:
    """Whether the list says that there are more people than it names."""
    return any(_OTHERS.fullmatch(part) or _TRAILING_OTHERS.search(part) for part in _parts(value))


def _parts(value: str) -> list[str]:
    """The single names of a list, still in LaTeX."""
    value = " ".join(value.split())
    if "&" in value:
        value = _ENTITY.sub(lambda entity: html.unescape(entity[0]), value)
    parts = _split(value, "and")
    if ";" in value or "；" in value:
        parts = [piece for part in parts for piece in _split(part.replace("；", ";"), ";")]
    if len(parts) == 1 and "," in value:
        parts = _comma_separated(parts[0])
    if not value.isascii():
        parts = [piece for part in parts for piece in split_cjk_list(part)]
    return [part.strip() for part in parts if part.strip()]


def _split(text: str, sign: str) -> list[str]:
    """Split at `sign` ("and", ";", ",", or " " for blanks and ties) outside of braces."""
    if "{" not in text:
        if sign == " ":
            return text.replace("~", " ").split()
        return _AND.split(text) if sign == "and" else text.split(sign)
    pieces = []
    depth = start = 0
    for mark in _DEPTH_MARK.finditer(text):
        found = mark[0]
        if found == "{":
            depth += 1
        elif found == "}":
            depth = max(depth - 1, 0)
        elif depth == 0 and (
            found == sign
            or (sign == "and" and found.lower() == "and")
            or (sign == " " and found[0] in " ~\n\t")
        ):
            pieces.append(text[start : mark.start()])
            start = mark.end()
    pieces.append(text[start:])
    return [piece for piece in pieces if piece] if sign == " " else pieces


def _comma_separated(part: str) -> list[str]:
    """A list written with commas only, "A. Smith, B. Jones, C. Brown" or "Smith, A., Jones, B."."""
    pieces = [piece.strip() for piece in _split(part, ",")]
    if len(pieces) < 3 or _EXTENDED.match(part):
        return [part]
    if len(pieces) % 2 == 0 and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        pairs = zip(pieces[::2], pieces[1::2], strict=True)
        return [f"{family}, {given}" for family, given in pairs]
    people = all(len(_split(piece, " ")) in (2, 3, 4) for piece in pieces if piece)
    return pieces if people and not _JUNIOR.fullmatch(pieces[1]) else [part]


def _name(part: str) -> Name | None:
    if _EXTENDED.match(part):
        return _extended(part)
    if _is_one_group(part):
        literal = clean(part)
        return Name(literal=literal) if literal else None
    pieces = [piece.strip() for piece in _split(part, ",")]
    while len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    if len(pieces) == 1:
        return _given_first(pieces[0])
    if len(pieces) > 3:
        return Name(literal=clean(part))
    von, family = _von_family(_split(pieces[0], " "))
    given = clean(pieces[-1])
    jr = clean(pieces[1]) if len(pieces) == 3 else ""
    if len(pieces) == 3 and _JUNIOR.fullmatch(given) and not _JUNIOR.fullmatch(jr):
        given, jr = jr, given
    if not (family or von):
        return Name(family=given, jr=jr) if given else None
    return Name(given, von, family, jr)


def _given_first(part: str) -> Name | None:
    words = _split(part, " ")
    # DBLP tells people of one name apart by a number.
    if len(words) > 2 and len(words[-1]) == 4 and words[-1].isdigit():
        words.pop()
    if not words:
        return None
    cjk = split_cjk_name(words)
    if cjk:
        return Name(given=cjk[1], family=cjk[0])
    lower = [number for number, word in enumerate(words[:-1]) if _is_von(word)]
    first = lower[0] if lower else len(words) - 1
    von, family = _von_family(words[first:])
    given = clean(" ".join(words[:first]))
    return Name(given, von, family) if given or von or family else None


def _von_family(words: list[str]) -> tuple[str, str]:
    """Everything up to the last lower-case word that is not the very last is the von part."""
    last = max((number for number, word in enumerate(words[:-1]) if _is_von(word)), default=-1)
    # "De la Vallée" before a comma: the von part has to begin in lower case.
    if last >= 0 and not _is_von(words[0]):
        last = -1
    return clean(" ".join(words[: last + 1])), clean(" ".join(words[last + 1 :]))


def _is_von(word: str) -> bool:
    """Whether a word begins in lower case. A braced word has no case, a special character has."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letters = word if word[:1].isalpha() else clean(word)
    first = next((sign for sign in letters if sign.isalpha()), "")
    return first.islower()


def _is_one_group(part: str) -> bool:
    if not (part.startswith("{") and part.endswith("}")) or part.startswith("{\\"):
        return False
    depth = 0
    for mark in _DEPTH_MARK.finditer(part):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if depth == 0 and mark[0] == "}":
            return mark.end() == len(part)
    return False


def _extended(part: str) -> Name | None:
    """Biblatex's extended format, `family=Doe, given=John, prefix=von`."""
    values = {}
    for piece in _split(part, ","):
        match = _PART.fullmatch(piece)
        if match:
            values[match[1].lower()] = clean(match[2])
    name = Name(
        values.get("given", ""), values.get("prefix", ""), values.get("family", ""),
        values.get("suffix", ""),
    )  # fmt: skip
    return name if name.display else None
