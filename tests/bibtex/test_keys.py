from microsite.bibtex import parse
from tests.bibtex.files import codes, load


def test_a_repeated_publication_keeps_the_key_and_says_so() -> None:
    entries = load("repeated_keys").entries
    assert [(entry.key, entry.repeats) for entry in entries[:4]] == [
        ("doe", None),
        ("doe", "doe"),
        ("doe-2", None),
        ("Doe", None),
    ]


def test_a_missing_key_is_made_of_author_year_and_title() -> None:
    entries = load("repeated_keys").entries
    assert [entry.key for entry in entries[4:6]] == ["doe-2007-missing", "doe-2007-missing-2"]
    assert entries[6].key.isascii()


def test_each_changed_key_is_reported() -> None:
    assert codes(load("repeated_keys")) == [
        (1, "repeated-field"),
        (3, "repeated-entry"),
        (5, "repeated-key"),
        (9, "missing-key"),
        (11, "missing-key"),
        (13, "missing-key"),
    ]


def test_generated_keys_do_not_depend_on_the_rest_of_the_file() -> None:
    block = "@book{, author = {Doe, J.}, title = {The Lock}, year = 2001}"
    (alone,) = parse(block).entries
    after = parse("@misc{x, title = {Y}}\n" + block).entries[1]
    assert alone.key == after.key == "doe-2001-lock"


def test_a_derived_key_avoids_the_written_ones() -> None:
    text = "@a{k, title={One}}\n@a{k, title={Two}}\n@a{k-2, title={Three}}"
    assert [entry.key for entry in parse(text).entries] == ["k", "k-3", "k-2"]


def test_written_keys_stay_as_they_are() -> None:
    text = "@a{DBLP:conf/x y/Z, title = {T}}\n@a{李2020, title = {U}}"
    assert [entry.key for entry in parse(text).entries] == ["DBLP:conf/x y/Z", "李2020"]
