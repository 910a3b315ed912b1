"""Files that somebody has written or changed by hand."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from microsite import editing
from microsite.db import db
from microsite.editing import KINDS
from microsite.localized import Localized
from microsite.models import Page, Person, Publication, Revision
from tests.moving.site import one
from tests.moving.test_round_trip import bring, export


@pytest.fixture
def folder(demo_app: Flask, tmp_path: Path) -> Path:
    return export(demo_app, tmp_path / "content")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def revisions(session: Session) -> list[tuple[str, str]]:
    found = session.scalars(select(Revision).order_by(Revision.id))
    return [(one.kind, one.action) for one in found]


def test_a_changed_text_becomes_a_revision_and_all_else_stays(
    folder: Path, demo_app: Flask
) -> None:
    path = folder / "pages" / "join.en.md"
    path.write_text("---\r\ntitle: Come along\r\n---\r\n\r\nNew text.\r\n", encoding="utf-8")
    report = bring(demo_app, folder)
    assert report.problems == []
    assert report.counts["page"] == {"new": 0, "changed": 1, "unchanged": 6}
    with demo_app.app_context():
        page = one(db.session(), Page, slug="join")
        assert page.title["en"] == "Come along"
        assert page.text["en"] == "New text."
        assert page.text["zh"]
        assert revisions(db.session()) == [("page", "created"), ("page", "changed")]
        assert editing.history(db.session(), KINDS["page"], page.id)[0].action == "changed"


def test_what_is_new_beside_a_site_begins_a_history(folder: Path, demo_app: Flask) -> None:
    (folder / "pages" / "visit.en.md").write_text("---\ntitle: Visit us\n---\n\nCome in.\n")
    assert bring(demo_app, folder).counts["page"]["new"] == 1
    with demo_app.app_context():
        page = one(db.session(), Page, slug="visit")
        assert (page.state, page.text) == ("published", Localized(en="Come in."))
        assert revisions(db.session()) == [("page", "created")]


def test_what_is_in_no_file_stays(folder: Path, demo_app: Flask) -> None:
    for path in folder.glob("*/*.*"):
        path.unlink()
    bring(demo_app, folder)
    with demo_app.app_context():
        assert len(db.session.scalars(select(Person)).all()) == 12
        assert revisions(db.session()) == []


def test_an_entry_changed_in_the_bib_is_changed_on_the_site(folder: Path, demo_app: Flask) -> None:
    with demo_app.app_context():
        key = db.session.scalars(select(Publication.citation_key)).first()
    path = folder / "publications.bib"
    start = path.read_text(encoding="utf-8").index(f"{{{key},")
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:start] + text[start:].replace("title = {", "title = {Anew: ", 1))
    report = bring(demo_app, folder)
    assert report.problems == []
    assert report.counts["publication"]["changed"] == 1
    assert bring(demo_app, folder).counts["publication"]["changed"] == 0
    with demo_app.app_context():
        assert one(db.session(), Publication, citation_key=key).title.startswith("Anew: ")


# A file, what is changed in it to what, then line and message.
MISTAKES = {
    "bad YAML": ("pages/join.yaml", "place:", "x: [\nplace:", 0, "This is no YAML"),
    "an unknown slug": ("highlights.yaml", "project: ", "project: no-", 0, "There is no project"),
    "a missing picture": ("pages/join.yaml", "place:", "header: abc\nplace:", 1, "no picture"),
    "no number": ("pages/join.yaml", "place: ", "place: x", 1, "is no number"),
    "an unknown name": ("lab.yaml", "founded:", "fuonded:", 0, "is nothing that can be said"),
    "a bad state": ("pages/join.yaml", "place:", "state: maybe\nplace:", 1, "Choose one of these"),
    "a bad link": ("lab.yaml", "https://example.org/code", "javascript:x", 0, "cannot be a link"),
    "a bad accent": ("lab.yaml", "founded:", "accent: blue\nfounded:", 0, "is no colour"),
    "a bad face": ("lab.yaml", "founded:", "face: comic\nfounded:", 0, "is no typeface"),
    "a bad logo": ("lab.yaml", "founded:", "logo: abc\nfounded:", 0, "There is no picture"),
    "an alias": ("roles.yaml", "- name:", "- &a\n  x: *a\n- name:", 1, "References"),
    "an open front": ("pages/join.en.md", "\n---\n", "\n", 1, "second line of three hyphens"),
    "a list for a text": ("pages/join.yaml", "place:", "slug: [a]\nplace:", 1, "A text is"),
    "a name twice": ("pages/join.yaml", "place:", "place: 1\nplace:", 2, "stands here twice"),
    "a broken line of history": ("history.jsonl", "", "{nonsense\n", 1, "cannot be read"),
    "a bad day": ("news.yaml", "date: '2024-06-28'", "date: soon", 1, "is no day"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_line_and_all_else_comes_in(
    name: str, folder: Path, other: Flask
) -> None:
    file, old, new, line, message = MISTAKES[name]
    change(folder / file, old, new)
    report = bring(other, folder)
    found = [one for one in report.problems if one.file == file and message in str(one)]
    assert found, report.problems
    assert found[0].line == line or (line == 0 and found[0].line > 0)
    assert report.counts["person"]["new"] == 12
    assert report.counts["publication"]["new"] == 43


def test_a_dry_run_tells_the_same_and_writes_nothing(folder: Path, other: Flask) -> None:
    told = bring(other, folder, dry_run=True)
    with other.app_context():
        assert db.session.scalars(select(Page)).all() == []
    assert told.as_dict() == bring(other, folder).as_dict()


def test_a_folder_without_content_is_refused(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    report = bring(app, tmp_path / "x")
    assert report.counts == {}
    assert "There is no content here" in str(report.problems[0])


def test_a_hostile_history_brings_no_link_and_no_markup(folder: Path, other: Flask) -> None:
    lines = (folder / "history.jsonl").read_text(encoding="utf-8")
    page = {"kind": "page", "item": "join", "label": "", "at": "2026-01-01T00:00:00+00:00"}
    person = {**page, "kind": "person", "item": "~1", "number": 1, "action": "deleted"}
    bad = [
        {**page, "number": 1, "action": "hacked", "data": {"fields": {}}},
        {**page, "number": 1, "action": "changed", "data": {"fields": {"title": 5}}},
        {**page, "number": 0, "action": "changed", "data": {"fields": {}}},
        {**person, "data": {"fields": {"links": [["x", "javascript:alert(1)"]]}}},
        {**person, "data": {"fields": [], "around": 3}},
    ]
    good = {**page, "number": 1, "action": "changed", "data": {"fields": {}, "version": "1"}}
    written = "".join(json.dumps(one) + "\n" for one in [*bad, good, good])
    (folder / "history.jsonl").write_text(lines + written, encoding="utf-8")
    report = bring(other, folder)
    assert len(report.problems) == len(bad) + 1
    with other.app_context():
        assert revisions(db.session()) == [("page", "changed")]


def test_markup_of_a_deleted_entry_is_read_anew(
    demo_app: Flask, other: Flask, tmp_path: Path
) -> None:
    with demo_app.app_context():
        paper = db.session.scalars(select(Publication)).first()
        assert paper
        paper.title_markup = "<script>alert(1)</script>"
        editing.delete(db.session(), editing.PUBLICATION, paper, None)
        db.session.commit()
    folder = export(demo_app, tmp_path / "content")
    assert "<script>" in (folder / "history.jsonl").read_text(encoding="utf-8")
    assert bring(other, folder).problems == []
    with other.app_context():
        gone = editing.removed(db.session())
        editing.undelete(db.session(), editing.PUBLICATION, gone[0].item_id, None)
        found = db.session.get_one(Publication, gone[0].item_id)
        assert "<script>" not in found.title_markup


def test_a_file_nested_without_end_is_told(folder: Path, other: Flask) -> None:
    (folder / "lab.yaml").write_text("[" * 200_000)
    (folder / "pages" / "join.<b>.md").write_text("hello")
    report = bring(other, folder)
    assert {one.file for one in report.problems} == {"lab.yaml", "pages/join.<b>.md"}
