"""The searchable form of a text: lower case, no accents, words only, each CJK character a word.

SQLite's tokenizers know no Chinese word boundaries, so a phrase of single characters stands in
for a word.
"""

import re
import unicodedata
from collections.abc import Iterator

# Letters that Unicode does not decompose into a base letter and an accent.
_LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d", "þ": "th",
    "æ": "ae", "œ": "oe", "ƒ": "f", "ŋ": "n", "ɖ": "d", "ɓ": "b", "ɗ": "d",
}  # fmt: skip

_ASCII_WORD = re.compile("[A-Za-z0-9]+")
_ACCENTS = re.compile("[\u0300-\u036f]")

# H$_2$O and $H_2O$ are found as H2O.
_FONT = re.compile(r"\\(?:mathrm|mathbf|mathit|mathsf|text|rm)\s*\{([^{}$]*)\}")
_SCRIPT = re.compile(r"\$?[_^](?:\{([0-9+\-]{1,9})\}|([0-9]))\$?")

_CJK_RANGES = (
    (0x1100, 0x11FF),  # Hangul jamo
    (0x2E80, 0x2FDF),  # Han radicals
    (0x3005, 0x3007),  # 々〆〇
    (0x3041, 0x30FF),  # kana
    (0x3100, 0x31FF),  # bopomofo, kana extensions
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),  # Hangul syllables
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)

# Lower case and blanks for what is no letter or digit, a table for bytes: far faster than for text.
_ASCII = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)
) + bytes(128)


def fold(text: str) -> str:
    """The searchable form of `text`: words of letters and digits, one space between them.

    "Schrödinger's Katze" gives "schrodinger s katze", "机器学习" gives "机 器 学 习".
    Two texts that fold alike count as the same words. Never raises.
    """
    return " ".join(fold_words(text))


def key(text: str) -> str:
    """What tells one venue, keyword or name from others, short enough to read in an address.

    The words of `fold(text)`, without the blanks between CJK characters: "Deep  Learning" gives
    "deep learning", "机器学习" itself. Never raises.
    """
    folded = fold(text)
    return folded if folded.isascii() else _BETWEEN_CJK.sub("", folded)


def fold_words(text: str) -> list[str]:
    """The words of `fold(text)`, in order."""
    if "$" in text:
        text = _SCRIPT.sub(r"\1\2", _FONT.sub(r"\1", text))
    if text.isascii():
        return text.encode().translate(_ASCII).decode().split()
    # Casefolding may undo the composition (İ), and the table works on composed characters.
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return composed.translate(_TABLE).split()


def fold_places(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of `text` folded, each with where it starts and ends in `text` itself.

    Folded one character at a time: of a letter and an accent beside it the accent is left out.
    """
    if text.isascii() and "$" not in text:
        for found in _ASCII_WORD.finditer(text):
            yield found[0].lower(), found.start(), found.end()
        return
    word, start, end = "", 0, 0
    for place, character in enumerate(text):
        composed = unicodedata.normalize("NFKC", character).casefold()
        folded = unicodedata.normalize("NFKC", composed).translate(_TABLE)
        if folded and not folded.startswith(" "):
            start = start if word else place
            word, end = word + folded.replace(" ", ""), place + 1
        elif folded:
            if word:
                yield word, start, end
            word = ""
            # What is left of a blank is nothing, of a CJK character itself.
            if folded.strip():
                yield folded.strip(), place, place + 1
        elif word:
            end = place + 1
    if word:
        yield word, start, end


class _Table(dict[int, str]):
    """Folds one character at a time and remembers it: a corpus uses few different ones."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    code = ord(character)
    if character in _LETTERS:
        return _LETTERS[character]
    if _is_cjk(code) and character.isalnum():
        return f" {character} "
    if 0x300 <= code <= 0x36F:
        return ""
    # Vowel signs of Indic scripts and kana voice marks belong to the word they stand in.
    if not character.isalnum() and unicodedata.category(character)[0] != "M":
        return " "
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", character))
    return unicodedata.normalize("NFC", "".join(_LETTERS.get(part, part) for part in bare))


def _is_cjk(code: int) -> bool:
    return any(low <= code <= high for low, high in _CJK_RANGES)


_TABLE = _Table()
_CJK = "".join(f"{chr(low)}-{chr(high)}" for low, high in _CJK_RANGES)
_BETWEEN_CJK = re.compile(f"(?<=[{_CJK}]) (?=[{_CJK}])")
