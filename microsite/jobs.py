"""Work on an upload that may take long: done in a process of its own, told while it goes on.

What is to be done is the `state` of the upload in the database: `fetching`, `running` or
`undoing`. Who does it holds a lock on a file, which the system lets go however the process ends,
so that an upload whose lock is free was interrupted. Each piece of work is one transaction.
"""

import fcntl
import gc
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from microsite import fetching, formats, importing
from microsite.bibtex import ParsedFile
from microsite.db import begin_writing, db
from microsite.importing import Choices
from microsite.models import BibUpload, Direction
from microsite.models.base import now

BUSY = ("fetching", "running", "undoing")
# Progress is written this often at most, in seconds: a file system may be slow.
EVERY = 0.2
# Seconds that a process may take to start before it counts as dead.
PATIENCE = 10

Report = Callable[[str, int, int], object]
"""Called with what is being done (`read`, `compare`, `write`, `undo`, `fetch`), how far it is, and
of how many; 0 of 0 where that is not known."""


Work = Callable[[Flask, Session, int, Report], ParsedFile | None]


class Progress(NamedTuple):
    """How far the work is, and whether anybody is at it."""

    doing: str
    done: int
    total: int
    is_alive: bool


def start(app: Flask, upload_id: int) -> None:
    """Have the work of an upload done by a process of its own, which outlives this one."""
    environment = {**os.environ, "MICROSITE_INSTANCE": str(app.config["INSTANCE"])}
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "microsite", "work", str(upload_id)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Somebody has to take note of its end, or it stays in the system's table as a dead one.
    threading.Thread(target=process.wait, daemon=True).start()


def run(app: Flask, upload_id: int, report: Report | None = None) -> ParsedFile | None:
    """Do the work of an upload here and now; nothing if somebody is at it or none is wanted.

    What was read is returned where a file was imported.
    """
    with app.app_context(), _held(_file(app, upload_id)) as file:
        if file is None:
            return None
        session = db.session()
        tell = _Telling(file, report)
        upload = session.get(BibUpload, upload_id)
        state = upload.state if upload else ""
        work: Work | None = {"fetching": _fetch, "running": _import, "undoing": _undo}.get(state)
        try:
            with _no_collection():
                parsed = work(app, session, upload_id, tell) if work else None
                session.commit()
            return parsed
        except BaseException:
            # Where even this cannot be written, `recover` sees the lock that is gone.
            with suppress(DatabaseError):
                _give_up(session, upload_id)
            raise
        finally:
            session.rollback()


def progress(app: Flask, upload_id: int) -> Progress:
    """How far the work of an upload is."""
    path = _file(app, upload_id)
    try:
        doing, done, total = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        doing, done, total = "", 0, 0
    return Progress(doing, done, total, _is_locked(path))


def recover(app: Flask) -> None:
    """Mark what a crash interrupted; its transaction was rolled back by the database itself."""
    with app.app_context():
        session = db.session()
        busy = list(session.scalars(select(BibUpload).where(BibUpload.state.in_(BUSY))))
        # One just begun may not have its process yet.
        old = [upload.id for upload in busy if _age(upload) > PATIENCE]
        session.rollback()
        for upload_id in old:
            # Whoever holds the lock meanwhile is the one who gives up: nobody can begin then.
            with _held(_file(app, upload_id)) as file:
                if file is not None:
                    _give_up(session, upload_id)


def _age(upload: BibUpload) -> float:
    return (now() - (upload.started_at or upload.created_at)).total_seconds()


