"""The command that moves a lab's Jekyll site in."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from flask import Flask

from microsite.cli.group import ready_app
from microsite.db import begin_writing, db
from microsite.moving import jekyll
from microsite.moving.jekyll.reading import Progress
from microsite.moving.report import Report
from microsite.pictures.folder import FILES, PICTURES, Folder
from microsite.web.i18n import languages
from microsite.web.navigation import reserved_slugs


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_site(folder: Path, dry_run: bool, as_json: bool) -> None:
    """Move in the Jekyll site in FOLDER: pages, posts, people, projects, publications, pictures."""
    app = ready_app()
    with app.app_context():
        report = _brought(app, folder, dry_run, quiet=as_json)
    if as_json:
        click.echo(json.dumps(report.as_dict(), ensure_ascii=False))
    else:
        _tell(report, dry_run)


def _brought(app: Flask, folder: Path, dry_run: bool, *, quiet: bool) -> Report:
    session = db.session()
    with TemporaryDirectory() as scratch, _bar(quiet=quiet) as told:
        instance = Path(app.config["INSTANCE"])
        place = Path(scratch) if dry_run else instance
        plan = jekyll.read(
            folder,
            Folder(place / PICTURES),
            files_folder=Folder(place / FILES),
            languages=languages(),
            reserved=reserved_slugs(),
            progress=told,
        )
        # Pictures took their time; only now must nobody else write.
        told("write", 1, 1)
        begin_writing(session)
        report = jekyll.write(session, plan)
    if dry_run:
        session.rollback()
    else:
        session.commit()
    return report


@contextmanager
def _bar(*, quiet: bool) -> Iterator[Progress]:
    hidden = quiet or not sys.stderr.isatty()
    with click.progressbar(length=1, label="read", file=sys.stderr, hidden=hidden) as bar:

        def told(doing: str, done: int, total: int) -> None:
            bar.label, bar.length, bar.pos = doing[-40:].ljust(40), total or 1, done
            bar.render_progress()

        yield told


def _tell(report: Report, dry_run: bool) -> None:
    for problem in report.problems:
        click.echo(f"{problem.file}: line {problem.line}: {problem}", err=True)
    for remote in report.left:
        click.echo(
            f"{remote.file}: line {remote.line}: a picture of another site; a link stands in its "
            f"place: {remote.url}",
            err=True,
        )
    click.echo("Would be:" if dry_run else "Moved in:")
    for kind, row in report.counts.items():
        counted = ", ".join(f"{number} {outcome}" for outcome, number in row.items() if number)
        click.echo(f"  {kind}: {counted}")
    click.echo(
        f"{len(report.problems)} things to look at, {len(report.left)} pictures of other sites"
        + (": they are listed above." if report.problems or report.left else ".")
    )
