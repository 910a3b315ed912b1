"""Commands for BibTeX files."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from sqlalchemy import select

from microsite import importing
from microsite.bibtex import ParsedFile, read
from microsite.cli.group import ready_app
from microsite.db import begin_writing, db
from microsite.models import BibUpload, Direction
from microsite.models.base import now


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
