"""How well a written name fits one way in which a person's name is written."""

from dataclasses import dataclass
from enum import IntEnum

from microsite.people.orders import Order
from microsite.people.written import Word, Written


class Fit(IntEnum):
    """How a name fits a person."""

    NONE = 0
    TURNED = 1  # Only with family and given name the other way round.
    MAYBE = 2  # As far as it goes: initials, a second given name, a reading.
    SURE = 3


@dataclass(frozen=True, slots=True)
class Form:
    """One way a person's name is written in Latin letters.

    `is_chinese` means that the family name is known to be one, whichever comes first, and that
    `given` are all its syllables. `is_alias` marks initials of somebody who is known in full.
    """

    person_id: int
    written: Written
    is_chinese: bool = False
    is_usual: bool = True
    is_alias: bool = False


def compared(given: tuple[Word, ...], form: Form) -> Fit:
    """How a given name fits that of a form whose family name is the same."""
    known = form.written.given
    if given == known:
        return Fit.SURE
    whole = not any(word.is_short for word in (*given, *known))
    joined = "".join(word.text for word in known)
    if whole and "".join(word.text for word in given) == joined:
        return Fit.SURE
    if form.is_alias or not given or not known:
        return Fit.NONE
    if form.is_chinese and len(given) > 1 and given[0].text == joined:
        return Fit.MAYBE
    # 沈之 is not 沈之遥, and nobody has more syllables than are known.
    if form.is_chinese and (whole or len(given) > len(known)):
        return Fit.NONE
    pairs = zip(given, known, strict=False)
    return Fit.MAYBE if all(_begins(one, other) for one, other in pairs) else Fit.NONE


def _begins(one: Word, other: Word) -> bool:
    if one.text == other.text:
        return True
    return (one.is_short and other.text.startswith(one.text)) or (
        other.is_short and one.text.startswith(other.text)
    )


def limited(fit: Fit, written: Written, order: Order, form: Form) -> Fit:
    """How far a fit can be trusted: by the order of the parts, by what was left out."""
    if written.jr and form.written.jr and written.jr != form.written.jr:
        return Fit.NONE
    if order.family != form.written.family or written.jr != form.written.jr:
        fit = min(fit, Fit.MAYBE)
    if not form.is_usual:
        fit = min(fit, Fit.MAYBE)
    if order.is_grammar or order.is_plain:
        return fit
    return min(fit, Fit.MAYBE if form.is_chinese else Fit.TURNED)
