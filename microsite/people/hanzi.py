"""Chinese names: their characters in comparable form, and how they are read."""

import re
from functools import cache, lru_cache
from itertools import islice, product
from typing import Any, NamedTuple

from microsite.people.surnames import READ_AS, TWO_CHARACTERS

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]{2,}")
# Nobody's name has more readings worth knowing.
_MOST_READINGS = 24


class Reading(NamedTuple):
    """A Chinese name in pinyin without tones, in one of the spellings of `sound`.

    `is_usual` tells the likely sound from the others.
    """

    family: str
    given: tuple[str, ...]
    sound: tuple[str, ...]
    is_usual: bool


def han_in(text: str) -> str:
    """The first run of two or more Han characters in a text; empty if there is none."""
    found = _HAN.search(text)
    return found[0] if found else ""


def simplified(name: str) -> str:
    """The name in simplified characters: 陳 and 陈 are one."""
    return "".join(map(_simplified, name))


@lru_cache(maxsize=5_000)
def readings(name: str) -> tuple[Reading, ...]:
    """How a name of Han characters may be read, the usual reading first.

    Empty for what is no Chinese name: other signs, fewer than two characters or more than four.
    """
    if not 2 <= len(name) <= 4 or han_in(name) != name:
        return ()
    family, given = _split(name)
    if not given:
        return ()
    sounds = list(islice(product(_of_family(family), *_of_characters(given)), _MOST_READINGS))
    return tuple(
        Reading(written[0], written[1:], sound, sound == sounds[0])
        for sound in sounds
        for written in product(*map(_spellings, sound))
    )


def family_readings(name: str) -> tuple[str, ...]:
    """How the family name at the beginning of a name may be read, without working out the rest."""
    read = _of_family(_split(name)[0])
    return tuple(spelled for one in read for spelled in _spellings(one))


def _split(name: str) -> tuple[str, str]:
    length = 2 if name[:2] in TWO_CHARACTERS and len(name) > 2 else 1
    return name[:length], name[length:]


@lru_cache(maxsize=5_000)
def _of_family(family: str) -> tuple[str, ...]:
    known = TWO_CHARACTERS.get(family, "").replace(" ", "") or READ_AS.get(family)
    return (known,) if known else tuple(_of_characters(family)[0])


def _of_characters(text: str) -> list[list[str]]:
    # Its tables take half a second to load, which only who has Chinese names should pay.
    from pypinyin import Style, lazy_pinyin, pinyin

    usual = lazy_pinyin(text)
    every = pinyin(text, style=Style.NORMAL, heteronym=True)
    return [
        list(dict.fromkeys([first, *others])) for first, others in zip(usual, every, strict=True)
    ]


def _spellings(syllable: str) -> tuple[str, ...]:
    """吕 is Lv in a keyboard's spelling, Lyu in a passport's, and Lu without its dots."""
    if "v" not in syllable:
        return (syllable,)
    return tuple(syllable.replace("v", spelled) for spelled in ("v", "u", "yu", "ue"))


@lru_cache(maxsize=20_000)
def _simplified(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
