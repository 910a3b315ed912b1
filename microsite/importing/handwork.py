"""Fields of an entry that editors write by hand: kept over every import, given back on demand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from microsite.bibtex import parse
from microsite.bibtex.entry import Fields
from microsite.importing import decisions
from microsite.importing.changes import ENTRY_TYPE, grouped
from microsite.importing.facts import Incoming
from microsite.importing.merge import entry_of, inherited
from microsite.importing.writing import Writer
from microsite.models import Publication

# What an entry is known by, beside its key (see `decisions.mark`).
_KNOWN_BY = frozenset({"title", "author", "editor"})

Edited = dict[str, str]
"""What was written by hand, by the name of its field: empty where the field was taken away.

A field that stands several times has `note`, `note#2`, …; the entry type is among them.
"""


def edited_of(publication: Publication) -> Edited:
    """What editors wrote by hand in a publication's entry."""
    if not publication.edited_fields:
        return {}
    said = named(publication)
    found: Edited = {}
    for name in sorted(set(publication.edited_fields)):
        found |= {key: value for key, value in said.items() if bare(key) == name} or {name: ""}
    return found


def named(publication: Publication) -> Edited:
    """All that the entry says, by names that stand once each; its type first."""
    return {ENTRY_TYPE: publication.entry_type, **numbered(publication.fields)}


def numbered(fields: Iterable[Iterable[str]]) -> Edited:
    """Fields by names that stand once each."""
    found: Edited = {}
    for name, values in grouped(fields).items():
        for number, value in enumerate(values, start=1):
            found[name if number == 1 else f"{name}#{number}"] = value
    return found


class FileWord(NamedTuple):
    """What the file said last; of the fields in `unknown` its block alone does not tell."""

    said: Edited
    unknown: frozenset[str]


def word_of_file(publication: Publication) -> FileWord | None:
    """What the block of the entry says; None if it cannot be read."""
    parsed = parse(publication.source)
    if len(parsed.entries) != 1:
        return None
    entry = parsed.entries[0]
    said = {ENTRY_TYPE: entry.entry_type, **numbered(entry.fields)}
    # Abbreviations that a @string elsewhere in the file stood for.
    short = [str(one.params["name"]) for one in parsed.problems if one.code == "undefined-string"]
    unknown = {bare(key) for key, value in said.items() if any(name in value for name in short)}
    return FileWord(said, frozenset(unknown))


def edits(publication: Publication, typed: Mapping[str, str]) -> Edited:
    """What is written by hand once the entry says what was `typed`: all that it said otherwise.

    Nothing is by hand that says just what the file does.
    """
    before, word = named(publication), word_of_file(publication)
    changed = {bare(key) for key in {*before, *typed} if before.get(key) != typed.get(key)}
    names = {*publication.edited_fields, *changed}
    found: Edited = {}
    for name in sorted(names):
        now = _part(typed, name)
        if name in changed and word and name not in word.unknown and now == _part(word.said, name):
            continue
        found |= now or {name: ""}
    return found


def write_edited(session: Session, publication: Publication, edited: Edited) -> None:
    """Let these fields, and no others, be those written by hand; the columns follow.

    A field that was by hand and is no more says again what the file says.
    """
    before = edited_of(publication)
    if before == edited:
        return
    names = {bare(key) for key in edited}
    said, is_sure = overlaid(publication, edited)
    if names & _KNOWN_BY and not {bare(key) for key in before} & _KNOWN_BY:
        # The file's entry is still this publication, whatever that is called now.
        decisions.remember_held(session, publication, None)
    if not is_sure:
        # Only the file itself can tell: its next import is looked at again.
        publication.fingerprint = ""
    publication.edited_fields = sorted(names)
    session.flush()
    _rewrite(session, publication, said)


def overlaid(publication: Publication, edited: Edited) -> tuple[Edited, bool]:
    """All that the entry says once these fields are those written by hand.

    And whether the file's word was known for all that is by hand no more.
    """
    word = word_of_file(publication)
    names = {bare(key) for key in edited}
    said, is_sure = named(publication), True
    for name in sorted({bare(key) for key in edited_of(publication)} - names):
        if word is not None and name not in word.unknown:
            said = _put(said, name, _part(word.said, name))
        else:
            is_sure = False
    for name in sorted(names):
        said = _put(said, name, {key: text for key, text in _part(edited, name).items() if text})
    return said, is_sure


def _rewrite(session: Session, publication: Publication, said: Edited) -> None:
    """Derive all columns, the authors and what searches use from what the entry says now."""
    old = replace(entry_of(publication), raw=publication.source)
    # What came from a parent entry still does, whatever was written by hand.
    with_parents = replace(old, inherited=inherited(old, publication))
    kind = said.get(ENTRY_TYPE) or publication.entry_type
    whole = replace(with_parents, entry_type=kind, fields=_fields(said))
    writer = Writer(session)
    writer.update(publication, Incoming(whole, (0,)), publication.fingerprint)
    writer.flush()


def _fields(said: Edited) -> Fields:
    return tuple((bare(key), value) for key, value in said.items() if key != ENTRY_TYPE)


def _put(said: Edited, name: str, values: Edited) -> Edited:
    """The fields with other values for one name, at its place where it has one."""
    found: Edited = {}
    for key, value in said.items():
        if bare(key) != name:
            found[key] = value
        elif key == name:
            found |= values
    return {**found, **values}


def _part(said: Mapping[str, str], name: str) -> Edited:
    return {key: value for key, value in said.items() if bare(key) == name}


def bare(key: str) -> str:
    """The name of the field itself."""
    return key.partition("#")[0]
