"""Commands for the site as a whole: set up, serve, let people in, back up."""

import secrets
import sqlite3
import sys
import tarfile
import tempfile
from pathlib import Path

import click
from sqlalchemy import exists, select

from microsite import demo
from microsite.cli.group import ready_app
from microsite.db import begin_writing, database_file, db
from microsite.models import (
    Direction,
    Editor,
    Lab,
    Person,
    Picture,
    Project,
    Publication,
    StoredFile,
)
from microsite.pictures.folder import FILES, PICTURES, Folder
from microsite.settings import read_email
from microsite.web.auth import SHORTEST_PASSWORD, hash_password, new_editor


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="Fill an empty database with a lab to try.")
def init(with_demo: bool) -> None:
    """Create or update the database, and the first editor where there is none."""
    app = ready_app()
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


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site with gunicorn."""
    from microsite.serving import serve as run

    app = ready_app()
    click.echo(f"Microsite is at http://{host}:{port}  (Ctrl+C stops it)")
    run(app, host, port, workers)


@click.command(name="demo")
def fill_demo() -> None:
    """Fill an empty database with the demonstration lab."""
    with ready_app().app_context():
        begin_writing(db.session())
        if not _is_empty():
            raise click.ClickException("this database holds a lab already; nothing was changed")
        demo.fill(db.session())
        db.session.commit()
    click.echo("The database holds the demonstration lab now.")


@click.command()
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
    with ready_app().app_context():
        begin_writing(db.session())
        known = db.session.scalar(select(Editor).where(Editor.email == email))
        if known:
            known.password_hash = hash_password(password)
        else:
            db.session.add(new_editor(email, password))
        db.session.commit()
    click.echo(f"{email} {'has a new password' if known else 'can sign in now'}.")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write all that is yours into FILE, a .tar.gz; the site may go on running."""
    app = ready_app()
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        copy = Path(folder) / database_file(app).name
        source, target = sqlite3.connect(database_file(app)), sqlite3.connect(copy)
        # SQLite's own copy: one state of the database, whoever writes meanwhile.
        source.backup(target)
        source.close()
        target.close()
        copy.chmod(0o600)
        made = Path(folder) / "backup"
        with tarfile.open(made, "w:gz") as archive:
            archive.add(copy, copy.name)
            secret = database_file(app).with_name("secret_key")
            if secret.is_file():
                archive.add(secret, secret.name)
            for name in (PICTURES, FILES):
                stored = Path(app.config["INSTANCE"]) / name
                if stored.is_dir():
                    archive.add(stored, name, filter=_kept)
        made.chmod(0o600)
        made.replace(file)
    click.echo(f"{file}: unpack it into an empty instance folder to have all of it back.")


@click.command()
def tidy() -> None:
    """Remove files of pictures and documents that nothing on the site knows of any more."""
    app = ready_app()
    removed = 0
    with app.app_context():
        for name, model in ((PICTURES, Picture), (FILES, StoredFile)):
            known = set(db.session.scalars(select(model.hash)))
            removed += Folder(Path(app.config["INSTANCE"]) / name).tidy(known)
    click.echo(f"{removed} files removed")


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """All of the folders but what is just being made."""
    return None if Path(member.name).name in ("new", "lock") else member


def _is_empty() -> bool:
    """Whether nothing of a lab is there, publications that came before the lab's name included."""
    parts = (Lab, Publication, Direction, Project, Person)
    return not any(db.session.scalar(select(exists().select_from(part))) for part in parts)


def _has_no_editor() -> bool:
    return not db.session.scalar(select(exists().select_from(Editor)))
