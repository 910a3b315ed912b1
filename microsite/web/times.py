"""Times as the lab's clock shows them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import current_app

from microsite.models.base import now

_FIELD = "%Y-%m-%dT%H:%M"


def zone() -> ZoneInfo:
    """The lab's time zone."""
    found: ZoneInfo = current_app.config["TIMEZONE"]
    return found


def local(moment: datetime) -> datetime:
    """A moment by the lab's clock."""
    return moment.astimezone(zone())


def today() -> date:
    """The day that it is by the lab's clock."""
    return local(now()).date()


def beginning(day: date) -> datetime:
    """The moment, in UTC, at which a day begins by the lab's clock."""
    return datetime.combine(day, time(), zone()).astimezone(UTC)


def when(moment: datetime) -> str:
    """Day and time by the lab's clock: 2026-11-21 14:05."""
    return local(moment).strftime("%Y-%m-%d %H:%M")


def clock(moment: datetime) -> str:
    """The time of day by the lab's clock: 14:05."""
    return local(moment).strftime("%H:%M")


def to_field(moment: datetime) -> str:
    """A moment as a form's field for day and time holds it."""
    return local(moment).strftime(_FIELD)


def from_field(text: str) -> datetime:
    """The moment, in UTC, that such a field says. Raises ValueError for what is none."""
    return datetime.fromisoformat(text).replace(tzinfo=zone()).astimezone(UTC)
