"""Chinese names as they are typed in Latin letters."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from microsite.people.surnames import READ_AS, TWO_CHARACTERS

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
# More readings than this are no help in finding one.
_MOST = 4


@lru_cache(maxsize=20_000)
def spellings(name: str) -> str:
    """The Latin words that find a name in Han characters; nothing for any other.

    张小凡 gives "zhang xiao fan zhang xiaofan zhang zhangxiaofan xiaofanzhang zxf": both orders,
    given names in one word or two, and the initials.
    """
    name = name.replace(" ", "").replace("·", "")
    if not _NAME.fullmatch(name):
        return ""
    cut = 2 if name[:2] in TWO_CHARACTERS and len(name) > 2 else 1
    families = _readings(name[:cut], is_family=True)
    givens = _readings(name[cut:], is_family=False)
    found = dict.fromkeys(
        words
        for family, given in list(product(families, givens))[:_MOST]
        for words in _written(family, given)
    )
    return " ".join(found)


def _written(family: tuple[str, ...], given: tuple[str, ...]) -> Iterator[str]:
    """The ways to write a name, neighbours such that a phrase finds either order."""
    first, last = "".join(given), "".join(family)
    initials = "".join(syllable[0] for syllable in (*family, *given))
    yield " ".join((last, *given, last, first, last))
    yield f"{last}{first} {first}{last} {initials}"


def _readings(text: str, *, is_family: bool) -> list[tuple[str, ...]]:
    """Syllable by syllable, each reading that a typist may have in mind."""
    syllables = [_syllable(character) for character in text]
    known = TWO_CHARACTERS.get(text) or READ_AS.get(text)
    if is_family and known:
        return list(dict.fromkeys((tuple(known.split()), tuple(syllables))))
    plain = tuple(syllables)
    with_u = tuple(syllable.replace("v", "u") for syllable in syllables)
    with_yu = tuple(re.sub(r"(?<=[ln])v$", "yu", syllable) for syllable in syllables)
    return list(dict.fromkeys((plain, with_u, with_yu)))


@lru_cache(maxsize=10_000)
def _syllable(character: str) -> str:
    """How a character is mostly read; to look at a whole name helps little and takes long."""
    # Its tables take half a second to load, which only who has Chinese names should pay.
    from pypinyin import Style, pinyin

    return pinyin(character, style=Style.NORMAL)[0][0]
