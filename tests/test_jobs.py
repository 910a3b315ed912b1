"""Work on uploads: done once, told while it goes on, and never half done."""

import fcntl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from microsite import importing, jobs
from microsite.db import db
from microsite.jobs import work
from microsite.models import BibUpload, Publication
from microsite.models.base import now
from tests.conftest import close, make_app
from tests.dump import dump
from tests.fetching.standin import StandIn, bibtex, stand_in
from tests.importing.entries import FIRST, OTHER, entry

TWO = entry("a", **FIRST) + entry("b", **OTHER)
HOLD = """
import fcntl, sys, time
file = open(sys.argv[1], "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(60)
"""
DOI = "@article{found, title={Light Found}, author={Lu, Wanzhou}, year={2024}, doi={10.5555/x.1}}"


def add(app: Flask, state: str = "running", content: str = TWO, age: float = 0) -> int:
    """An upload in this state, begun so many seconds ago."""
    with app.app_context():
        upload = BibUpload(
            filename="a.bib",
            content=content.encode(),
            state=state,
            started_at=now() - timedelta(seconds=age),
        )
        db.session.add(upload)
        db.session.commit()
        return upload.id


def set_state(app: Flask, number: int, state: str, **values: object) -> None:
    with app.app_context():
        upload = db.session.get_one(BibUpload, number)
        for name, value in {"state": state, **values}.items():
            setattr(upload, name, value)
        db.session.commit()


def seen(app: Flask, number: int) -> BibUpload:
    with app.app_context():
        upload = db.session.get_one(BibUpload, number)
        db.session.expunge(upload)
        return upload


def keys(app: Flask) -> list[str]:
    with app.app_context():
        return [one.citation_key for one in db.session.query(Publication)]


def lock_files(app: Flask) -> list[str]:
    return sorted(file.name for file in (Path(app.config["INSTANCE"]) / "jobs").glob("*"))


def test_an_import_is_applied_and_its_outcome_kept(app: Flask) -> None:
    number = add(app)
    parsed = jobs.run(app, number)
    assert parsed is not None
    assert len(parsed.entries) == 2
    upload = seen(app, number)
    assert (upload.state, upload.outcome["new"], upload.applied_at is not None) == (
        "applied",
        2,
        True,
    )
    assert keys(app) == ["a", "b"]
    assert lock_files(app) == []


def test_progress_is_told_in_its_order_and_adds_up(app: Flask) -> None:
    told: list[tuple[str, int, int]] = []
    jobs.run(app, add(app), lambda *progress: told.append(progress))
    assert told == [
        ("read", 0, 0),
        ("compare", 0, 0),
        ("write", 1, 2),
        ("write", 2, 2),
        ("save", 2, 2),
    ]


def test_progress_can_be_seen_by_others_while_the_work_goes_on(app: Flask) -> None:
    number = add(app)
    other = make_app(app.config["INSTANCE"])
    found: list[jobs.Progress] = []
    jobs.run(app, number, lambda *told: found.append(jobs.progress(other, number)))
    close(other)
    assert all(one.is_alive for one in found)
    # What was told before the last word: the word itself is written after it was passed on.
    assert found[2][:3] == ("compare", 0, 0)
    assert jobs.progress(app, number) == jobs.Progress("", 0, 0, is_alive=False)


def test_a_plan_that_is_no_longer_true_is_not_carried_out(app: Flask) -> None:
    number = add(app)
    set_state(app, number, "running", choices={"fingerprint": "that of another day"})
    jobs.run(app, number)
    upload = seen(app, number)
    assert (upload.state, upload.outcome) == ("waiting", {"error": "stale"})
    assert keys(app) == []


def test_an_exception_leaves_nothing_behind_and_is_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise MemoryError

    number = add(app)
    monkeypatch.setattr(importing.apply.__globals__["_Work"], "finish", fail)
    with pytest.raises(MemoryError):
        jobs.run(app, number)
    upload = seen(app, number)
    assert (upload.state, upload.outcome) == ("waiting", {"error": "interrupted"})
    assert (keys(app), lock_files(app)) == ([], [])


def test_an_interrupted_import_can_be_begun_again(app: Flask) -> None:
    number = add(app, age=60)
    jobs.recover(app)
    set_state(app, number, "running")
    jobs.run(app, number)
    upload = seen(app, number)
    assert (upload.state, upload.outcome.get("error")) == ("applied", None)


def test_an_upload_is_undone(app: Flask) -> None:
    before = dump(app)
    number = add(app)
    jobs.run(app, number)
    set_state(app, number, "undoing")
    jobs.run(app, number)
    upload = seen(app, number)
    assert upload.state == "undone"
    assert upload.outcome["undone"] == {"removed": 2, "restored": 0, "kept": []}
    assert dump(app) == before


