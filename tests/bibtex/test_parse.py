import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.bibtex import parse
from microsite.bibtex.problems import _TEMPLATES
from microsite.bibtex.split import split, split_any
from microsite.bibtex.values import plain_value
from tests.bibtex.files import codes, load


def test_fields_are_kept_in_order_and_to_the_letter() -> None:
    (entry,) = parse("@Article{Key, Title = {A  {B}\n c}, X-note = 12}").entries
    assert entry.entry_type == "article"
    assert entry.fields == (("title", "A  {B}\n c"), ("x-note", "12"))


def test_the_block_is_kept_as_it_was_written() -> None:
    text = "Text.\n\n  @article{a,\n  title = {T},\n}\n"
    (entry,) = parse(text).entries
    assert entry.raw == "@article{a,\n  title = {T},\n}"
    assert entry.line == 3


def test_a_missing_comma_is_reported_where_it_belongs_and_both_fields_are_read() -> None:
    parsed = load("missing_comma")
    assert parsed.entries[0].get("title") == "A Title Without Its Comma"
    assert parsed.entries[0].get("year") == "2001"
    assert [entry.key for entry in parsed.entries] == ["first", "second", "third"]
    assert codes(parsed) == [
        (2, "missing-comma"),
        (7, "missing-comma-after-key"),
        (13, "double-comma"),
    ]


def test_the_brace_may_stand_on_the_next_line() -> None:
    parsed = load("newline_before_brace")
    assert [(entry.entry_type, entry.key, entry.line) for entry in parsed.entries] == [
        ("inproceedings", "newline", 1),
        ("article", "blank", 7),
    ]
    assert parsed.problems == ()


def test_percent_signs_comment_between_fields_and_entries_but_not_in_values() -> None:
    parsed = load("percent_comments")
    assert [entry.key for entry in parsed.entries] == ["noted", "last"]
    noted = parsed.entries[0]
    assert [name for name, _ in noted.fields] == ["author", "title", "url", "year"]
    assert noted.get("title") == "Half of 50 \\% is\n% not a comment\n25 %"
    assert noted.get("url") == "http://example.org/a%20b"
    assert codes(parsed) == [
        (2, "comment-in-entry"),
        (12, "commented-out"),
        (18, "in-comment"),
    ]


def test_fields_after_a_brace_too_many_are_not_lost() -> None:
    parsed = load("extra_brace")
    assert [entry.key for entry in parsed.entries] == ["early", "fine"]
    assert parsed.entries[0].get("author") == "Doe, Jane"
    assert codes(parsed) == [(2, "extra-brace")]


def test_an_entry_that_is_not_closed_costs_no_other_entry() -> None:
    parsed = load("unclosed_brace")
    assert [entry.key for entry in parsed.entries] == ["good", "found"]
    assert parsed.failed == 2
    assert codes(parsed) == [(3, "unclosed-entry"), (8, "unreadable-entry")]
    assert "lost" in parsed.problems[0].message


def test_backslashes_before_braces_and_signs_at_a_lines_start_are_read_as_text() -> None:
    parsed = load("backslash_brace")
    assert [entry.key for entry in parsed.entries] == [
        "verb", "next", "O{\\textquoteright}Hara", "mail",
    ]  # fmt: skip
    assert parsed.entries[0].get("howpublished") == "\\verb\\http://example.org\\"
    assert parsed.entries[3].get("abstract") == "Written by\n@user (hello) and others"


def test_strings_and_concatenation_are_resolved() -> None:
    parsed = load("concatenation")
    joined, unknown, bare = parsed.entries
    assert joined.get("journal") == "Association of Everything, Part~2"
    assert joined.get("month") == "jan~1"
    assert unknown.get("note") == "Later!"
    assert unknown.get("journal") == "jacm"
    assert bare.get("title") == "not between braces"
    assert codes(parsed) == [(6, "undefined-string"), (8, "unquoted-value")]
    assert parsed.strings == 4


@pytest.mark.parametrize(("name", "lines"), [("crlf_newlines", [1]), ("cr_newlines", [1, 5])])
def test_lines_are_counted_whatever_the_newlines(name: str, lines: list[int]) -> None:
    assert [entry.line for entry in load(name).entries] == lines


def test_a_repeated_field_is_kept_twice_and_the_first_one_counts() -> None:
    first = load("repeated_keys").entries[0]
    assert [value for name, value in first.fields if name == "url"] == [
        "http://a.example.org", "http://b.example.org",
    ]  # fmt: skip
    assert first.get("url") == "http://a.example.org"


def test_a_page_that_is_no_bibtex_is_said_to_be_none() -> None:
    parsed = parse("<!DOCTYPE html><html><body>Sign in</body></html>")
    assert parsed.entries == ()
    assert codes(parsed) == [(1, "no-entries")]


