"""What is stored where an entry meets a publication, field by field."""

import pytest
from sqlalchemy.orm import Session

from microsite.bibtex import reading
from microsite.importing import Row, fingerprint_after, resolve
from microsite.importing.facts import Incoming
from tests.importing.entries import (
    FIRST,
    OTHER,
    PREPRINT,
    PUBLISHED,
    entry,
    hold,
    plan_of,
    publication,
)

ARXIV = "2401.00001"


def row_of(session: Session, *entries: str) -> Row:
    return plan_of(session, *entries).rows[0]


def merged(
    session: Session, held: str, given: str, *, edited: tuple[str, ...] = (), **chosen: str
) -> Incoming:
    """What is stored for `given`, its first candidate chosen where it is unclear."""
    hold(session, held)
    one = publication(session, "a")
    one.edited_fields = list(edited)
    session.flush()
    row = row_of(session, given)
    return resolve(row, row.candidates[0] if row.candidates else None, one, chosen)


def test_the_file_wins_and_what_only_we_hold_stays(session: Session) -> None:
    held, given = entry("a", **FIRST, pages="1", note="n"), entry("a", "book", **FIRST, pages="2")
    found = merged(session, held, given)
    assert found.fields == (*FIRST.items(), ("pages", "2"), ("note", "n"))
    assert found.entry.entry_type == "book"


def test_what_an_editor_wrote_stays(session: Session) -> None:
    held, given = entry("a", **FIRST, pages="1"), entry("a", **FIRST, pages="2", note="n")
    found = merged(session, held, given, edited=("pages", "note"))
    # The note is one that an editor took away.
    assert found.fields == (*FIRST.items(), ("pages", "1"))


def test_a_choice_decides_each_field(session: Session) -> None:
    held = entry("a", **FIRST, pages="1", note="1")
    given = entry("a", "book", **FIRST, pages="2", note="2", x="2")
    chosen = {"pages": "held", "note": "file", "x": "held", "entry type": "held", "title": "odd"}
    found = merged(session, held, given, edited=("note",), **chosen)
    assert found.fields == (*FIRST.items(), ("pages", "1"), ("note", "2"))
    assert found.entry.entry_type == "article"


def test_a_choice_of_what_the_file_does_not_say_drops_nothing(session: Session) -> None:
    held, given = entry("a", **FIRST, note="n"), entry("a", **FIRST, pages="2")
    assert ("note", "n") in merged(session, held, given, note="file").fields


def test_a_doubled_field_stays_doubled(session: Session) -> None:
    held = "@article{a, title = {Light}, note = {one}, note = {two}}"
    found = merged(session, held, entry("a", title="Light", pages="2"))
    assert [value for name, value in found.fields if name == "note"] == ["one", "two"]


def test_the_published_version_takes_the_place_of_the_preprint(session: Session) -> None:
    published = entry("b", "inproceedings", **OTHER | FIRST, booktitle="Light 2024", pages="1--9")
    found = merged(session, entry("a", **PREPRINT, volume="abs/1", note="n"), published)
    fields = dict(found.fields)
    assert found.entry.entry_type == "inproceedings"
    assert reading.venue(found.entry) == "Light 2024"
    assert not {"journal", "volume"} & fields.keys()
    assert (fields["eprint"], fields["archiveprefix"], fields["note"]) == (ARXIV, "arXiv", "n")


def test_the_links_of_both_versions_are_kept(session: Session) -> None:
    found = merged(session, entry("a", **PREPRINT), entry("b", **PUBLISHED))
    assert dict(reading.links(found.entry)) == {
        "doi": "https://doi.org/10.5555/x.1",
        "arxiv": f"https://arxiv.org/abs/{ARXIV}",
    }


@pytest.mark.parametrize(
    ("preprint", "address"),
    [
        ({"doi": "10.1101/2024.01.01.123456"}, "https://doi.org/10.1101/2024.01.01.123456"),
        ({"url": "https://example.org/early"}, "https://example.org/early"),
    ],
)
def test_a_preprint_elsewhere_keeps_its_address(
    session: Session, preprint: dict[str, str], address: str
) -> None:
    held = entry("a", **FIRST, journal="bioRxiv", **preprint)
    found = merged(session, held, entry("b", **PUBLISHED, url="https://example.org/final"))
    assert dict(found.fields)["preprint"] == address


def test_a_preprint_that_comes_later_only_adds(session: Session) -> None:
    preprint = entry(
        "b", "misc", **FIRST, eprint=ARXIV, archiveprefix="arXiv", note="n", month="may"
    )
    found = merged(session, entry("a", **PUBLISHED), preprint)
    added = (("eprint", ARXIV), ("archiveprefix", "arXiv"), ("note", "n"))
    assert found.fields == (*PUBLISHED.items(), *added)
    assert found.entry.entry_type == "article"
    assert found.entry.raw == entry("a", **PUBLISHED).strip()


def test_what_the_published_version_inherited_is_not_lost(session: Session) -> None:
    parent = entry("p", "proceedings", booktitle="Light 2024", year="2024", editor="Gu, L.")
    child = {"title": FIRST["title"], "author": FIRST["author"]}
    hold(session, entry("a", "inproceedings", crossref="p", **child), parent)
    row = row_of(session, entry("b", **PREPRINT))
    found = resolve(row, row.candidates[0], publication(session, "a"))
    assert (reading.venue(found.entry), reading.year(found.entry)) == ("Light 2024", 2024)


def test_the_fingerprint_is_that_of_the_version_which_leads(session: Session) -> None:
    hold(session, entry("a", **PUBLISHED))
    held = publication(session, "a")
    row = row_of(session, entry("b", **PREPRINT))
    assert fingerprint_after(row, row.candidates[0], held) == held.fingerprint
    row = row_of(session, entry("a", **PUBLISHED, note="n"))
    assert fingerprint_after(row, None, held) == row.given.fingerprint


def test_a_preprint_that_surely_became_published_leaves_its_place(session: Session) -> None:
    published = entry("a", "inproceedings", **FIRST, booktitle="Light 2024")
    found = merged(session, entry("a", **PREPRINT), published)
    assert reading.venue(found.entry) == "Light 2024"
    assert reading.arxiv(found.entry) == ARXIV
