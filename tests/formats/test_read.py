import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite import bibtex, formats
from microsite.bibtex import ParsedFile
from tests.bibtex.files import DATA, codes

ENTRY = b"@article{a, title={A}}\n"
PIECES = st.sampled_from(
    [b"TY  - ", b"JOUR\n", b"ER  - \n", b"AU  - a, b\n", b"\n", b"[", b"{", b"}", b"]", b'"id": ',
     b'"type": "book"', b",", b"1", b'"author": [{"family": "\\ud800"}]', b"<html><pre>", b"</pre>",
     b"@misc{k,", b"title={", b"\xff", b"\x00", b"PK\x03\x04", b"<script>", b"$\\a", b"<i>"]
)  # fmt: skip


@pytest.mark.parametrize("path", sorted(DATA.glob("*.bib")), ids=lambda path: path.stem)
def test_plain_bibtex_is_read_as_ever(path: Path) -> None:
    parsed, plain = formats.read("refs.bib", path.read_bytes()), bibtex.read(path.read_bytes())
    assert parsed.entries == plain.entries
    assert [one for one in plain.problems if one not in parsed.problems] == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"%PDF-1.7\n\x00\x01", "pdf-file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image-file"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "office-file"),
        (b"\x1f\x8b\x08\x00", "other-archive"),
        (b"\x7fELF\x02\x01\x01\x00", "binary-file"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "binary-file"),
        (b"<!DOCTYPE html>\n<html><body>Not found</body></html>", "web-page"),
        (b"Only words", "no-entries"),
        (b"[1, 2]", "not-csl-json"),
    ],
)
def test_what_holds_no_references_is_refused_by_its_content(data: bytes, code: str) -> None:
    parsed = formats.read("refs.bib", data)
    assert codes(parsed) == [(1, code)]
    assert parsed.entries == ()
    assert parsed.failed == 0


def test_entries_on_a_web_page_are_read() -> None:
    page = b"""<!DOCTYPE html>
<html><head><script>if (a < b) {
}</script></head><body>
<h1>Cite</h1><pre class="bib">@article{a,
  title={A &amp; <b>B</b> &lt; C}}
</pre>x<br>@book{c, title={C}}</body></html>"""
    parsed = formats.read("refs.bib", page)
    assert codes(parsed) == [(1, "web-page-read")]
    assert [(one.key, one.line, one.get("title")) for one in parsed.entries] == [
        ("a", 4, "A & B < C"),
        ("c", 6, "C"),
    ]


def test_the_content_decides_and_not_the_name() -> None:
    assert formats.read("refs.json", ENTRY).entries[0].key == "a"
    assert formats.read("refs.bib", b"TY  - BOOK\nID  - r\nER  - \n").entries[0].key == "r"
    assert formats.read("refs.ris", b'[{"id": "c", "type": "book"}]').entries[0].key == "c"


def test_control_characters_do_not_make_a_file_binary() -> None:
    assert formats.read("refs.bib", b"\x00\x01\x02\x03" + ENTRY).entries[0].key == "a"


def test_letters_that_could_not_be_told_are_told() -> None:
    lost = formats.read("a.bib", "@misc{a,\n title={B\ufffd}}".encode())
    assert codes(lost) == [(2, "lost-letters")]
    mixed = formats.read("a.bib", "@misc{a,\r\n title={é é é é}}\r\n".encode() + b"% \xe9")
    assert codes(mixed) == [(3, "mixed-encodings")]


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    assert isinstance(formats.read("a.bib", data), ParsedFile)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map(b"".join))
def test_no_sequence_of_signs_of_any_format_raises(data: bytes) -> None:
    parsed = formats.read("a.json", data)
    assert parsed.entries or parsed.problems or parsed.comments or parsed.strings
    for found in parsed.problems:
        assert found.message
        assert found.line >= 1


HOSTILE = [
    b"TY  - JOUR\nTI  - $_", b"<script", b"<html><!--", b"<pre>&amp;", b'[{"id":', b"$\\", b"<i>",
    b"\xff\xfe", b"\xe9 ", b"TY  - \n", b"\x81",
]  # fmt: skip


@pytest.mark.parametrize("shape", HOSTILE)
def test_hostile_files_take_time_in_proportion_to_their_length(shape: bytes) -> None:
    started = time.perf_counter()
    formats.read("a.bib", b"<html>" + shape * 20_000)
    formats.read("a.ris", b"TY  - JOUR\nTI  - " + shape * 20_000)
    assert time.perf_counter() - started < 8
