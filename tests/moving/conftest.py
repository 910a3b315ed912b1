from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import close, copy, make_app


@pytest.fixture
def other(empty_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    """An empty site beside the demonstration lab's."""
    made = make_app(copy(empty_instance, tmp_path / "other"))
    yield made
    close(made)
