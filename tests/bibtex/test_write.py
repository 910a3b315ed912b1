r"""Writing: what comes out is BibTeX to BibTeX, to biber and to our own reader."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microsite.bibtex import parse, write
from microsite.bibtex.latex import clean
from microsite.bibtex.write import is_writable_key, writable, writable_key, writable_value

# The characters that mean something to one of the readers, and a few that do not.
NASTY = st.text(alphabet='\\{}"@%#,=() \n\tab1~$&é李\x0b', max_size=40)


def squeezed(value: str) -> str:
    return " ".join(value.split())


def read_back(value: str, name: str = "title") -> str:
    parsed = parse(write("article", "k", [(name, value), ("year", "2020")]))
    assert [one.code for one in parsed.problems if one.code != "unknown-macro"] == []
    [entry] = parsed.entries
    assert (entry.key, entry.entry_type, entry.raw[-1]) == ("k", "article", "}")
    assert [field[0] for field in entry.fields] == [name, "year"]
    return entry.fields[0][1]


def depths(value: str) -> tuple[int, int]:
    """The lowest and the last depth of the braces as BibTeX counts them: all of them."""
    depth = lowest = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        lowest = min(lowest, depth)
    return lowest, depth


def test_an_entry_is_written_field_by_field_in_its_order() -> None:
    fields = [("title", "{A} Title"), ("x-odd", "kept"), ("author", "B, C"), ("year", "2020")]
    assert write("inproceedings", "li2020", fields) == (
        "@inproceedings{li2020,\n  title = {{A} Title},\n  x-odd = {kept},\n"
        "  author = {B, C},\n  year = {2020}\n}\n"
    )


def test_an_entry_without_fields_keeps_the_comma_that_biber_wants() -> None:
    assert write("misc", "empty", []) == "@misc{empty,\n\n}\n"
    assert len(parse(write("misc", "empty", [])).entries) == 1


@pytest.mark.parametrize(
    "value",
    [
        "",
        "plain",
        "李明 and 王芳",
        r"G{\"o}del, {\O}rsted \& $\{x\}$",
        '"quoted" and a lone " mark',
        "50% of it\n% no comment",
        "a, b = c # d",
        "two\nlines\n  and more",
        "me@example.org",
        "(open",
        "@article{inside}",
        "x" * 300_000,
    ],
)
def test_usual_values_are_written_to_the_letter(value: str) -> None:
    assert writable_value(value) == value
    assert read_back(value) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("C:\\dir\\", "C:\\dir\\ "),
        (r"{\verb\x\}", r"{\verb\x\ }"),
        (r"{a \\}", r"{a \\ }"),
        (r"a \{ b", r"a \ensuremath{\lbrace} b"),
        (r"\{a\} \} b", r"\{a\} \ensuremath{\rbrace} b"),
        (r"\{a {b\}", r"\{a b\}"),
        ("a } b {", "a  b "),
        ("said\n  @user (hello)", "said @user (hello)"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\ufeff", "ab"),
    ],
)
def test_what_a_reader_would_take_otherwise_is_mended(value: str, written: str) -> None:
    assert writable_value(value) == written
    assert read_back(value) == written
    assert writable_value(written) == written


def test_a_lone_brace_reads_the_same_once_it_is_put_in_words() -> None:
    for value in (r"from \{ to", r"a \} b"):
        assert clean(writable_value(value)) == clean(value)


@given(NASTY)
@example("\n@a{")
@example("{\\}\\{}")
def test_any_value_is_read_as_it_was_written(value: str) -> None:
    written = writable_value(value)
    assert depths(written) == (0, 0)
    assert squeezed(read_back(value)) == squeezed(written)
    # What was read is written again as it is, its blanks apart.
    assert squeezed(writable_value(squeezed(written))) == squeezed(written)


@pytest.mark.parametrize(
    "hostile", ["\\", "\n", "{", "}{", "\\{", "\\\\}", "jan~", " \n@", "{\\}", "\\}{"]
)
def test_a_hostile_value_takes_no_longer_than_its_length(hostile: str) -> None:
    value = hostile * 30_000
    assert depths(writable_value(value)) == (0, 0)
    assert write("article", "k", [("month", value)])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("jan", "jan"),
        ("Sep", "Sep"),
        ("jan~1", "jan # {~1}"),
        ("10~feb", "{10~} # feb"),
        ("jun/jul", "jun # {/} # jul"),
        ("January", "{January}"),
        ("jan.", "{jan.}"),
        ("1", "{1}"),
        ("", "{}"),
    ],
)
def test_months_are_names_that_each_style_spells(value: str, written: str) -> None:
    assert f"  month = {written}" in write("misc", "k", [("month", value)])
    assert read_back(value, "month") == value
    assert f"note = {{{value}}}" in write("misc", "k", [("note", value)])


@pytest.mark.parametrize("key", ["li2020", "10.1145/3544548", "DBLP:conf/a/2006", "李2020", "a&b"])
def test_usual_keys_are_kept(key: str) -> None:
    assert is_writable_key(key)
    assert parse(write("misc", key, [])).entries[0].key == key


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("my key 2000", "my-key-2000"),
        (r"O{\textquoteright}Hara", "O-textquoteright-Hara"),
        ("O'Hara", "O-Hara"),
        ("a\\", "a"),
        ("50%", "50"),
        ("{}", "entry"),
        ("", "entry"),
    ],
)
def test_other_keys_are_written_as_bibtex_and_biber_can_read_them(key: str, written: str) -> None:
    assert not is_writable_key(key)
    assert writable_key(key) == written
    assert parse(write("misc", key, [])).entries[0].key == written


def test_a_field_without_a_possible_name_keeps_its_value() -> None:
    odd = [("2nd title", "a"), ("", "b"), ("a{b}", "c"), ("título", "d")]
    assert [name for name, _ in writable(odd)] == ["x-2nd-title", "x-", "a-b", "título"]
    assert writable(writable(odd)) == writable(odd)
    [entry] = parse(write("misc", "k", odd)).entries
    assert entry.fields == writable(odd)


@pytest.mark.parametrize("entry_type", ["", "2article", "comment", "String", "a b"])
def test_a_type_that_is_none_becomes_misc(entry_type: str) -> None:
    assert write(entry_type, "k", [("title", "T")]).startswith("@misc{k,")


def test_a_field_given_twice_is_written_twice() -> None:
    [entry] = parse(write("misc", "k", [("url", "a"), ("url", "b")])).entries
    assert entry.fields == (("url", "a"), ("url", "b"))
