from microsite.bibtex import Entry
from microsite.bibtex.reading import authors, venue, year
from tests.bibtex.files import codes, load


def by_key() -> dict[str, Entry]:
    return {entry.key: entry for entry in load("inheritance").entries}


def test_the_title_of_the_parent_is_where_the_paper_appeared() -> None:
    entries = by_key()
    assert venue(entries["paper"]) == "Proceedings of Everything"
    assert year(entries["paper"]) == 2001
    assert venue(entries["issue"]) == "The Journal"


def test_what_identifies_the_parent_is_not_inherited() -> None:
    assert by_key()["paper"].get("doi") is None


def test_chains_are_followed() -> None:
    chapter = by_key()["chapter"]
    assert chapter.get("booktitle") == "The Book"
    assert chapter.get("maintitle") == "The Series"
    assert chapter.get("publisher") == "The Press"


def test_circles_end() -> None:
    assert by_key()["circle"].get("note") == "round and round"


def test_a_date_of_its_own_keeps_the_years_of_parents_away() -> None:
    dated = by_key()["dated"]
    assert year(dated) == 1999
    assert dated.get("subtitle") is None


def test_xdata_gives_whole_entries_and_single_names() -> None:
    entry = by_key()["withdata"]
    assert entry.get("publisher") == "XPress"
    assert entry.get("location") == "Here"
    assert entry.get("title") == "A Borrowed Title"
    assert [name.family for name in authors(entry)] == ["Poe", "Two"]


def test_a_missing_parent_is_reported() -> None:
    assert codes(load("inheritance")) == [(4, "missing-parent")]
