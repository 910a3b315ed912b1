"""Years and months, from `year`, `month` and biblatex's `date` (EDTF)."""

import re

from microsite.bibtex.entry import Entry
from microsite.bibtex.latex import clean

_FOUR_DIGITS = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DATE = re.compile(r"\s*(-?\d{4})(?:-(\d{2}))?(?![\dXu])")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")

# The first three letters of the months; French and Spanish ones where they differ and are clear.
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "oct": 10, "nov": 11, "dec": 12, "mär": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "fev": 2,
    "avr": 4, "aoû": 8, "aou": 8, "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "set": 9,
    "gen": 1, "mag": 5, "giu": 6, "lug": 7, "ott": 10, "maj": 5, "maa": 3, "mei": 5, "янв": 1,
    "фев": 2, "мар": 3, "апр": 4, "май": 5, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10,
    "ноя": 11, "дек": 12,
}  # fmt: skip
_LONG_MONTHS = {"juin": 6, "juil": 7, "juillet": 7}


def year(entry: Entry) -> int | None:
    """The year of publication; negative before the common era; None if there is no sure one.

    Of a range the first year counts. `date` is asked where `year` says nothing.
    """
    written = entry.get("year")
    found = _FOUR_DIGITS.search(clean(written)) if written else None
    if found:
        return int(found[1])
    for name in ("date", "issued", "eventdate"):
        date = _DATE.match(entry.get(name) or "")
        if date:
            return int(date[1])
    return None


def month(entry: Entry) -> int | None:
    """The month of publication from 1 to 12, or None. Of several the first one counts."""
    written = entry.get("month")
    if written:
        found = _month(clean(written))
        if found:
            return found
    date = _DATE.match(entry.get("date") or "")
    number = int(date[2]) if date and date[2] else 0
    # EDTF writes seasons as 21 to 24.
    return number if 1 <= number <= 12 else None


def _month(text: str) -> int | None:
    for word in _WORD.findall(text.lower()):
        found = _LONG_MONTHS.get(word) or _MONTHS.get(word[:3])
        if found:
            return found
    number = _NUMBER.search(text)
    return int(number[1]) if number and 1 <= int(number[1]) <= 12 else None