def test_control_characters_are_dropped_and_reported() -> None:
    parsed = parse("@misc{a, title = {A\x00B}}")
    assert parsed.entries[0].get("title") == "AB"
    assert codes(parsed) == [(1, "dropped-characters")]


def test_a_lab_file_is_read_without_a_problem() -> None:
    parsed = load("real_lab")
    assert len(parsed.entries) == 14
    assert parsed.problems == ()
    assert (parsed.strings, parsed.comments, parsed.failed) == (3, 1, 0)


def test_strings_that_double_each_other_do_not_fill_the_memory() -> None:
    doubling = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    parsed = parse(f'@string{{s0 = "xx"}}\n{doubling}@misc{{a, title = s60}}')
    assert len(parsed.entries[0].get("title") or "") < 50_000_000


def test_every_message_says_what_can_be_done() -> None:
    for template in _TEMPLATES.values():
        assert template.count(". ") >= 1


def test_a_brace_too_many_after_an_entry_is_told() -> None:
    parsed = parse("@misc{a, title={A}}\n}\n@misc{b, title={B}}\n")
    assert [entry.key for entry in parsed.entries] == ["a", "b"]
    assert [(one.code, one.line, one.key) for one in parsed.problems] == [("stray-brace", 2, "a")]


def test_text_between_entries_is_a_comment() -> None:
    assert parse("@misc{a, title={A}}\nread this one\n@misc{b, title={B}}\n").problems == ()


def test_a_macro_nobody_knows_is_told_once() -> None:
    parsed = parse("@misc{a, title={\\zork{A}}}\n@misc{b, title={The \\zork B}}\n")
    assert [(one.code, one.line) for one in parsed.problems] == [("unknown-macro", 1)]
    assert "\\zork" in parsed.problems[0].message


@pytest.mark.parametrize("name", ["commented", "Stringed", "preambles"])
def test_a_type_that_begins_like_another_block_is_a_type(name: str) -> None:
    parsed = parse(f"@{name}{{a, title={{A}}}}\n@misc{{b, title={{B}}}}\n")
    assert [entry.entry_type for entry in parsed.entries] == [name.lower(), "misc"]


def test_a_type_that_begins_like_another_block_is_not_lost_in_silence() -> None:
    parsed = parse("@commented{a, title=A # {B} # C}\n@misc{b, title={B}}\n")
    assert parsed.failed == 1
    assert [one.line for one in parsed.problems] == [1]


@pytest.mark.parametrize("first", ["@preamble{@misc{k,", "@{,=@misc{k,"])
def test_what_follows_a_failed_block_is_told_with_its_own_line(first: str) -> None:
    lines = [one.line for one in parse(f"{first}\n@misc{{k,").problems]
    assert 2 in lines


REGULAR = st.tuples(
    st.sampled_from(["article", "misc", "Book"]),
    st.from_regex(r"[a-zA-Z0-9:._/+-]{1,8}", fullmatch=True),
    st.lists(
        st.tuples(
            st.sampled_from(["title", "Note", "bdsk-url-1", "year"]),
            st.text(alphabet='ab {}"\\,=@#%\n1', max_size=12),
            st.sampled_from(["{%s}", '"%s"', "%s", "{{%s}}", "{%s} # jan"]),
        ),
        max_size=4,
    ),
)


@given(st.lists(REGULAR, max_size=4))
def test_what_is_split_quickly_is_split_as_bibtexparser_does(
    entries: list[tuple[str, str, list[tuple[str, str, str]]]],
) -> None:
    text = "\n".join(
        f"@{kind}{{{key},\n" + ",\n".join(f"{n} = {d % v}" for n, v, d in fields) + "\n}"
        for kind, key, fields in entries
    )
    quick = {block.start: block for block in split(text) if block.kind == "regular"}
    slow = {block.start: block for block in split_any(text, 0, len(text)) if block.is_entry}
    for start, block in quick.items():
        same = slow[start]
        assert (block.end, block.name, block.key) == (same.end, same.name, same.key)
        assert [name for name, _ in block.fields] == [name.lower() for name, _ in same.fields]
        for number, (_, source) in enumerate(same.fields):
            if number not in block.words:
                assert block.fields[number][1] == plain_value(source)


def test_entries_inside_a_comment_are_left_out_and_told() -> None:
    parsed = parse("@comment{x\n@misc{a, title={A}}\n@misc{b, title={B}}}\n@misc{c, title={C}}\n")
    assert [entry.key for entry in parsed.entries] == ["c"]
    assert [(one.code, one.line) for one in parsed.problems] == [
        ("in-comment", 2),
        ("in-comment", 3),
    ]
