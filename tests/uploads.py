"""Files brought to a site and taken back, as the site itself does it."""

from collections.abc import Iterator

from flask import Flask
from sqlalchemy import select

from microsite import importing, jobs
from microsite.bibtex import ParsedFile, write
from microsite.db import database_file, db
from microsite.models import BibUpload
from tests.dump import Rows, dump, faults

# Fields that say which publication it is, or which others it has to do with.
IDENTIFYING = frozenset(
    ("title", "author", "editor", "year", "date", "doi", "eprint", "isbn", "crossref", "xdata",
     "related", "ids", "entryset")
)  # fmt: skip


def upload(app: Flask, name: str, content: bytes) -> tuple[importing.Outcome, ParsedFile]:
    """Bring a file as the site does."""
    with app.app_context():
        brought = BibUpload(filename=name, content=content, state="running")
        db.session.add(brought)
        db.session.commit()
        parsed = _work(app, brought)
        assert parsed
        assert brought.state == "applied", brought.outcome
        return importing.Outcome(**brought.outcome), parsed


def _work(app: Flask, upload: BibUpload) -> ParsedFile | None:
    parsed = jobs.run(app, upload.id)
    # What was read before belongs to a transaction from before the work.
    db.session.rollback()
    return parsed


def take_back(app: Flask, before: dict[str, Rows]) -> Iterator[str]:
    """Take three uploads back, the last one first; what is not as it was."""
    with app.app_context():
        numbers = list(db.session.scalars(select(BibUpload.id).order_by(BibUpload.id.desc())))[:3]
        for number in numbers:
            brought = db.session.get_one(BibUpload, number)
            brought.state = "undoing"
            db.session.commit()
            _work(app, brought)
            if brought.state != "undone" or brought.outcome["undone"]["kept"]:
                yield f"upload {number} is {brought.state}: {brought.outcome}"
    yield from faults(database_file(app))
    for table, rows in dump(app).items():
        if rows != before[table]:
            gone, come = set(before[table]) - set(rows), set(rows) - set(before[table])
            yield f"{table}: {len(gone)} rows are gone, {len(come)} rows were not there"


def half(parsed: ParsedFile) -> str:
    """Every second entry as it may have been before somebody corrected a field."""
    found = []
    for entry in parsed.entries[::2]:
        fields = list(entry.fields)
        numbers = [place for place, (name, _) in enumerate(fields) if name not in IDENTIFYING]
        for place in numbers[-1:]:
            name, value = fields[place]
            fields[place] = (name, f"{value} before")
        found.append(write(entry.entry_type, entry.key, fields))
    return "\n".join(found)
