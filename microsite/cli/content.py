"""The whole site as plain files, out and in."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from microsite.cli.group import ready_app
from microsite.db import begin_writing, db
from microsite.moving.content.bringing import Bring, known_hashes
from microsite.moving.content.out import files
from microsite.moving.content.placing import OccupiedError, into_folder
from microsite.moving.report import Report
from microsite.pictures.folder import FILES, PICTURES, Folder
from microsite.web.editor.content.blueprint import reserved


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def export_content(folder: Path) -> None:
    """Write the whole site into DIR as Markdown, YAML, a .bib and pictures.

    DIR is empty, or holds an export (in git, perhaps): files that say the same stay untouched.
    """
    app = ready_app()
    instance = Path(app.config["INSTANCE"])
    with app.app_context():
        made = files(db.session(), Folder(instance / PICTURES), Folder(instance / FILES))
        try:
            count = into_folder(folder, made, _counter("files"))
        except OccupiedError as error:
            raise click.ClickException(
                f"{folder} holds other files, and no export; choose an empty folder"
            ) from error
    _clear()
    click.echo(f"{count} files are in {folder}; `microsite import-content` reads them back.")


@click.command()
@click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_content(folder: Path, dry_run: bool, as_json: bool) -> None:
    """Read DIR, which `export-content` wrote, into this site.

    What is known by its address or key is changed to what the files say; all else stays.
    """
    app = ready_app()
    instance = Path(app.config["INSTANCE"])
    with app.app_context():
        told = (lambda what, done: None) if as_json else _teller()
        work = Bring(
            folder,
            Folder(instance / PICTURES),
            Folder(instance / FILES),
            dry_run,
            reserved=reserved(),
            told=told,
        )
        if work.prepare(known_hashes(db.session())):
            begin_writing(db.session())
            work.apply(db.session())
            if dry_run:
                db.session.rollback()
            else:
                db.session.commit()
    _clear()
    _print(work.report, dry_run, as_json)
    if not work.report.counts:
        raise click.ClickException(f"nothing was read from {folder}")


def _print(report: Report, dry_run: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False))
        return
    for problem in report.problems:
        line = f":{problem.line}" if problem.line else ""
        click.echo(f"{problem.file}{line}: {problem}", err=True)
    if dry_run:
        click.echo("Would be:")
    for kind, counted in report.counts.items():
        said = ", ".join(f"{count} {what}" for what, count in counted.items())
        click.echo(f"  {kind:<12} {said}")
    if report.problems:
        click.echo(
            f"Problems, listed above: {len(report.problems)}. Correct those lines and run this "
            "again: what is in already stays as it is."
        )


def _teller() -> Callable[[str, int], object]:
    def told(what: str, done: int) -> None:
        _tell(f"{what} {done or ''}")

    return told


def _counter(what: str) -> Callable[[int], object]:
    def told(done: int) -> None:
        if done % 20 == 0:
            _tell(f"{done} {what}")

    return told


def _tell(text: str) -> None:
    """One line that is written over, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def _clear() -> None:
    _tell("")
