"""What `make lighthouse` makes of a report."""

from typing import Any

import pytest

from tests.browser.lighthouse import CATEGORIES, tell


def report(performance: float = 1.0, accessibility: float = 1.0, sent: int = 90_000) -> Any:
    """The parts of a report of Lighthouse that are looked at."""
    scores = dict.fromkeys(CATEGORIES, 1.0) | {
        "performance": performance,
        "accessibility": accessibility,
    }
    contrast = {"title": "Contrast is low", "score": accessibility, "scoreDisplayMode": "binary"}
    return {
        "categories": {
            name: {"score": score, "auditRefs": [{"id": "contrast", "weight": 7}]}
            for name, score in scores.items()
        },
        "audits": {
            "contrast": contrast,
            "cumulative-layout-shift": {"numericValue": 0.001},
            "largest-contentful-paint": {"numericValue": 1600.0},
            "network-requests": {
                "details": {"items": [{"transferSize": sent}, {"transferSize": 10_000}]}
            },
        },
    }


def test_what_meets_all_goals_misses_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell("/en/", [report()] * 3) == 0
    assert "100.0" in capsys.readouterr().out


def test_speed_is_that_of_the_run_in_the_middle() -> None:
    assert tell("/en/", [report(performance=0.5), report(), report()]) == 0
    assert tell("/en/", [report(performance=0.5), report(performance=0.5), report()]) == 1


def test_one_barrier_in_one_run_is_one_too_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell("/en/", [report(), report(accessibility=0.9), report()]) == 1
    assert "accessibility: Contrast is low" in capsys.readouterr().out


def test_a_page_may_not_weigh_more_than_its_goal() -> None:
    assert tell("/en/", [report(sent=139_000)]) == 0
    assert tell("/en/", [report(sent=140_000)]) == 1
