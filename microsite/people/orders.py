"""The orders in which the parts of a name may stand: Chinese names come with either part first."""

from collections.abc import Iterator
from typing import NamedTuple

from microsite.people.surnames import is_surname, is_syllable, is_two_syllables
from microsite.people.written import Word, Written


class Order(NamedTuple):
    """A way to read a name. `is_plain` means that the name itself shows it is the right one."""

    family: str
    given: tuple[Word, ...]
    is_grammar: bool
    is_plain: bool


def orders(written: Written) -> Iterator[Order]:
    """As BibTeX's grammar has it, then with the family name first, the given one in pieces too.

    BibTeX reads "Shen Zhiyao" as Mr Zhiyao. That the family name is Shen shows in that Zhiyao is
    none; "Fang Du" shows nothing, for both are.
    """
    # "ZHANG Wei" says itself that it is no Mr Wei.
    yield Order(written.family, written.given, written.capital != "given", is_plain=False)
    if not written.is_whole or written.capital == "family":
        return
    is_plain = _is_plain(written)
    last = Word(written.family, is_short=False)
    turned = "".join(word.text for word in written.given)
    yield Order(turned, (last,), is_grammar=False, is_plain=is_plain)
    words = (*written.given, last)
    if len(words) > 2:
        # Shen Zhi Rui, Ou Yang Zhirui, Zhirui Ou Yang.
        yield Order(words[0].text, words[1:], is_grammar=False, is_plain=is_plain)
        if len(words) > 3:
            yield Order(_joined(words[:2]), words[2:], is_grammar=False, is_plain=is_plain)
        yield Order(_joined(words[-2:]), words[:-2], is_grammar=False, is_plain=is_plain)


def _is_plain(written: Written) -> bool:
    if written.capital == "given":
        return True
    if is_surname(written.family):
        return False
    first = _joined(written.given)
    return (
        is_surname(first)
        or (len(written.given) > 1 and is_surname(written.given[0].text))
        or (is_syllable(first) and is_two_syllables(written.family))
    )


def _joined(words: tuple[Word, ...]) -> str:
    return "".join(word.text for word in words)
