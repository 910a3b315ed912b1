"""Dates as each language writes them."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask, g

from microsite.models.base import now
from microsite.web import dates


@pytest.mark.parametrize(
    ("lang", "day", "short"),
    [
        ("en", "5 June 2024", "5 Jun"),
        ("zh", "2024年6月5日", "6月5日"),
        ("de", "5. Juni 2024", "5. Juni"),
        ("fr", "5 juin 2024", "5 juin"),
    ],
)
def test_each_language_has_its_way(app: Flask, lang: str, day: str, short: str) -> None:
    with app.test_request_context():
        g.lang = lang
        assert dates.day(date(2024, 6, 5)) == day
        assert dates.short_day(date(2024, 6, 5)) == short


def test_a_moment_is_shown_by_the_lab_s_clock(app: Flask) -> None:
    with app.test_request_context():
        g.lang = "en"
        moment = datetime(2024, 12, 31, 18, 5, tzinfo=UTC)
        assert dates.day(moment) == "1 January 2025"
        assert dates.day_and_time(moment) == "1 January 2025 02:05"
        assert dates.iso(moment) == "2024-12-31T18:05:00+00:00"
        assert dates.iso(date(2024, 6, 5)) == "2024-06-05"


def test_the_year_is_said_where_it_is_not_this_one(app: Flask) -> None:
    with app.test_request_context():
        g.lang = "zh"
        assert dates.recent_day(date(2019, 12, 4)) == "2019年12月4日"
        assert dates.recent_day(now().date().replace(month=6, day=15)) == "6月15日"