def _import(app: Flask, session: Session, upload_id: int, tell: Report) -> ParsedFile | None:
    upload = session.get_one(BibUpload, upload_id)
    filename, content = upload.filename, upload.content
    tell("read", 0, 0)
    parsed = formats.read(filename, content)
    tell("compare", 0, 0)
    # From here on nobody else writes, so the plan that is checked is the plan that is applied.
    begin_writing(session)
    upload = session.get_one(BibUpload, upload_id)
    if upload.state != "running":
        return None
    plan = importing.draw_up(session, parsed)
    if upload.choices.get("fingerprint", plan.fingerprint) != plan.fingerprint:
        upload.state, upload.outcome = "waiting", {"error": "stale"}
        return parsed
    total = len(plan.rows)
    chosen = select(Direction).where(Direction.slug.in_(upload.direction_slugs))
    outcome = importing.apply(
        session,
        plan,
        choices=Choices.from_dict(upload.choices),
        directions=list(session.scalars(chosen)),
        upload_id=upload.id,
        progress=lambda done: tell("write", done, total),
    )
    tell("save", total, total)
    upload.outcome, upload.rows = outcome.as_dict(), outcome.rows
    upload.state, upload.applied_at = "applied", now()
    return parsed


def _undo(app: Flask, session: Session, upload_id: int, tell: Report) -> None:
    begin_writing(session)
    upload = session.get_one(BibUpload, upload_id)
    if upload.state != "undoing":
        return
    tell("undo", 0, 0)
    undone = importing.undo(session, upload)
    upload.outcome = {**upload.outcome, "error": "", "undone": undone.as_dict()}
    upload.state, upload.undone_at = "undone", now()


def _fetch(app: Flask, session: Session, upload_id: int, tell: Report) -> None:
    text = session.get_one(BibUpload, upload_id).content.decode(errors="replace")
    session.rollback()  # No transaction stays open while others are asked.
    found = fetching.find(text)
    total = len(found.identifiers)
    tell("fetch", 0, total)

    def fetched_so_far(done: int) -> None:
        tell("fetch", done, total)

    fetched = fetching.fetch(
        found.identifiers,
        fetching.Options.from_settings(app.config),
        progress=fetched_so_far,
    )
    begin_writing(session)
    upload = session.get_one(BibUpload, upload_id)
    if upload.state != "fetching":
        return
    upload.notes = [asdict(problem) for problem in (*found.problems, *fetched.problems)]
    if fetched.text:
        upload.content = fetched.text.encode("utf-8", "replace")
        upload.filename = f"{Path(upload.filename).stem}.bib"
    upload.state = "waiting" if fetched.text else "failed"


def _give_up(session: Session, upload_id: int) -> None:
    """Put an upload back to where it was before its work, and say that it was interrupted."""
    begin_writing(session)
    upload = session.get_one(BibUpload, upload_id)
    before = {"running": "waiting", "undoing": "applied", "fetching": "failed"}
    if upload.state in before:
        upload.state = before[upload.state]
        upload.outcome = {**upload.outcome, "error": "interrupted"}
    session.commit()


class _Telling:
    """Writes how far the work is into the locked file, and to whoever else wants to know."""

    def __init__(self, file: int, report: Report | None) -> None:
        self._file = file
        self._report = report
        self._said = ""
        self._next = 0.0

    def __call__(self, doing: str, done: int, total: int) -> None:
        if self._report:
            self._report(doing, done, total)
        if doing == self._said and time.monotonic() < self._next:
            return
        self._said, self._next = doing, time.monotonic() + EVERY
        text = json.dumps([doing, done, total]).encode()
        # Blanks over what a longer text left; JSON does not mind them.
        os.pwrite(self._file, text.ljust(100), 0)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector from walking through a million objects that are all in use."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _file(app: Flask, upload_id: int) -> Path:
    return Path(app.config["INSTANCE"]) / "jobs" / str(upload_id)


@contextmanager
def _held(path: Path) -> Iterator[int | None]:
    """The locked file while the work is done, removed after it; None if somebody else holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _open_locked(path)
    if file is None:
        yield None
        return
    try:
        yield file
    finally:
        # The state in the database is what counts: a file of nobody's is in the way.
        path.unlink(missing_ok=True)
        os.close(file)


def _open_locked(path: Path) -> int | None:
    # Whoever only looks holds the lock for a moment.
    for _ in range(20):
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            time.sleep(0.02)
        else:
            # The one before may have removed the file after it was opened here.
            if os.fstat(file).st_nlink:
                return file
            os.close(file)
    return None


def _is_locked(path: Path) -> bool:
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(file)
