import re
from pathlib import Path

import pytest
from flask import Flask

from microsite.db import begin_writing, db
from microsite.moving.content.bringing import Bring, known_hashes
from microsite.moving.content.out import files
from microsite.moving.content.placing import into_folder
from microsite.moving.report import Report
from tests.moving import site

PATHS = (
    "/zh/", "/en/", "/en/team/", "/zh/research/", "/en/articles/", "/en/about/", "/zh/join/",
    "/zh/projects/", "/en/directions/aigc/",
)  # fmt: skip


def export(app: Flask, folder: Path) -> Path:
    with app.app_context():
        into_folder(folder, files(db.session(), *site.folders(app)))
    return folder


def bring(app: Flask, folder: Path, *, dry_run: bool = False) -> Report:
    with app.app_context():
        work = Bring(folder, *site.folders(app), dry_run=dry_run)
        if work.prepare(known_hashes(db.session())):
            begin_writing(db.session())
            work.apply(db.session())
            if dry_run:
                db.session.rollback()
            else:
                db.session.commit()
        return work.report


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def exported(demo_app: Flask, tmp_path: Path) -> Path:
    site.change(demo_app)
    return export(demo_app, tmp_path / "first")


def test_what_was_exported_and_read_back_is_exported_the_same_to_the_byte(
    exported: Path, other: Flask, tmp_path: Path
) -> None:
    report = bring(other, exported)
    assert report.problems == []
    assert {name: said["changed"] for name, said in report.counts.items() if said["changed"]} == {}
    again = held(export(other, tmp_path / "second"))
    first = held(exported)
    assert first.keys() == again.keys()
    for name, content in first.items():
        assert again[name].decode("utf-8", "replace") == content.decode("utf-8", "replace"), name
    assert len([name for name in first if name.startswith("pictures/")]) == 3
    assert len([name for name in first if name.startswith("files/")]) == 1
    assert first["history.jsonl"].count(b"\n") > 20


def test_reading_the_same_files_again_changes_nothing(
    exported: Path, other: Flask, demo_app: Flask, tmp_path: Path
) -> None:
    bring(other, exported)
    for app in (other, demo_app):
        report = bring(app, exported)
        assert report.problems == []
        counts = report.counts.values()
        assert all(said["new"] == said["changed"] == 0 for said in counts), report.counts
        assert held(export(app, tmp_path / app.name)) == held(exported)


def test_pages_of_both_sites_are_equal(exported: Path, other: Flask, demo_app: Flask) -> None:
    bring(other, exported)
    for path in PATHS:
        first, second = (app.test_client().get(path) for app in (demo_app, other))
        assert first.status_code == second.status_code
        # Numbers in the anchors of a list are each database's own.
        assert anchorless(first.text) == anchorless(second.text), path


def anchorless(page: str) -> str:
    return re.sub(r"publication-\d+", "publication-", page)
