"""What is to be stored where an entry meets a publication: field by field, who wins."""

from collections.abc import Mapping
from dataclasses import replace

from microsite.bibtex import Entry, reading
from microsite.bibtex.entry import Fields
from microsite.bibtex.identifiers import eprint
from microsite.importing.changes import ENTRY_TYPE, Side, grouped
from microsite.importing.clues import Clues
from microsite.importing.facts import Incoming
from microsite.importing.plan import Candidate, Row
from microsite.importing.versions import PLACE, relation, stage
from microsite.models import Authorship, Publication

_ARCHIVE = frozenset({"eprint", "archiveprefix", "eprinttype", "eprintclass", "primaryclass"})


def resolve(
    row: Row,
    candidate: Candidate | None,
    publication: Publication,
    chosen: Mapping[str, str] | None = None,
) -> Incoming:
    """The entry to store for a publication that a row is, with `candidate` where that was unclear.

    The file wins; what only we hold stays, and so does what an editor wrote. Where the candidate
    only takes what it lacks, it wins. `chosen` says `file` or `held` by the name of a field. Of a
    preprint and its published version the ways to both are kept.
    """
    given = row.given
    held_wins = bool(candidate and candidate.adds_only)
    version = candidate.reason if candidate else _version(row, publication)
    sides = _Sides(publication, held_wins, chosen or {})
    if version in ("preprint", "published", "decided"):
        sides.keep_place(reading.year(given.entry) if not held_wins else publication.year)
    fields = _merged(given.fields, tuple(map(_pair, publication.fields)), sides)
    if version in ("preprint", "published"):
        preprint = entry_of(publication) if version == "preprint" else given.entry
        fields += _way_to(preprint, replace(given.entry, fields=fields, inherited=()))
    kind = given.entry.entry_type
    if sides.of(ENTRY_TYPE) == "held":
        kind = publication.entry_type
    merged = replace(given.entry, entry_type=kind, fields=fields)
    if held_wins:
        merged = replace(merged, raw=publication.source, inherited=())
        merged = replace(merged, inherited=inherited(merged, publication))
    return Incoming(merged, given.lines)


def fingerprint_after(row: Row, candidate: Candidate | None, publication: Publication) -> str:
    """What the publication's fingerprint is then: that of the entry which leads."""
    is_led = candidate and candidate.adds_only
    return publication.fingerprint if is_led else row.given.fingerprint


class _Sides:
    """Which side wins each field."""

    def __init__(
        self, publication: Publication, held_wins: bool, chosen: Mapping[str, str]
    ) -> None:
        self.default: Side = "held" if held_wins else "file"
        self._edited = frozenset(publication.edited_fields)
        self._chosen = {name: side for name, side in chosen.items() if side in ("file", "held")}
        self._own: frozenset[str] = frozenset()

    def keep_place(self, year: int | None) -> None:
        """Let the side that leads say alone where, and if it does when, the work appeared."""
        self._own = PLACE if year is not None else PLACE - {"year", "date"}

    def of(self, name: str) -> Side:
        """The side whose value is stored."""
        if name in self._chosen:
            return "file" if self._chosen[name] == "file" else "held"
        return "held" if name in self._edited else self.default

    def fills(self, name: str) -> bool:
        """Whether the other side's value is stored where the side that wins has none."""
        if name in self._chosen:
            return self._chosen[name] == "file"
        return name not in self._own and name not in self._edited


def _merged(given: Fields, held: Fields, sides: _Sides) -> Fields:
    """The fields in the order of the side that leads, the other side's behind."""
    values = {"held": grouped(held), "file": grouped(given)}
    leads = sides.default
    names = dict.fromkeys((*values[leads], *values["file"], *values["held"]))
    fields: list[tuple[str, str]] = []
    for name in names:
        side = sides.of(name)
        other = "file" if side == "held" else "held"
        found = values[side].get(name, [])
        if not found and sides.fills(name):
            found = values[other][name]
        fields += [(name, value) for value in found]
    return tuple(fields)


def _way_to(preprint: Entry, merged: Entry) -> Fields:
    """The fields that still lead to the preprint, if the merged ones do not."""
    identifier = eprint(preprint)
    if identifier.startswith("arxiv:"):
        if reading.arxiv(merged) or eprint(merged) == identifier:
            return ()
        number = identifier.removeprefix("arxiv:")
        has_archive = any(name in _ARCHIVE for name, _ in merged.fields)
        said = (("eprint", number), ("archiveprefix", "arXiv"))
        return (("arxiv", number),) if has_archive else said
    doi = reading.doi(preprint)
    address = f"https://doi.org/{doi}" if doi else (preprint.get("url") or "").strip()
    is_kept = doi == reading.doi(merged) if doi else address in dict(merged.fields).values()
    return () if is_kept or not address else (("preprint", address),)


def _version(row: Row, publication: Publication) -> str:
    """Which version of the work the publication is, where a row surely is the other one."""
    held = stage(
        publication.entry_type, publication.venue, publication.doi or "", publication.eprint or ""
    )
    return relation(held, Clues(row.given).stage)


def entry_of(publication: Publication) -> Entry:
    """The entry of a publication, without what it inherits."""
    return Entry(
        key=publication.citation_key,
        written_key=publication.citation_key,
        entry_type=publication.entry_type,
        fields=tuple(map(_pair, publication.fields)),
        inherited=(),
        raw="",
        line=0,
    )


def inherited(merged: Entry, held: Publication) -> Fields:
    """What a publication had from its parent entry, which is not among its fields."""
    found: list[tuple[str, str]] = []
    if held.year and not reading.year(merged):
        found.append(("year", str(held.year)))
    if held.month and not reading.month(merged):
        found.append(("month", str(held.month)))
    if held.venue and reading.venue(merged) != held.venue:
        found.append(("booktitle", held.venue))
    if held.authorships and not reading.people(merged).names:
        names = " and ".join(map(_written, held.authorships))
        found.append((held.authorships[0].role, names))
    return tuple(found)


def _written(author: Authorship) -> str:
    """A name so that it is read again as it is."""
    if author.literal:
        return f"{{{author.literal}}}"
    family = " ".join(part for part in (author.von, author.family) if part)
    return ", ".join(part for part in (family, author.jr, author.given) if part)


def _pair(field: list[str]) -> tuple[str, str]:
    return field[0], field[1]
