"""Publications brought from files: the .bib, and beside it what only the site knows."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from microsite.bibtex import read
from microsite.bibtex.write import writable, writable_type
from microsite.editing.kinds import PUBLICATION
from microsite.editing.revisions import keep_former
from microsite.editing.saving import save
from microsite.editing.snapshots import snapshot, version_of, write
from microsite.importing.facts import Incoming, incoming
from microsite.importing.writing import Writer
from microsite.models import Publication
from microsite.moving.content import layout
from microsite.moving.content.entries_own import change_own, keep_own
from microsite.moving.content.fields_in import fields_of
from microsite.moving.content.keys import escaped
from microsite.moving.content.records import default
from microsite.moving.content.source import NOT_TABLE, Place, Thing
from microsite.moving.content.things_in import Work
from microsite.moving.words import N_

NO_ENTRY = N_("There is no entry “%(key)s” in publications.bib. What is said of it was left out.")
# What a file says of a publication beside the fields that editors have.
OWN = ("key", "written", "refused_directions", "sample", "edited", "added", "fingerprint", "source")


def bring(work: Work) -> None:
    """Make, change or leave each publication of the files."""
    given, rows = _entries(work), _rows(work)
    for written in given.keys() - rows.keys():
        rows[written] = _thing(written, Place(layout.BIB, given[written].lines[0]))
    known: dict[str, tuple[Thing, Incoming]] = {}
    for written, row in rows.items():
        if written in given:
            entry = given[written]
            known[row.name] = row, replace(entry, entry=replace(entry.entry, key=row.name))
        else:
            work.report.tell(*row.where("key"), NO_ENTRY, key=row.name[:100])
    changed = _write(work, {key: entry for key, (_, entry) in known.items()})
    held = _held(work.session)
    for key in known:
        work.keys.add("publications", escaped(key), held[key].id)
    for key, (row, _) in known.items():
        _say(work, held[key], row, key in changed)
    work.session.flush()


def _entries(work: Work) -> dict[str, Incoming]:
    """Each entry by its key, in the order of the file."""
    path = work.source.folder / layout.BIB
    if not path.is_file():
        return {}
    parsed = read(path.read_bytes())
    for problem in parsed.problems:
        if problem.code != "no-entries":
            work.report.tell(layout.BIB, problem.line, problem.template, **dict(problem.params))
    return {one.entry.key: one for one in incoming(parsed.entries)}


def _rows(work: Work) -> dict[str, Thing]:
    """What is said beside each entry, by the key that the entry has in the .bib."""
    found: dict[str, Thing] = {}
    for row in work.source.rows(layout.ENTRIES):
        place = Place(layout.ENTRIES, row.line)
        if not isinstance(row.get("key"), str):
            work.report.tell(*place, NOT_TABLE)
            continue
        thing = _thing(row["key"], place)
        for name, value in row.items():
            thing.say(name, value, Place(layout.ENTRIES, row.line_of(name)))
        found[str(row.get("written") or row["key"])] = thing
    return found


def _thing(key: str, place: Place) -> Thing:
    return Thing(PUBLICATION, key, place)


def _write(work: Work, given: dict[str, Incoming]) -> set[str]:
    """New entries in their order, and those that say something else now; the keys of the latter."""
    writer, held, changed = Writer(work.session), _held(work.session), set()
    for key, entry in given.items():
        if key not in held:
            number, _ = writer.add(entry, (), None)
            work.came.setdefault("publications", set()).add(number)
            work.report.count("publication", "new")
        elif not _says(held[key], entry):
            said = snapshot(work.session, PUBLICATION, held[key])
            keep_former(work.session, PUBLICATION, held[key], said)
            writer.update(held[key], entry, entry.fingerprint)
            changed.add(key)
    writer.flush()
    work.session.expire_all()
    return changed


def _held(session: Session) -> dict[str, Publication]:
    options = undefer(Publication.fields), undefer(Publication.source)
    found = session.scalars(select(Publication).options(*options))
    return {one.citation_key: one for one in found}


def _says(held: Publication, given: Incoming) -> bool:
    said = held.entry_type, [tuple(pair) for pair in held.fields]
    other = given.entry.entry_type, given.fields
    return (writable_type(said[0]), writable(said[1])) == (
        writable_type(other[0]),
        writable(other[1]),
    )


def _say(work: Work, held: Publication, row: Thing, is_changed: bool) -> None:
    """What the file says beside the entry."""
    is_new = held.id in work.came.get("publications", ())
    before = None if is_new else snapshot(work.session, PUBLICATION, held)
    fields = fields_of(row, before, work.keys, work.report, OWN)
    if not row.said:
        # Nobody has said anything of it but the .bib: what the site knows stays.
        fields = {}
    if is_new:
        if any(fields[name] != default(PUBLICATION, PUBLICATION.field(name)) for name in fields):
            write(work.session, PUBLICATION, held, fields)
        keep_own(work, held, row)
        return
    revision = (
        save(work.session, PUBLICATION, held, fields, work.editor_id, version_of(held))
        if fields
        else None
    )
    is_other = change_own(work, held, row) or is_changed or revision is not None
    work.report.count("publication", "changed" if is_other else "unchanged")
