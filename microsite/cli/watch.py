"""`microsite watch`: a folder that another program keeps exporting to, imported as it changes."""

import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from microsite.bibtex import ParsedFile
from microsite.cli.bibtex import import_content, known_directions
from microsite.cli.group import ready_app
from microsite.cli.polling import Folder
from microsite.db import db, is_busy
from microsite.models import BibUpload

SETTLE = 1.0
RETRY = 30.0
# How long `--once` waits for a file that somebody is writing.
PATIENCE = 60.0

Importer = Callable[[Path], "tuple[ParsedFile, Mapping[str, int]] | None"]
"""Imports a file and returns what was read and the counts; None if it came in before.

Raises OSError, DatabaseError or ClickException when it cannot, and then leaves nothing behind.
"""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--direction", "slugs", multiple=True, help="Give what is new this direction.")
@click.option("--once", is_flag=True, help="Import what changed and stop, for cron.")
@click.option(
    "--interval",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Seconds between two looks at the folder.",
)
def watch(folder: Path, slugs: Sequence[str], once: bool, interval: float) -> None:
    """Import the bibliography files in FOLDER whenever they change."""
    app = ready_app()
    with app.app_context():
        known_directions(slugs)
    watcher = Watcher(Folder(folder, SETTLE), partial(import_file, app, slugs))
    with _stopped_by_signals() as stop:
        if once:
            if not watcher.run_once(stop):
                raise click.exceptions.Exit(1)
            return
        click.echo(f"Watching {click.format_filename(folder)} (Ctrl+C stops it)")
        watcher.run(stop, interval)
        click.echo("Stopped.")


class Watcher:
    """Takes each file of a folder that is ready, and says in a line what came of it."""

    def __init__(self, folder: Folder, importer: Importer) -> None:
        self._folder = folder
        self._import = importer
        self._said: dict[Path, str] = {}

    def run(self, stop: threading.Event, interval: float) -> None:
        """Look again and again until told to stop, which it does between two files."""
        while not stop.is_set():
            self._look(stop)
            stop.wait(interval)

    def run_once(self, stop: threading.Event) -> bool:
        """Wait until nothing is being written, import what changed; whether all went well."""
        ends = time.monotonic() + PATIENCE
        went_well = self._look(stop)
        while went_well and self._folder.unsettled and not stop.is_set():
            if time.monotonic() > ends:
                for file in self._folder.unsettled:
                    self._say(file, "is still being written; it was left for the next time")
                return False
            stop.wait(SETTLE / 4)
            went_well = self._look(stop)
        return went_well and not self._said

    def _look(self, stop: threading.Event) -> bool:
        """Take what is ready. False when the folder cannot be listed."""
        folder = self._folder.path
        try:
            ready = self._folder.look(time.monotonic())
        except OSError as error:
            self._say(folder, f"cannot be listed: {error.strerror}")
            return False
        if self._said.pop(folder, None):
            click.echo(f"{click.format_filename(folder)}: is there again")
        for file in ready:
            if stop.is_set():
                break
            self._take(file)
        return True

    def _take(self, file: Path) -> None:
        try:
            result = self._import(file)
        except Exception as error:  # One bad file must not end the watch over the others.
            self._folder.try_again(file, time.monotonic() + RETRY)
            self._say(file, _reason(error))
            return
        self._folder.taken(file)
        self._said.pop(file, None)
        if result is None:
            return
        parsed, counts = result
        name = click.format_filename(file.name)
        for problem in parsed.problems:
            place = f"{name}/{problem.file}" if problem.file else name
            click.echo(f"{place}: line {problem.line}: {problem.message}", err=True)
        click.echo(f"{name}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
        if not parsed.entries:
            self._said[file] = "no entry was found in it"

    def _say(self, path: Path, message: str) -> None:
        """Say what is wrong with a file or the folder, but the same only once."""
        if self._said.get(path) != message:
            self._said[path] = message
            click.echo(f"{click.format_filename(path.name or path)}: {message}", err=True)


def import_file(
    app: Flask, slugs: Sequence[str], file: Path
) -> tuple[ParsedFile, dict[str, int]] | None:
    """Import a file as `microsite import-bibtex` does, unless it is what came in last time.

    Raises as an `Importer` may.
    """
    limit_mb = app.config["UPLOAD_LIMIT_MB"]
    limit = limit_mb * 1024 * 1024
    with file.open("rb") as opened:
        content = opened.read(limit + 1)
    if len(content) > limit:
        raise click.ClickException(f"is larger than {limit_mb} MB (MICROSITE_UPLOAD_LIMIT_MB)")
    if not content:
        raise click.ClickException("is empty; it is left alone until something is in it")
    # A session of its own: what was read for one file is old when the next one comes.
    with app.app_context():
        name = click.format_filename(file.name)
        if content == _last_content(name):
            return None
        return import_content(app, name, content, known_directions(slugs), quiet=True)


def _last_content(filename: str) -> bytes | None:
    """What the file was when it last came in, also if that was undone: then it is unwanted."""
    query = select(BibUpload.content).where(
        BibUpload.filename == filename, BibUpload.applied_at.is_not(None)
    )
    return db.session.scalar(query.order_by(BibUpload.id.desc()).limit(1))


def _reason(error: Exception) -> str:
    if isinstance(error, click.ClickException):
        return error.message
    if isinstance(error, DatabaseError):
        return "the database is busy" if is_busy(error) else f"not imported: {error.orig}"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """Let an import end before stopping; a second signal stops at once and undoes it."""
    stop = threading.Event()

    def asked(number: int, frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
