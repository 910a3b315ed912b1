"""The fields of a publication's entry as rows of its form: a name and a text each."""

import hashlib
from itertools import zip_longest
from typing import NamedTuple

from microsite.editing.drafts import Typed
from microsite.importing.handwork import (
    Edited,
    FileWord,
    bare,
    edited_of,
    edits,
    named,
    numbered,
    overlaid,
    word_of_file,
)
from microsite.models import Publication

NAMES, VALUES, WAS, FILE = "edited-name", "edited-value", "edited-was", "edited-file"


class EntryRow(NamedTuple):
    """A row: `was` is the mark of the text it began with.

    `is_edited` where an editor wrote it; `file` is then what the file says, if that is known.

    `is_first` is the first row of a field that stands several times.
    """

    name: str
    value: str
    was: str
    is_edited: bool
    is_first: bool
    file: str | None


def typed_entry(publication: Publication | None, edited: Edited) -> Typed:
    """What the rows hold once these fields are those written by hand."""
    said = overlaid(publication, edited)[0] if publication else edited
    now = named(publication) if publication else {}
    return {
        NAMES: [bare(key) for key in said],
        VALUES: list(said.values()),
        WAS: [mark(now[key]) if key in now else "" for key in said],
    }


def read_entry(publication: Publication | None, typed: Typed) -> Edited:
    """What is written by hand once the entry says what stands in the rows.

    A field whose rows nobody touched says what it says now: an import may have come meanwhile.
    """
    given: dict[str, list[tuple[str, str]]] = {}
    columns = (typed.get(name, []) for name in (NAMES, VALUES, WAS))
    for name, text, was in zip_longest(*columns, fillvalue=""):
        if name.strip():
            given.setdefault(name.strip().lower(), []).append((text, was))
    touched = {
        # A field without a text is one that is taken away.
        name: [(name, text) for text, _was in texts if text.strip()]
        for name, texts in given.items()
        if any(mark(text) != was for text, was in texts)
    }
    if publication is None:
        return numbered(pair for pairs in touched.values() for pair in pairs)
    said = {key: text for key, text in named(publication).items() if bare(key) not in touched}
    said |= numbered(pair for pairs in touched.values() for pair in pairs)
    given_back = {name.strip().lower() for name in typed.get(FILE, [])}
    found = edits(publication, said)
    return {key: text for key, text in found.items() if bare(key) not in given_back}


def rows(publication: Publication | None, typed: Typed) -> list[EntryRow]:
    """The rows of the form, and behind them those of fields that were taken away by hand."""
    edited = {bare(key) for key in edited_of(publication)} if publication else set()
    word = word_of_file(publication) if publication and edited else None
    seen: set[str] = set()
    found = []
    columns = (typed.get(name, []) for name in (NAMES, VALUES, WAS))
    for name, value, was in zip_longest(*columns, fillvalue=""):
        if name or value:
            found.append(_row((name, value, was), name in edited, name not in seen, word))
            seen.add(name)
    found += [_row((name, "", mark("")), True, True, word) for name in sorted(edited - seen)]
    return found


def _row(
    typed: tuple[str, str, str], is_edited: bool, is_first: bool, word: FileWord | None
) -> EntryRow:
    name = typed[0]
    known = word is not None and is_edited and name not in word.unknown
    said = word.said.get(name, "") if word and known else None
    return EntryRow(*typed, is_edited, is_first, said)


def mark(text: str) -> str:
    """What a text is known by, whatever its blanks: a browser changes line ends."""
    squeezed = " ".join(text.split())
    return hashlib.sha256(squeezed.encode("utf-8", "surrogatepass")).hexdigest()[:12]
