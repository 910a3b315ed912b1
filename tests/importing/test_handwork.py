"""Fields written by hand: no import overwrites them, and the file's word can be had back."""

from sqlalchemy.orm import Session

from microsite.importing.handwork import edited_of, edits, named, write_edited
from microsite.models import Person, Publication, Term
from tests.importing.entries import FIRST, entry, hold, publication

MINE = "Quite Another Title"


def by_hand(session: Session, key: str, **changes: str) -> Publication:
    """Change fields as the form does; an empty text takes one away."""
    found = publication(session, key)
    typed = {name: text for name, text in (named(found) | changes).items() if text}
    write_edited(session, found, edits(found, typed))
    return publication(session, key)


def test_the_columns_follow_what_is_written_by_hand(session: Session) -> None:
    session.add(Person(slug="shen", position=0, role="phd", name={"en": "Zhiyao Shen"}))
    session.flush()
    hold(session, entry("a", **FIRST))
    found = by_hand(
        session, "a", title="Light {\\&} Shade", author="Shen, Zhiyao", journal="Lamps", year="2019"
    )
    assert (found.title, found.venue, found.year) == ("Light & Shade", "Lamps", 2019)
    assert [one.person.slug for one in found.authorships if one.person] == ["shen"]
    assert found.folded_venue == "lamps"
    assert session.query(Term).filter_by(kind="venue", value="lamps").count() == 1
    assert found.edited_fields == ["author", "journal", "title", "year"]


def test_no_import_overwrites_them_neither_the_same_nor_a_changed_file(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    by_hand(session, "a", title=MINE, year="")
    hold(session, entry("a", **FIRST))
    found = publication(session, "a")
    assert (found.title, found.year) == (MINE, None)
    hold(session, entry("a", **{**FIRST, "year": "2030", "pages": "1--2"}))
    found = publication(session, "a")
    assert (found.title, found.year) == (MINE, None)
    assert ["pages", "1--2"] in found.fields


def test_the_files_word_comes_back_its_newest(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    found = by_hand(session, "a", title=MINE, note="Mine", year="")
    assert edited_of(found) == {"title": MINE, "note": "Mine", "year": ""}
    hold(session, entry("a", **{**FIRST, "year": "2025"}))
    write_edited(session, publication(session, "a"), {"note": "Mine"})
    found = publication(session, "a")
    assert (found.title, found.year) == (FIRST["title"], 2025)
    write_edited(session, found, {})
    found = publication(session, "a")
    assert "note" not in dict(map(tuple, found.fields))  # type: ignore[arg-type]
    assert found.edited_fields == []


def test_an_abbreviation_of_the_file_is_looked_up_at_its_next_import(session: Session) -> None:
    lines = "@string{jl = {Journal of Lamps}}\n@article{a, title = {Lamps}, journal = jl}\n"
    hold(session, lines)
    assert by_hand(session, "a", journal="By hand").venue == "By hand"
    write_edited(session, publication(session, "a"), {})
    assert publication(session, "a").venue == "By hand"
    hold(session, lines)
    assert publication(session, "a").venue == "Journal of Lamps"


def test_what_says_just_what_the_file_says_is_not_by_hand(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    by_hand(session, "a", title="By hand")
    assert by_hand(session, "a", title=FIRST["title"]).edited_fields == []


def test_the_type_of_the_entry_is_kept_too(session: Session) -> None:
    hold(session, entry("a", **FIRST))
    found = by_hand(session, "a", **{"entry type": "inproceedings"})
    assert found.entry_type == "inproceedings"
    hold(session, entry("a", **{**FIRST, "pages": "1"}))
    assert publication(session, "a").entry_type == "inproceedings"


def test_a_field_that_stands_twice_keeps_both(session: Session) -> None:
    hold(session, "@misc{a, title = {Lamps}, note = {One}, note = {Two}}")
    found = by_hand(session, "a", **{"note#2": "Three"})
    assert [value for name, value in found.fields if name == "note"] == ["One", "Three"]
    write_edited(session, found, {})
    found = publication(session, "a")
    assert [value for name, value in found.fields if name == "note"] == ["One", "Two"]


def test_what_came_from_a_parent_entry_stays(session: Session) -> None:
    hold(
        session,
        "@inproceedings{a, title = {Lamps}, crossref = {p}}",
        "@proceedings{p, title = {Proceedings of Lamps}, year = 2020}",
    )
    found = by_hand(session, "a", title="Chairs")
    assert (found.title, found.year) == ("Chairs", 2020)
    assert found.venue == "Proceedings of Lamps"
