"""A folder that another program exports to is imported as it changes, whatever happens to it."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from microsite import create_app
from microsite.bibtex import ParsedFile, read
from microsite.cli import main, watch
from microsite.cli.polling import Folder
from microsite.cli.watch import Watcher
from microsite.db import db
from microsite.models import BibUpload, Publication
from tests.conftest import close

ONE = "@article{one, title={One}, author={A, B}, year=2020}\n"
TWO = "@article{two, title={Two}, author={A, B}, year=2021}\n"


@pytest.fixture
def instance(empty_instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "instance"
    folder.mkdir()
    for file in empty_instance.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setenv("MICROSITE_INSTANCE", str(folder))
    monkeypatch.setattr(watch, "SETTLE", 0.02)
    return folder


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def once(*args: object) -> Result:
    return CliRunner().invoke(main, ["watch", "--once", *(str(arg) for arg in args)])


def titles() -> list[str]:
    app = create_app()
    with app.app_context():
        found = [one.title for one in db.session.query(Publication).order_by("title")]
    close(app)
    return found


def uploads() -> int:
    app = create_app()
    with app.app_context():
        found = db.session.query(BibUpload).count()
    close(app)
    return found


def wait_for(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.02)


def test_what_changed_is_imported_and_what_did_not_is_skipped(instance: Path, share: Path) -> None:
    library = share / "library.bib"
    library.write_text(ONE)
    first = once(share)
    assert first.exit_code == 0, first.output
    assert "library.bib: 1 new" in first.stdout
    assert once(share).output == ""
    os.utime(library, (1, 1))
    assert once(share).output == ""
    library.write_text(ONE + TWO)
    assert "library.bib: 1 new, 0 changed, 1 unchanged" in once(share).stdout
    assert titles() == ["One", "Two"]
    assert uploads() == 2


def test_problems_are_told_with_file_and_line(instance: Path, share: Path) -> None:
    (share / "half.bib").write_text(f"{ONE}@article{{bad, title={{never closed\n{TWO}")
    result = once(share)
    assert result.exit_code == 0
    assert result.stderr.startswith("half.bib: line 2: ")
    assert "2 new" in result.stdout


def test_a_file_without_entries_is_told_and_not_imported_again(instance: Path, share: Path) -> None:
    (share / "page.bib").write_text("<html></html>")
    assert once(share).exit_code == 1
    assert once(share).output == ""


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "is empty"), (b" " * (1024 * 1024 + 1), "larger than 1 MB")]
)
def test_what_cannot_be_taken_stops_no_other(
    instance: Path, share: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    monkeypatch.setenv("MICROSITE_UPLOAD_LIMIT_MB", "1")
    (share / "a.bib").write_bytes(content)
    (share / "b.bib").write_text(ONE)
    result = once(share)
    assert result.exit_code == 1
    assert said in result.stderr
    assert titles() == ["One"]


def test_hidden_files_folders_and_other_kinds_are_passed_over(instance: Path, share: Path) -> None:
    for name in (".library.bib", "~library.bib", "notes.txt", "library.bib.tmp"):
        (share / name).write_text(ONE)
    (share / "folder.bib").mkdir()
    (share / "gone.bib").symlink_to(share / "nowhere.bib")
    result = once(share)
    assert (result.exit_code, result.output) == (0, "")


def test_a_direction_is_given_and_an_unknown_one_refused(instance: Path, share: Path) -> None:
    CliRunner().invoke(main, ["demo"])
    (share / "a.BIB").write_text(ONE.replace("One", "A wholly new thing"))
    refused = once(share, "--direction", "nowhere")
    assert refused.exit_code == 2
    assert once(share, "--direction", "coding").exit_code == 0
    app = create_app()
    with app.app_context():
        row = db.session.query(Publication).filter_by(title="A wholly new thing").one()
        assert [direction.slug for direction in row.directions] == ["coding"]
    close(app)


def test_a_folder_that_is_not_there_is_an_error(instance: Path) -> None:
    assert once("/nowhere").exit_code == 2


def test_a_busy_database_is_told_and_the_file_kept_for_later(
    instance: Path, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (share / "a.bib").write_text(ONE)
    app = create_app()
    with app.app_context():
        locked = sqlite3.connect(instance / "microsite.sqlite3", isolation_level=None)
        locked.execute("BEGIN IMMEDIATE")
        db.session.connection().exec_driver_sql("PRAGMA busy_timeout = 10")
        watcher = Watcher(Folder(share, 0), lambda file: watch.import_file(app, (), file))
        monkeypatch.setattr(watch, "RETRY", 0.0)
        # The connection with the short patience goes back to the pool and is taken from there.
        db.session.remove()
        assert not watcher.run_once(threading.Event())
        locked.close()
        assert watcher.run_once(threading.Event())
    close(app)
    assert titles() == ["One"]


class Recorder:
    """Imports nothing, and remembers each file it was given with its content."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.fails: list[Exception] = []

    def __call__(self, file: Path) -> tuple[ParsedFile, dict[str, int]]:
        if self.fails:
            raise self.fails.pop()
        self.got.append(file.read_text())
        return read(file.read_bytes()), {"new": 1}


