"""Whatever the text, reading it neither raises nor loses count."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.bibtex import Entry, ParsedFile, parse, write
from microsite.bibtex import reading as facts
from tests.bibtex.files import DATA

PIECES = st.sampled_from(
    ["@article", "@", "{", "}", "(", ")", ",", "=", '"', "#", "%", "\n", " ", "\\", "key", "title",
     "author = {A, B and C D}", "crossref = {key}", "@string{a = {b}}", "@comment{", "@preamble{",
     "year = 2001", "xdata = {key}", "张三", "\r\n", "\x00", "\u2028", "$", "xdata=key-title-1"]
)  # fmt: skip
FIXTURES = sorted(path.read_bytes().decode("utf-8", "replace") for path in DATA.glob("*.bib"))


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_parsed(text: str) -> None:
    check(parse(text))


@settings(deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_sequence_of_bibtex_signs_can_be_parsed(text: str) -> None:
    check(parse(text))


@settings(deadline=None)
@given(st.sampled_from(FIXTURES), st.data())
def test_damaged_files_can_be_parsed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 30, len(text))))
    check(parse(text[:start] + data.draw(PIECES) + text[end:]))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text("abc", min_size=1, max_size=3),
            st.text("xyz {}\n".replace("{}", ""), max_size=9),
        ),
        max_size=12,
    )
)
def test_every_well_formed_entry_is_found(records: list[tuple[str, str]]) -> None:
    text = "\n".join(f"@misc{{{key},\n  title = {{{value}}}\n}}" for key, value in records)
    parsed = parse(text)
    assert [entry.written_key for entry in parsed.entries] == [key for key, _ in records]
    assert [entry.get("title") or "" for entry in parsed.entries] == [
        value if value.strip() else "" for _, value in records
    ]
    assert parsed.failed == 0
    written = "".join(
        write(entry.entry_type, entry.written_key, entry.fields) for entry in parsed.entries
    )
    assert [entry.fields for entry in parse(written).entries] == [
        entry.fields for entry in parsed.entries
    ]


HOSTILE = [
    "{", "@", "@a{", "@a{\n", "@a(", "@comment{\n", "@a{k,}\n", "@a{,}\n", "@a{k,a={b}}, c={d}}\n",
    "@a{k,\n%x\n", "@a{k,a={\\}\n", "@a{k{}{},a={b}}\n", "@ \n", "\t@", '@a{k,a="', "%\n", "@a {\n",
]  # fmt: skip


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_files_take_time_in_proportion_to_their_length(shape: str) -> None:
    started = time.perf_counter()
    parse(shape * 15_000)
    assert time.perf_counter() - started < 8


def check(parsed: ParsedFile) -> None:
    blocks = [entry.key for entry in parsed.entries if entry.repeats is None]
    assert len(blocks) == len(set(blocks))
    lost = [found for found in parsed.problems if re.match("unclosed-e|unreadable-e", found.code)]
    assert len(lost) == parsed.failed
    for found in parsed.problems:
        assert found.message
        assert found.line >= 1
    for entry in parsed.entries:
        assert entry.key
        assert entry.raw.startswith("@")
        assert entry.repeats is None or entry.repeats == entry.key
        read_all(entry)


def read_all(entry: Entry) -> None:
    facts.title(entry)
    facts.people(entry)
    facts.venue(entry)
    facts.year(entry)
    facts.month(entry)
    facts.abstract(entry)
    facts.keywords(entry)
    assert facts.languages(entry)
    for _, address in facts.links(entry):
        assert address.startswith(("http://", "https://", "HTTP://", "HTTPS://"))
