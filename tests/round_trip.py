"""`python -m tests.round_trip FOLDER`: real files in, out and in again, a row for each.

Each file is uploaded to an empty site, uploaded again, exported, and the export is uploaded: only
the first upload may change anything. Then all three are undone, the last one first, and every
table is compared with what was there before. A second row does the same on a site that holds half
of the entries in an older form, so that there is something to restore. `--programs` also has
BibTeX and biber read the export, where they are installed, and counts what they call an error: a
parent that is nowhere or a comma too many in a name were there before, and are kept.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from microsite import create_app, formats, importing
from microsite.bibtex import ParsedFile, Problem, decode
from microsite.db import begin_writing, db, upgrade
from microsite.filters import Filters
from microsite.models import Publication
from microsite.publications.export import export
from tests.accounts import slips
from tests.blocks import blocks
from tests.dump import dump
from tests.programs import errors
from tests.uploads import half, take_back, upload

HEAD = ("file", "blocks", "new", "changed", "unchg.", "unclear", "failed", "other", "again",
        "export", "undone", "slips", "bibtex", "biber")  # fmt: skip
ROW = "{:<31}" + "{:>8}" * (len(HEAD) - 1)

_MENDED = ("extra-brace", "backslash-brace")


@dataclass
class Trip:
    """What the uploads did to the publications, and the export they were made from."""

    parsed: ParsedFile
    blocks: int
    first: importing.Outcome
    again: importing.Outcome
    back: importing.Outcome
    publications: int
    exported: str
    exported_again: str
    undone: list[str]
    slips: list[str]

    @property
    def is_right(self) -> bool:
        """Whether all but the first upload found everything as it was, and undo left no trace."""
        runs = (self.again, self.back)
        return (
            not any(run.new or run.changed for run in runs)
            # An entry that drew its title from a parent which was not there then stays unclear.
            and self.back.unclear <= self.first.unclear
            and self.back.unchanged + self.back.unclear == self.publications
            and self.exported == self.exported_again
            and not self.undone
            and not self.slips
        )


def round_trip(app: Flask, content: bytes, name: str = "a.bib", *, is_held: bool = False) -> Trip:
    """Upload `content` to the empty site `app`, again, and its export; then undo it all.

    With `is_held` half of the entries are there in another form before.
    """
    if is_held:
        upload(app, "held.bib", half(formats.read(name, content)).encode())
    before = dump(app)
    first, parsed = upload(app, name, content)
    again, _ = upload(app, name, content)
    with app.app_context():
        exported = everything()
    back, back_read = upload(app, "export.bib", exported.encode())
    with app.app_context():
        count = db.session.scalar(select(func.count()).select_from(Publication)) or 0
        exported_again = everything()
    text = decode(content)[0]
    return Trip(
        parsed=parsed,
        blocks=blocks(text).total(),
        first=first,
        again=again,
        back=back,
        publications=count,
        exported=exported,
        exported_again=exported_again,
        undone=list(take_back(app, before)),
        slips=[
            *slips(text, parsed),
            *_sums(first, parsed, text),
            *_sums(again, parsed, text),
            *slips(exported, back_read),
            *(f"export: {problem.message}" for problem in _told(back_read)),
        ],
    )


def bring(parsed: ParsedFile) -> importing.Outcome:
    """Import what was read, without an upload."""
    begin_writing(db.session())
    plan = importing.draw_up(db.session(), parsed)
    outcome = importing.apply(db.session(), plan)
    db.session.commit()
    return outcome


def everything() -> str:
    """The export of the whole site."""
    with db.engine.connect() as connection:
        return "".join(export(connection, Filters(), with_hidden=True))


def _sums(outcome: importing.Outcome, parsed: ParsedFile, text: str) -> Iterator[str]:
    """Whether everything in the file is accounted for once."""
    counted = blocks(text)
    came = outcome.new + outcome.changed + outcome.unchanged + outcome.unclear + outcome.skipped
    unreadable = _unreadable(parsed)
    mended = sum(problem.code in _MENDED for problem in parsed.problems)
    sums = {
        "entries": (counted["entry"], came + outcome.failed),
        "strings and preambles": (
            counted["string"] + counted["preamble"],
            parsed.strings + parsed.preambles + unreadable,
        ),
        "comments": (counted["comment"] + counted["text"], parsed.comments),
    }
    for what, (there, told) in sums.items():
        # Where a block ends that breaks off or was mended, so where text begins, is a matter of
        # opinion.
        allowed = outcome.failed + unreadable + mended if what == "comments" else 0
        if abs(there - told) > allowed:
            yield f"{there} {what} in the file, {told} accounted for"


def _unreadable(parsed: ParsedFile) -> int:
    return sum(problem.code == "unreadable-string" for problem in parsed.problems)


def _told(parsed: ParsedFile) -> Iterator[Problem]:
    """The problems of an export that the file it comes from need not have had."""
    inherent = ("missing-parent", "repeated-field", "no-entries", "unknown-macro")
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
        for is_held in (False, True):
            with site() as app:
                trip = round_trip(app, file.read_bytes(), file.name, is_held=is_held)
            wrong += not trip.is_right
            name = "  half of it held before" if is_held else file.name[:30]
            programs = asked.programs and not is_held
            print(ROW.format(name, *_cells(trip, programs)), flush=True)
            for slip in [*trip.slips, *trip.undone][:5]:
                print(f"    {slip}")
            if asked.keep and not is_held:
                asked.keep.mkdir(exist_ok=True)
                (asked.keep / file.name).write_text(trip.exported, encoding="utf-8")
    print(f"{wrong} rows changed something, do not add up, or were not undone")
    sys.exit(wrong > 0)


def _cells(trip: Trip, programs: bool) -> list[str | int]:
    first, parsed = trip.first, trip.parsed
    return [
        trip.blocks,
        first.new,
        first.changed,
        first.unchanged,
        first.unclear,
        first.failed + _unreadable(parsed),
        parsed.comments + parsed.strings + parsed.preambles,
        f"{trip.again.new}/{trip.again.changed}",
        f"{trip.back.new}/{trip.back.changed}",
        "no" if trip.undone else "yes",
        len(trip.slips),
        *(errors(program, trip.exported) if programs else "" for program in ("bibtex", "biber")),
    ]


if __name__ == "__main__":
    main()