def test_a_file_being_written_is_left_until_it_rests(share: Path) -> None:
    file = share / "a.bib"
    folder = Folder(share, settle=1)
    file.write_text("@art")
    assert folder.look(now=0) == []
    file.write_text(ONE)
    assert folder.look(now=1) == []
    assert folder.unsettled == [file]
    assert folder.look(now=2) == [file]
    folder.taken(file)
    assert folder.look(now=9) == []
    assert folder.unsettled == []
    file.unlink()
    assert folder.look(now=10) == []
    file.write_text(ONE)
    folder.look(now=11)
    assert folder.look(now=12) == [file]


def test_what_failed_is_tried_again_later_and_told_once(
    share: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "RETRY", 0.01)
    (share / "a.bib").write_text(ONE)
    recorder = Recorder()
    recorder.fails = [PermissionError(13, "Permission denied") for _ in range(3)]
    stop = threading.Event()
    thread = threading.Thread(target=Watcher(Folder(share, 0), recorder).run, args=(stop, 0.005))
    thread.start()
    wait_for(lambda: recorder.got == [ONE])
    stop.set()
    thread.join()
    assert capsys.readouterr().err == "a.bib: cannot be read: Permission denied\n"


def test_a_share_that_goes_away_is_waited_for(
    share: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorder = Recorder()
    stop = threading.Event()
    away = share.with_name("away")
    share.rename(away)
    watcher = Watcher(Folder(share, 0), recorder)
    thread = threading.Thread(target=watcher.run, args=(stop, 0.005))
    thread.start()
    time.sleep(0.05)
    (away / "a.bib").write_text(ONE)
    away.rename(share)
    wait_for(lambda: recorder.got == [ONE])
    (share / "a.bib").unlink()
    (share / "b.bib").write_text(TWO)
    wait_for(lambda: recorder.got == [ONE, TWO])
    stop.set()
    thread.join()
    told = capsys.readouterr()
    assert told.err == "share: cannot be listed: No such file or directory\n"
    assert "share: is there again" in told.out


def test_once_does_not_wait_for_ever(
    share: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watch, "PATIENCE", 0.0)
    (share / "a.bib").write_text(ONE)
    assert not Watcher(Folder(share, 60), Recorder()).run_once(threading.Event())
    assert "still being written" in capsys.readouterr().err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_running_watch_imports_and_stops_when_told(
    instance: Path, share: Path, number: signal.Signals
) -> None:
    code = "from microsite.cli import main; main()"
    arguments = [sys.executable, "-c", code, "watch", str(share), "--interval", "0.1"]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "Watching" in process.stdout.readline()
        (share / "a.bib").write_text(ONE)
        assert process.stdout.readline().startswith("a.bib: 1 new")
        process.send_signal(number)
        assert process.stdout.read() == "Stopped.\n"
        assert process.wait(20) == 0
    assert titles() == ["One"]
