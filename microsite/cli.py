"""`microsite ...`: for the one who runs the site. Each command is a few lines over the domain."""

import json
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask import Flask
from sqlalchemy import exists, select
from sqlalchemy.exc import DatabaseError

from microsite import __version__, create_app, demo, importing
from microsite.bibtex import ParsedFile, read
from microsite.db import begin_writing, database_file, db, is_busy, upgrade
from microsite.models import BibUpload, Direction, Editor, Lab, Person, Project, Publication
from microsite.models.base import now
from microsite.settings import SettingError, read_email
from microsite.web.auth import SHORTEST_PASSWORD, hash_password, new_editor


class _Commands(click.Group):
    """Turns what may go wrong on a machine into a line, not a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SettingError as error:
            raise click.ClickException(str(error)) from error
        except DatabaseError as error:
            if not is_busy(error):
                raise click.ClickException(f"the database cannot be used: {error.orig}") from error
            raise click.ClickException("the database is busy; try again in a minute") from error
        except UnicodeError as error:
            raise click.ClickException("that is no text in UTF-8") from error
        except OSError as error:
            raise click.ClickException(f"{error.strerror}: {error.filename}") from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="microsite")
def main() -> None:
    """A website for a research lab. Settings come from MICROSITE_*; see docs/settings.md."""


@main.command()
@click.option("--demo", "with_demo", is_flag=True, help="Fill an empty database with a lab to try.")
def init(with_demo: bool) -> None:
    """Create or update the database, and the first editor where there is none."""
    app = _app()
    click.echo(f"Database: {database_file(app)}")
    with app.app_context():
        if not ((with_demo and _is_empty()) or _has_no_editor()):
            return
        # Another start may have come first: look again while nobody else writes.
        begin_writing(db.session())
        if with_demo and _is_empty():
            demo.fill(db.session())
            click.echo("The database was empty: it holds the demonstration lab now.")
        if _has_no_editor():
            password = secrets.token_urlsafe(12)
            email = app.config["EDITOR_EMAIL"]
            db.session.add(new_editor(email, password))
            click.echo(f"First editor: {email}\nPassword:     {password}  (shown only this once)")
        db.session.commit()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site with gunicorn."""
    from microsite.serving import serve as run

    app = _app()
    click.echo(f"Microsite is at http://{host}:{port}  (Ctrl+C stops it)")
    run(app, host, port, workers)


@main.command(name="demo")
def fill_demo() -> None:
    """Fill an empty database with the demonstration lab."""
    with _app().app_context():
        begin_writing(db.session())
        if not _is_empty():
            raise click.ClickException("this database holds a lab already; nothing was changed")
        demo.fill(db.session())
        db.session.commit()
    click.echo("The database holds the demonstration lab now.")


@main.command()
@click.argument("email")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_editor(email: str, password_stdin: bool) -> None:
    """Let EMAIL sign in, or give it a new password."""
    try:
        email = read_email(email)
    except ValueError as error:
        raise click.BadParameter(f"{email!r} is no mail address", param_hint="EMAIL") from error
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(password) < SHORTEST_PASSWORD:
        raise click.ClickException(f"a password needs at least {SHORTEST_PASSWORD} characters")
    with _app().app_context():
        begin_writing(db.session())
        known = db.session.scalar(select(Editor).where(Editor.email == email))
        if known:
            known.password_hash = hash_password(password)
        else:
            db.session.add(new_editor(email, password))
        db.session.commit()
    click.echo(f"{email} {'has a new password' if known else 'can sign in now'}.")


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--direction", "slugs", multiple=True, help="Give what is new this direction.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_bibtex(
    files: Sequence[Path], slugs: Sequence[str], dry_run: bool, as_json: bool
) -> None:
    """Import BibTeX FILES. Unclear entries are left for the upload page."""
    app = _app()
    total: dict[str, Any] = {"new": 0, "changed": 0, "unchanged": 0, "unclear": 0, "problems": []}
    nothing_read = []
    with app.app_context():
        directions = _directions(slugs)
        for file in files:
            parsed, counts = _import(file, directions, dry_run, quiet=as_json)
            for status, count in counts.items():
                total[status] += count
            total["problems"] += _problems(file, parsed, named=len(files) > 1)
            if not parsed.entries:
                nothing_read.append(click.format_filename(file.name))
    _report(total, dry_run, as_json)
    if nothing_read:
        raise click.ClickException(f"no BibTeX entry was found in {', '.join(nothing_read)}")


def _app() -> Flask:
    """The application with its database at the newest version."""
    app = create_app()
    upgrade(app)
    return app


def _is_empty() -> bool:
    """Whether nothing of a lab is there, publications that came before the lab's name included."""
    parts = (Lab, Publication, Direction, Project, Person)
    return not any(db.session.scalar(select(exists().select_from(part))) for part in parts)


def _has_no_editor() -> bool:
    return not db.session.scalar(select(exists().select_from(Editor)))


def _directions(slugs: Sequence[str]) -> list[Direction]:
    known = {one.slug: one for one in db.session.scalars(select(Direction))}
    for slug in slugs:
        if slug not in known:
            have = ", ".join(sorted(known)) or "none yet"
            raise click.BadParameter(
                f"there is no direction {slug!r}; there are: {have}", param_hint="--direction"
            )
    return [known[slug] for slug in dict.fromkeys(slugs)]


def _import(
    file: Path, directions: list[Direction], dry_run: bool, *, quiet: bool
) -> tuple[ParsedFile, dict[str, int]]:
    content = file.read_bytes()
    parsed = read(content)
    session = db.session()
    if not dry_run:
        begin_writing(session)
    plan = importing.draw_up(session, parsed)
    if dry_run:
        return parsed, {str(status): count for status, count in plan.counts.items()}
    upload = BibUpload(
        filename=click.format_filename(file.name),
        content=content,
        direction_slugs=[direction.slug for direction in directions],
        applied_at=now(),
    )
    session.add(upload)
    session.flush()
    with click.progressbar(
        length=len(plan.rows),
        label=click.format_filename(file.name),
        file=sys.stderr,
        hidden=quiet or not sys.stderr.isatty(),
    ) as bar:
        outcome = importing.apply(
            session,
            plan,
            directions=[session.merge(direction) for direction in directions],
            upload_id=upload.id,
            progress=lambda: bar.update(1),
        )
    upload.outcome = outcome.as_dict()
    session.commit()
    return parsed, {
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "unclear": outcome.unclear,
    }


def _problems(file: Path, parsed: ParsedFile, *, named: bool) -> list[dict[str, Any]]:
    return [
        {
            **({"file": click.format_filename(file)} if named else {}),
            "line": problem.line,
            "key": problem.key,
            "message": problem.message,
        }
        for problem in parsed.problems
    ]


def _report(total: dict[str, Any], dry_run: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(total, ensure_ascii=False))
        return
    for problem in total["problems"]:
        place = f"{problem['file']}: line" if "file" in problem else "line"
        click.echo(f"{place} {problem['line']}: {problem['message']}", err=True)
    would = "Would be: " if dry_run else ""
    click.echo(would + ", ".join(f"{total[key]} {key}" for key in list(total)[:4]))
    if total["unclear"] and not dry_run:
        click.echo("Unclear entries were left out: upload the file in the browser to settle them.")
