"""Dates by the lab's clock, as each language writes them: 5 June 2024, 2024年6月5日."""

from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_timezone_location
from flask import g

from microsite.models.base import now
from microsite.web.times import clock, local, zone

# English of no country: the day stands before the month, as most readers of it are used to.
_LOCALES = {"en": "en_GB"}


def day(moment: date) -> str:
    """The whole date."""
    return format_date(_date(moment), "long", locale=_locale())


def day_and_time(moment: datetime) -> str:
    """The whole date and the time of day."""
    return f"{day(moment)} {clock(moment)}"


def short_day(moment: date) -> str:
    """Day and month, where the year is said already."""
    return format_skeleton("MMMd", _date(moment), locale=_locale())


def recent_day(moment: date) -> str:
    """Day and month, and the year where it is not this one."""
    this_year = local(now()).year
    shape = "MMMd" if _date(moment).year == this_year else "yMMMd"
    return format_skeleton(shape, _date(moment), locale=_locale())


def zone_name() -> str:
    """Whose clock the times are by: China (Shanghai) Time."""
    here = zone()
    # What belongs to no place, as UTC, has no other name.
    return get_timezone_location(here, locale=_locale()) if "/" in here.key else here.key


def iso(moment: date) -> str:
    """As machines read it: a day, or a moment in UTC."""
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else str(moment)


def _date(moment: date) -> date:
    return local(moment).date() if isinstance(moment, datetime) else moment


def _locale() -> Locale:
    try:
        return Locale.parse(_LOCALES.get(g.lang, g.lang))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
