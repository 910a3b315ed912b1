"""`python -m tests.round_trip FOLDER`: real files in, out and in again, a row for each.

Each file is imported into a site of its own, imported again, exported, and the export is imported:
only the first import may change anything. `--programs` also has BibTeX and biber read the export,
where they are installed, and counts what they call an error: a parent that is nowhere or a comma
too many in a name were there before, and are kept.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from microsite import create_app, importing
from microsite.bibtex import ParsedFile, Problem, decode, read
from microsite.db import begin_writing, db, upgrade
from microsite.filters import Filters
from microsite.models import Publication
from microsite.publications.export import export
from tests.accounts import slips

HEAD = ("file", "new", "again", "export", "unclear", "same text", "slips", "bibtex", "biber")
ROW = "{:<34}" + "{:>10}" * (len(HEAD) - 1)
_BIBTEX_ERROR = re.compile(r"---line \d+ of file|bad cross reference---|---while executing")
_BIBER_ERROR = "ERROR - "


@dataclass
class Trip:
    """What the imports did to the publications, and the export they were made from."""

    new: int
    again: importing.Outcome
    back: importing.Outcome
    publications: int
    exported: str
    exported_again: str
    slips: list[str]

    @property
    def changed_nothing(self) -> bool:
        """Whether all but the first import found everything as it was."""
        runs = (self.again, self.back)
        return (
            not any(run.new or run.changed for run in runs)
            and self.back.unclear == 0
            and self.back.unchanged == self.publications
            and self.exported == self.exported_again
        )


def round_trip(app: Flask, content: bytes) -> Trip:
    """Import `content` into the empty site `app`, again, and its export."""
    with app.app_context():
        parsed = read(content)
        first = bring(parsed)
        again = bring(read(content))
        exported = everything()
        back_read = read(exported.encode())
        back = bring(back_read)
        return Trip(
            new=first.new,
            again=again,
            back=back,
            publications=db.session.scalar(select(func.count()).select_from(Publication)) or 0,
            exported=exported,
            exported_again=everything(),
            slips=[
                *slips(decode(content)[0], parsed),
                *_sums(parsed, first),
                *slips(exported, back_read),
                *(f"export: {problem.message}" for problem in _told(back_read)),
            ],
        )


def bring(parsed: ParsedFile) -> importing.Outcome:
    """Import what was read, as the command does."""
    begin_writing(db.session())
    plan = importing.draw_up(db.session(), parsed)
    outcome = importing.apply(db.session(), plan)
    db.session.commit()
    return outcome


def everything() -> str:
    """The export of the whole site."""
    with db.engine.connect() as connection:
        return "".join(export(connection, Filters(), with_hidden=True))


def _sums(parsed: ParsedFile, outcome: importing.Outcome) -> Iterator[str]:
    came = outcome.new + outcome.changed + outcome.unchanged + outcome.unclear + outcome.skipped
    if came != len(parsed.entries):
        yield f"{len(parsed.entries)} entries were read, {came} came in or were left out"


def _told(parsed: ParsedFile) -> Iterator[Problem]:
    """The problems of an export that the file it comes from need not have had."""
    inherent = ("missing-parent", "repeated-field", "no-entries")
    return (problem for problem in parsed.problems if problem.code not in inherent)


@contextmanager
def site() -> Iterator[Flask]:
    """An empty site, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE": Path(folder), "TESTING": True})
        upgrade(app)
        yield app
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def bibtex_errors(text: str) -> list[str]:
    """What BibTeX takes for an error in a file, with the style `plain` and every entry cited."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "all.bib").write_text(text, encoding="utf-8")
        aux = "\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n"
        Path(folder, "all.aux").write_text(aux)
        said = _said(["bibtex", "all"], folder)
    return [line for line in said.splitlines() if _BIBTEX_ERROR.search(line)]


def biber_errors(text: str) -> list[str]:
    """What biber takes for an error in a file, its data model included."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "all.bib").write_text(text, encoding="utf-8")
        said = _said(["biber", "--tool", "--validate-datamodel", "-q", "all.bib"], folder)
    return [line for line in said.splitlines() if line.startswith(_BIBER_ERROR)]


def _said(command: list[str], folder: str) -> str:
    ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return (ran.stdout + ran.stderr).decode("utf-8", "replace")


def main() -> None:
    """Print the table; end with 1 if anything changed or did not add up."""
    parser = argparse.ArgumentParser(prog="python -m tests.round_trip", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--programs", action="store_true", help="have BibTeX and biber read it")
    parser.add_argument("--keep", type=Path, help="write the exports into this folder")
    asked = parser.parse_args()
    print(ROW.format(*HEAD))
    wrong = 0
    for file in sorted(asked.folder.glob("*.bib")):
        with site() as app:
            trip = round_trip(app, file.read_bytes())
        wrong += not trip.changed_nothing or bool(trip.slips)
        print(ROW.format(file.name[:33], *_cells(trip, asked.programs)), flush=True)
        for slip in trip.slips[:5]:
            print(f"    {slip}")
        if asked.keep:
            asked.keep.mkdir(exist_ok=True)
            (asked.keep / file.name).write_text(trip.exported, encoding="utf-8")
    print(f"{wrong} files changed something or do not add up")
    sys.exit(wrong > 0)


def _cells(trip: Trip, programs: bool) -> list[str | int]:
    return [
        trip.new,
        f"{trip.again.new}/{trip.again.changed}",
        f"{trip.back.new}/{trip.back.changed}",
        trip.back.unclear,
        "yes" if trip.exported == trip.exported_again else "no",
        len(trip.slips),
        _errors("bibtex", bibtex_errors, trip.exported) if programs else "",
        _errors("biber", biber_errors, trip.exported) if programs else "",
    ]


def _errors(program: str, find: Callable[[str], list[str]], text: str) -> str:
    return str(len(find(text))) if shutil.which(program) else "none here"


if __name__ == "__main__":
    main()
