"""Work on an upload that may take long: done in a process of its own, told while it goes on.

What is to be done is the `state` of the upload in the database: `fetching`, `running` or
`undoing`. Who does it holds a lock on a file, so that an upload whose lock is free was
interrupted. Each piece of work is one transaction.
"""

import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from microsite.bibtex import ParsedFile
from microsite.db import db
from microsite.jobs.locks import held, is_locked
from microsite.jobs.telling import Report, Telling
from microsite.jobs.work import bring, give_up, look_up, take_back
from microsite.models import BibUpload
from microsite.models.base import now

__all__ = ["BUSY", "PATIENCE", "Progress", "Report", "progress", "recover", "run", "start"]

BUSY = ("fetching", "running", "undoing")
# Seconds that a process may take to start before it counts as dead.
PATIENCE = 10

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
    with app.app_context(), held(_file(app, upload_id)) as file:
        if file is None:
            return None
        session = db.session()
        tell = Telling(file, report)
        upload = session.get(BibUpload, upload_id)
        state = upload.state if upload else ""
        work: Work | None = {"fetching": look_up, "running": bring, "undoing": take_back}.get(state)
        try:
            with _no_collection():
                parsed = work(app, session, upload_id, tell) if work else None
                session.commit()
            return parsed
        except BaseException:
            # Where even this cannot be written, `recover` sees the lock that is gone.
            with suppress(DatabaseError):
                give_up(session, upload_id)
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
    return Progress(doing, done, total, is_locked(path))


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
            with held(_file(app, upload_id)) as file:
                if file is not None:
                    give_up(session, upload_id)


def _age(upload: BibUpload) -> float:
    return (now() - (upload.started_at or upload.created_at)).total_seconds()


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
