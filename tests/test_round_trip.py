"""A file goes in, in again, out, in again, and is taken back without a trace."""

from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import DATA
from tests.importing.entries import DEMO
from tests.round_trip import round_trip


@pytest.mark.parametrize("file", [DEMO, *sorted(DATA.glob("*.bib"))], ids=lambda file: file.stem)
def test_everything_is_accounted_for_and_undo_leaves_no_trace(app: Flask, file: Path) -> None:
    trip = round_trip(app, file.read_bytes(), file.name, is_held=True)
    assert (trip.slips, trip.undone) == ([], [])
    assert trip.is_right
