"""Everybody of the team by their names, and whom a written name fits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from microsite.bibtex.names import Name
from microsite.folding import fold
from microsite.models import Person
from microsite.people.fitting import Fit, Form, compared, limited
from microsite.people.hanzi import Reading, family_readings, readings, simplified
from microsite.people.orders import orders
from microsite.people.written import Word, Written, forms, spelled


class Match(NamedTuple):
    """Whom a name belongs to; where that is doubtful nobody, and `candidates` by their ids."""

    person_id: int | None = None
    candidates: tuple[int, ...] = ()


NOBODY = Match()

Sound = tuple[str, str]
"""Family and given name in letters without blanks."""


class Index:
    """People by their names and aliases, in either script."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._as_written: dict[str, set[int]] = defaultdict(set)
        self._han: dict[str, set[int]] = defaultdict(set)
        self._simplified: dict[str, set[int]] = defaultdict(set)
        self._families: dict[str, list[Form]] = defaultdict(list)
        self._with_han: set[int] = set()
        self._starts: set[str] = set()
        # The family names of those whose characters are not known.
        self._heard: set[str] = set()
        for person in people:
            self._add(person)

    def match(self, name: Name) -> Match:
        """Whom a name belongs to; the first of the candidates is in no way better than the last."""
        display = name.display
        folded = fold(display)
        known = self._as_written.get(folded, ())
        fits = dict.fromkeys(known, Fit.SURE)
        # Most names of the world begin like none of the team's.
        is_far = display.isascii() and self._starts.isdisjoint(w[:2] for w in folded.split())
        if is_far and not known:
            return NOBODY
        for written in forms(name):
            found = self._by_han(written.han) if written.han else self._by_letters(written)
            for person_id, fit in found:
                fits[person_id] = max(fit, fits.get(person_id, Fit.NONE))
        return _decided(fits)

    def _add(self, person: Person) -> None:
        texts = [text for text in (*person.name.values(), *person.aliases) if fold(text)]
        written = [one for text in texts for one in spelled(text)]
        for text in texts:
            self._as_written[fold(text)].add(person.id)
        for han in {one.han for one in written if one.han}:
            self._han[han].add(person.id)
            self._simplified[simplified(han)].add(person.id)
            self._with_han.add(person.id)
        for form in _forms(person.id, written):
            # Also without its "van": that much may be left out.
            for family in {form.written.family, form.written.bare_family} - {""}:
                self._families[family].append(form)
                self._starts |= {family[:1], family[:2]}
                if person.id not in self._with_han:
                    self._heard.add(family)

    def _by_han(self, han: str) -> Iterator[tuple[int, Fit]]:
        """Characters decide: who is written with others is somebody else, however it sounds."""
        people = self._han.get(han) or self._simplified.get(simplified(han))
        if people:
            yield from ((person_id, Fit.SURE) for person_id in people)
            return
        if self._heard.isdisjoint(family_readings(han)):
            return
        for written in map(_in_letters, readings(han)):
            for form in self._families.get(written.family, ()):
                known = form.person_id in self._with_han
                if not known and compared(written.given, form) is Fit.SURE:
                    yield form.person_id, Fit.MAYBE

    def _by_letters(self, written: Written) -> Iterator[tuple[int, Fit]]:
        for order in orders(written):
            for form in self._families.get(order.family, ()):
                fit = limited(compared(order.given, form), written, order, form)
                if fit:
                    yield form.person_id, fit
            if order.is_grammar and written.bare_family != written.family:
                for form in self._families.get(written.bare_family, ()):
                    if not form.is_chinese and compared(order.given, form):
                        yield form.person_id, Fit.MAYBE


def _decided(fits: dict[int, Fit]) -> Match:
    """One person whom the name fits, and nobody else whom it might: that is a match."""
    near = sorted(person_id for person_id, fit in fits.items() if fit >= Fit.MAYBE)
    if len(near) == 1 and fits[near[0]] is Fit.SURE:
        return Match(near[0])
    return Match(None, tuple(near or sorted(fits))) if fits else NOBODY


def _forms(person_id: int, written: list[Written]) -> Iterator[Form]:
    latin = [one for one in written if one.family]
    heard: set[Sound] = set()
    named = {sound for one in latin for sound in _sounds(one)}
    for han in dict.fromkeys(one.han for one in written if one.han):
        # The name in letters tells which of the readings of the characters is right.
        told = {one.sound for one in readings(han) if _sound(one) in named}
        for reading in readings(han):
            if not told or reading.sound in told:
                heard.add(_sound(reading))
                usual = bool(told) or reading.is_usual
                yield Form(person_id, _in_letters(reading), is_chinese=True, is_usual=usual)
    is_known = bool(heard) or any(one.is_whole for one in latin)
    for one in latin:
        # What the readings say already, they say better: they know the syllables.
        if heard.isdisjoint(_sounds(one)):
            yield Form(person_id, one, is_alias=is_known and not one.is_whole)


def _in_letters(reading: Reading) -> Written:
    given = tuple(Word(syllable, is_short=False) for syllable in reading.given)
    return Written(family=reading.family, bare_family=reading.family, given=given)


def _sound(reading: Reading) -> Sound:
    return reading.family, "".join(reading.given)


def _sounds(one: Written) -> Iterator[Sound]:
    given = "".join(word.text for word in one.given)
    yield one.family, given
    yield given, one.family
