"""The fields of a publication's entry as rows of its form: a name and a text each."""

from typing import NamedTuple

from microsite.editing.drafts import Typed
from microsite.importing.handwork import (
    Edited,
    FileWord,
    bare,
    edited_of,
    edits,
    numbered,
    overlaid,
    word_of_file,
)
from microsite.models import Publication

NAMES, VALUES, FILE = "edited-name", "edited-value", "edited-file"


class EntryRow(NamedTuple):
    """A row: `is_edited` where an editor wrote it, and then what the file says, if that is known.

    `is_first` is the first row of a field that stands several times.
    """

    name: str
    value: str
    is_edited: bool
    is_first: bool
    file: str | None


def typed_entry(publication: Publication | None, edited: Edited) -> Typed:
    """What the rows hold once these fields are those written by hand."""
    said = overlaid(publication, edited)[0] if publication else edited
    return {NAMES: [bare(key) for key in said], VALUES: list(said.values())}


def read_entry(publication: Publication | None, typed: Typed) -> Edited:
    """What is written by hand once the entry says what stands in the rows."""
    pairs = zip(typed.get(NAMES, []), typed.get(VALUES, []), strict=False)
    # A field without a text is one that is taken away.
    named = [(name.strip().lower(), text) for name, text in pairs if text.strip()]
    if publication is None:
        return numbered(named)
    given_back = {name.strip().lower() for name in typed.get(FILE, [])}
    found = edits(publication, numbered(named))
    return {key: text for key, text in found.items() if bare(key) not in given_back}


def rows(publication: Publication | None, typed: Typed) -> list[EntryRow]:
    """The rows of the form, and behind them those of fields that were taken away by hand."""
    edited = {bare(key) for key in edited_of(publication)} if publication else set()
    word = word_of_file(publication) if publication and edited else None
    seen: set[str] = set()
    found = []
    for name, value in zip(typed.get(NAMES, []), typed.get(VALUES, []), strict=False):
        found.append(_row(name, value, name in edited, name not in seen, word))
        seen.add(name)
    found += [_row(name, "", True, True, word) for name in sorted(edited - seen)]
    return found


def _row(name: str, value: str, is_edited: bool, is_first: bool, word: FileWord | None) -> EntryRow:
    known = word is not None and is_edited and name not in word.unknown
    said = word.said.get(name, "") if word and known else None
    return EntryRow(name, value, is_edited, is_first, said)