def test_an_undo_that_fails_leaves_the_upload_applied(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise KeyboardInterrupt

    number = add(app)
    jobs.run(app, number)
    set_state(app, number, "undoing")
    monkeypatch.setattr(importing, "undo", fail)
    with pytest.raises(KeyboardInterrupt):
        jobs.run(app, number)
    upload = seen(app, number)
    assert (upload.state, upload.outcome["error"]) == ("applied", "interrupted")
    assert keys(app) == ["a", "b"]


@pytest.fixture
def source(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with stand_in() as made:
        app.config["DOI_URL"] = made.address
        yield made


def test_identifiers_are_fetched_and_wait_to_be_looked_at(app: Flask, source: StandIn) -> None:
    source.answers["/10.5555/x.1"] = [bibtex(DOI)]
    number = add(app, "fetching", "10.5555/x.1 10.5555/none")
    jobs.run(app, number)
    with app.app_context():
        upload = db.session.get_one(BibUpload, number)
        assert (upload.state, upload.filename) == ("waiting", "a.bib")
        assert b"Light Found" in upload.content
        assert ["10.5555/none" in str(one) for one in upload.notes] == [True]


def test_where_nothing_was_fetched_the_upload_failed_and_its_list_is_kept(
    app: Flask, source: StandIn
) -> None:
    number = add(app, "fetching", "10.5555/none")
    jobs.run(app, number)
    with app.app_context():
        upload = db.session.get_one(BibUpload, number)
        assert (upload.state, upload.content, len(upload.notes)) == ("failed", b"10.5555/none", 1)


def test_two_at_once_do_the_work_of_an_upload_once(app: Flask) -> None:
    number = add(app)
    other = make_app(app.config["INSTANCE"])
    results: list[object] = []

    def meanwhile(doing: str, done: int, total: int) -> None:
        if doing == "compare":
            results.append(jobs.run(other, number))

    results.append(jobs.run(app, number, meanwhile))
    close(other)
    assert results[0] is None
    assert results[1] is not None
    assert keys(app) == ["a", "b"]


def test_two_uploads_of_one_file_at_once_bring_it_in_once(app: Flask) -> None:
    numbers = [add(app), add(app)]
    threads = [threading.Thread(target=jobs.run, args=(app, number)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outcomes = [seen(app, number).outcome for number in numbers]
    assert sorted((one["new"], one["unchanged"]) for one in outcomes) == [(0, 2), (2, 0)]
    assert keys(app) == ["a", "b"]


def test_nothing_is_done_for_an_upload_that_wants_nothing_or_is_gone(app: Flask) -> None:
    assert jobs.run(app, add(app, "waiting")) is None
    assert jobs.run(app, 99) is None
    assert (keys(app), lock_files(app)) == ([], [])


@pytest.mark.parametrize(
    ("state", "after"),
    [("running", "waiting"), ("undoing", "applied"), ("fetching", "failed")],
)
def test_what_died_is_marked(app: Flask, state: str, after: str) -> None:
    number = add(app, state, age=60)
    jobs.recover(app)
    upload = seen(app, number)
    assert (upload.state, upload.outcome) == (after, {"error": "interrupted"})
    assert lock_files(app) == []


def test_what_lives_has_just_begun_or_is_over_is_not_marked(app: Flask) -> None:
    young, done, alive = add(app), add(app, "applied", age=60), add(app, age=60)
    folder = Path(app.config["INSTANCE"]) / "jobs"
    folder.mkdir()
    with (folder / str(alive)).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        jobs.recover(app)
    assert [seen(app, one).state for one in (young, done, alive)] == [
        "running",
        "applied",
        "running",
    ]


def test_the_lock_goes_with_the_process_that_held_it(app: Flask) -> None:
    number = add(app)
    folder = Path(app.config["INSTANCE"]) / "jobs"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder / str(number))], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline()
        assert jobs.progress(app, number).is_alive
        holder.kill()
    assert not jobs.progress(app, number).is_alive
    assert jobs.run(app, number) is not None
    assert lock_files(app) == []


def test_what_a_fetch_brings_is_dropped_if_it_was_given_up_meanwhile(
    app: Flask, source: StandIn
) -> None:
    source.answers["/10.5555/x.1"] = [bibtex(DOI)]
    number = add(app, "fetching", "10.5555/x.1")

    def meanwhile(doing: str, done: int, total: int) -> None:
        if done:
            set_state(app, number, "failed")

    jobs.run(app, number, meanwhile)
    assert seen(app, number).state == "failed"


def test_a_process_of_its_own_does_the_work(app: Flask) -> None:
    number = add(app)
    jobs.start(app, number)
    until = time.monotonic() + 30
    while seen(app, number).state == "running" and time.monotonic() < until:
        time.sleep(0.05)
    assert seen(app, number).state == "applied"
    assert keys(app) == ["a", "b"]


def test_what_comes_in_while_a_file_is_compared_is_compared_with_too(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = add(app), add(app)
    begin = work.begin_patiently

    def begin_late(session: Session, tell: jobs.Report) -> None:
        monkeypatch.setattr(work, "begin_patiently", begin)
        session.rollback()
        jobs.run(app, second)
        begin(session, tell)

    monkeypatch.setattr(work, "begin_patiently", begin_late)
    jobs.run(app, first)
    assert seen(app, second).outcome["new"] == 2
    assert (seen(app, first).outcome["new"], seen(app, first).outcome["unchanged"]) == (0, 2)
    assert keys(app) == ["a", "b"]
