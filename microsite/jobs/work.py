"""The three kinds of work on an upload. Each adds and flushes; whoever calls it commits."""

import time
from dataclasses import asdict
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from microsite import fetching, formats, importing
from microsite.bibtex import ParsedFile
from microsite.db import begin_writing, is_busy
from microsite.importing import Choices
from microsite.jobs.telling import Report
from microsite.models import BibUpload, Direction
from microsite.models.base import now

# Seconds that a job waits for another one to have written: far longer than any import takes.
PATIENT = 1800.0


def bring(app: Flask, session: Session, upload_id: int, tell: Report) -> ParsedFile | None:
    """Import an upload as its editor chose; nothing if the site is another than was shown."""
    upload = session.get_one(BibUpload, upload_id)
    filename, content = upload.filename, upload.content
    tell("read", 0, 0)
    parsed = formats.read(filename, content)
    tell("compare", 0, 0)
    # Others may write while this goes on; only if they did is it done again.
    plan, version = importing.draw_up(session, parsed), importing.version(session)
    # From here on nobody else writes, so the plan that is checked is the plan that is applied.
    begin_patiently(session, tell)
    upload = session.get_one(BibUpload, upload_id)
    if upload.state != "running":
        return None
    if importing.version(session) != version:
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


def take_back(app: Flask, session: Session, upload_id: int, tell: Report) -> None:
    """Undo an upload, as far as that goes."""
    begin_patiently(session, tell)
    upload = session.get_one(BibUpload, upload_id)
    if upload.state != "undoing":
        return
    tell("undo", 0, 0)
    undone = importing.undo(session, upload).as_dict()
    # The rest of an upload may be taken back later, when what came after it is undone.
    for name, count in upload.outcome.get("undone", {}).items():
        undone[name] = undone[name] if name == "kept" else undone[name] + count
    upload.outcome = {**upload.outcome, "error": "", "undone": undone}
    upload.state, upload.undone_at = "undone", now()


def look_up(app: Flask, session: Session, upload_id: int, tell: Report) -> None:
    """Fetch what an upload lists the identifiers of, and put it in their place."""
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
    begin_patiently(session, tell)
    upload = session.get_one(BibUpload, upload_id)
    if upload.state != "fetching":
        return
    upload.notes = [asdict(problem) for problem in (*found.problems, *fetched.problems)]
    if fetched.text:
        upload.content = fetched.text.encode("utf-8", "replace")
        upload.filename = f"{Path(upload.filename).stem}.bib"
    upload.state = "waiting" if fetched.text else "failed"


def give_up(session: Session, upload_id: int) -> None:
    """Put an upload back to where it was before its work, and say that it was interrupted."""
    begin_writing(session)
    upload = session.get_one(BibUpload, upload_id)
    done = "undone" if "undone" in upload.outcome else "applied"
    before = {"running": "waiting", "undoing": done, "fetching": "failed"}
    if upload.state in before:
        upload.state = before[upload.state]
        upload.outcome = {**upload.outcome, "error": "interrupted"}
    session.commit()


def begin_patiently(session: Session, tell: Report) -> None:
    """Take the write lock, however long the import takes that has it."""
    until = time.monotonic() + PATIENT
    while True:
        try:
            return begin_writing(session)
        except OperationalError as error:
            session.rollback()
            if not is_busy(error) or time.monotonic() > until:
                raise
            tell("wait", 0, 0)
