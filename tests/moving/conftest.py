"""Checkouts brought into an empty instance, and a site beside the demonstration lab's."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from microsite.db import begin_writing, db
from microsite.moving import jekyll
from tests.conftest import close, copy, make_app

Brought = Callable[..., dict[str, Any]]


@pytest.fixture
def bring(app: Flask, tmp_path: Path) -> Brought:
    """Bring a folder into the instance and give the report as plain data."""

    def brought(folder: Path, dry_run: bool = False) -> dict[str, Any]:
        with app.app_context():
            begin_writing(db.session())
            instance = Path(app.config["INSTANCE"])
            report = jekyll.bring(
                db.session(),
                folder,
                instance / "pictures",
                dry_run,
                files_folder=instance / "files",
            )
            db.session.commit()
            return report.as_dict()

    return brought


@pytest.fixture
def other(empty_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    """An empty site beside the demonstration lab's."""
    made = make_app(copy(empty_instance, tmp_path / "other"))
    yield made
    close(made)
