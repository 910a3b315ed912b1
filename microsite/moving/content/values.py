"""What a file says, as a field holds it: by the shape of the field, or with what is wrong."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from microsite.editing.kinds import Field, Shape
from microsite.moving.content.keys import Keys
from microsite.moving.content.layout import TABLES
from microsite.moving.words import N_

NUMBER = N_("“%(value)s” is no number.")
FLAG = N_("“%(value)s” is neither true nor false.")
DAY = N_("“%(value)s” is no day such as 2026-03-31.")
MOMENT = N_("“%(value)s” is no time such as 2026-03-31T09:30:00+00:00.")
TEXT = N_("A text is expected here, and no list.")
TEXTS = N_("A text for each language is expected here: “en: …” on a line of its own.")
WORDS = N_("A list of texts is expected here.")
PAIRS = N_("A list of pairs is expected here: what the link is, and its address.")
NOBODY = N_("There is no %(kind)s “%(name)s”. It was left out.")


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def is_language(code: str) -> bool:
    """Whether this is a language's code, such as zh or pt-BR."""
    return bool(_LANGUAGE.fullmatch(code))


class WrongError(Exception):
    """A value that a field cannot hold; `instead` is what can be kept of it."""

    def __init__(self, template: str, instead: Any = None, **params: str) -> None:
        super().__init__(template)
        self.template, self.instead = template, instead
        self.params: dict[str, Any] = dict(params)


def value_of(field: Field, said: Any, keys: Keys) -> Any:
    """The value of a field. Raises WrongError."""
    if field.shape in (Shape.ONE, Shape.MANY):
        return _led_to(field, said, keys)
    return _READ[field.shape](said)


def number(said: Any) -> int | None:
    """A whole number, or nothing."""
    text = _text(said).strip()
    try:
        return int(text) if text else None
    except ValueError as error:
        raise WrongError(NUMBER, value=text[:60]) from error


def moment(said: Any) -> str | None:
    """A time in UTC, or nothing; one without a zone is in UTC."""
    text = _text(said).strip()
    try:
        found = datetime.fromisoformat(text) if text else None
        if found is not None and found.tzinfo is None:
            found = found.replace(tzinfo=UTC)
        return found.astimezone(UTC).isoformat() if found else None
    except (ValueError, OverflowError) as error:
        raise WrongError(MOMENT, value=text[:60]) from error


def flag(said: Any) -> bool:
    """Whether something is so."""
    text = _text(said).strip().lower()
    if text not in ("true", "false", "yes", "no", ""):
        raise WrongError(FLAG, value=text[:60])
    return text in ("true", "yes")


def texts(said: Any) -> dict[str, str]:
    """A text for each language."""
    if said == "":
        return {}
    if not isinstance(said, dict) or not all(isinstance(one, str) for one in said.values()):
        raise WrongError(TEXTS)
    if not all(map(is_language, said)):
        raise WrongError(TEXTS)
    return {lang: text for lang, text in said.items() if text}


def words(said: Any) -> list[str]:
    """A list of texts."""
    if said == "":
        return []
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise WrongError(WORDS)
    return list(said)


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise WrongError(TEXT)
    return said


def _day(said: Any) -> str | None:
    text = _text(said).strip()
    try:
        return date.fromisoformat(text).isoformat() if text else None
    except ValueError as error:
        raise WrongError(DAY, value=text[:60]) from error


def _pairs(said: Any) -> list[list[str]]:
    if said == "":
        return []
    pairs = said if isinstance(said, list) else [said]
    for pair in pairs:
        if not isinstance(pair, list) or [type(part) for part in pair] != [str, str]:
            raise WrongError(PAIRS)
    return [list(pair) for pair in pairs]


def _parts(said: Any) -> list[float]:
    try:
        return [float(one) for one in words(said)]
    except ValueError as error:
        raise WrongError(NUMBER, value=str(said)[:60]) from error


def _led_to(field: Field, said: Any, keys: Keys) -> Any:
    is_one = field.shape is Shape.ONE
    names = ([said] if said else []) if is_one and isinstance(said, str) else words(said)
    found = [keys.number(TABLES[field.of], name) for name in names]
    known = [one for one in found if one is not None]
    instead: Any = (known[0] if known else None) if is_one else known
    if len(known) < len(names):
        name = names[found.index(None)]
        raise WrongError(NOBODY, instead, kind=field.of, name=name[:100])
    return instead


_READ: dict[Shape, Callable[[Any], Any]] = {
    Shape.TEXT: _text,
    Shape.LINE: texts,
    Shape.PROSE: texts,
    Shape.NUMBER: number,
    Shape.FLAG: flag,
    Shape.DAY: _day,
    Shape.MOMENT: moment,
    Shape.WORDS: words,
    Shape.LINKS: _pairs,
    Shape.PARTS: _parts,
    Shape.ADDRESSES: words,
}
