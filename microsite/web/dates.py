"""Dates as each language writes them: 5 June 2024, 2024年6月5日."""

from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from flask import g

# English of no country: the day stands before the month, as most readers of it are used to.
_LOCALES = {"en": "en_GB"}


def day(moment: date) -> str:
    """The whole date."""
    return format_date(_date(moment), "long", locale=_locale())


def short_day(moment: date) -> str:
    """Day and month, where the year is said already."""
    return format_skeleton("MMMd", _date(moment), locale=_locale())


def iso(moment: date) -> str:
    """As machines read it: a day, or a moment in UTC."""
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else str(moment)


def _date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _locale() -> Locale:
    try:
        return Locale.parse(_LOCALES.get(g.lang, g.lang))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
