"""Commands for BibTeX files."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click
from flask import Flask
from sqlalchemy import select

from microsite import create_app, formats, importing, jobs
from microsite.bibtex import ParsedFile
from microsite.cli.group import ready_app
from microsite.db import begin_writing, db
from microsite.models import BibUpload, Direction
from microsite.models.base import now

COUNTED = ("new", "changed", "unchanged", "unclear", "failed")


class Imported(NamedTuple):
    """What was read from a file, and how many of its entries were what."""

    parsed: ParsedFile
    counts: dict[str, int]


@click.command()
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
    app = ready_app()
    total: dict[str, Any] = {**dict.fromkeys(COUNTED, 0), "problems": []}
    nothing_read = []
    with app.app_context():
        slugs = known_directions(slugs)
        for file in files:
            name, content = click.format_filename(file.name), file.read_bytes()
            if dry_run:
                parsed, counts = _preview(name, content)
            else:
                parsed, counts = import_content(app, name, content, slugs, quiet=as_json)
            for status, count in counts.items():
                total[status] += count
            total["problems"] += _problems(file, parsed, named=len(files) > 1)
            if not parsed.entries:
                nothing_read.append(click.format_filename(file.name))
    _report(total, dry_run, as_json)
    if nothing_read:
        raise click.ClickException(f"no BibTeX entry was found in {', '.join(nothing_read)}")


def known_directions(slugs: Sequence[str]) -> list[str]:
    """The slugs, each once. Raises BadParameter for one that is no direction's."""
    known = set(db.session.scalars(select(Direction.slug)))
    for slug in slugs:
        if slug not in known:
            have = ", ".join(sorted(known)) or "none yet"
            raise click.BadParameter(
                f"there is no direction {slug!r}; there are: {have}", param_hint="--direction"
            )
    return list(dict.fromkeys(slugs))


def import_content(
    app: Flask, name: str, content: bytes, slugs: Sequence[str], *, quiet: bool
) -> Imported:
    """Import the content of a file as an upload of that name, with a bar on a terminal."""
    begin_writing(db.session())
    upload = BibUpload(
        filename=name,
        content=content,
        direction_slugs=list(slugs),
        state="running",
        started_at=now(),
    )
    db.session.add(upload)
    db.session.commit()
    with _bar(name, quiet=quiet) as told:
        parsed = jobs.run(app, upload.id, told)
    db.session.rollback()
    outcome = db.session.get_one(BibUpload, upload.id, populate_existing=True).outcome
    if parsed is None or "error" in outcome:
        raise click.ClickException(f"{name} was not imported; its page among the uploads says why")
    return Imported(parsed, {status: outcome[status] for status in COUNTED})


@click.command(hidden=True)
@click.argument("upload_id", type=int)
def work(upload_id: int) -> None:
    """Do the work of an upload; the site starts this where it may take long."""
    jobs.run(create_app(), upload_id)


def _preview(name: str, content: bytes) -> Imported:
    parsed = formats.read(name, content)
    plan = importing.draw_up(db.session(), parsed)
    return Imported(
        parsed, {**{str(one): n for one, n in plan.counts.items()}, "failed": plan.failed}
    )


@contextmanager
def _bar(name: str, *, quiet: bool) -> Iterator[jobs.Report]:
    hidden = quiet or not sys.stderr.isatty()
    with click.progressbar(length=1, label=name, file=sys.stderr, hidden=hidden) as bar:

        def told(doing: str, done: int, total: int) -> None:
            if done % 50 == 0 or done == total:
                bar.label, bar.length, bar.pos = f"{name}: {doing}", total or 1, done
                bar.render_progress()

        yield told


def _problems(file: Path, parsed: ParsedFile, *, named: bool) -> list[dict[str, Any]]:
    return [
        {
            **_place(file, problem.file, named=named),
            "line": problem.line,
            "key": problem.key,
            "message": problem.message,
        }
        for problem in parsed.problems
    ]


def _place(file: Path, part: str | None, *, named: bool) -> dict[str, str]:
    """The file a problem is in, and within an archive the part."""
    parts = [click.format_filename(file)] if named else []
    parts += [part] if part else []
    return {"file": "/".join(parts)} if parts else {}


def _report(total: dict[str, Any], dry_run: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(total, ensure_ascii=False))
        return
    for problem in total["problems"]:
        place = f"{problem['file']}: line" if "file" in problem else "line"
        click.echo(f"{place} {problem['line']}: {problem['message']}", err=True)
    would = "Would be: " if dry_run else ""
    click.echo(would + ", ".join(f"{total[key]} {key}" for key in COUNTED))
    if total["unclear"] and not dry_run:
        click.echo("Unclear entries were left out: upload the file in the browser to settle them.")
