import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite import formats
from microsite.bibtex import ParsedFile, reading
from microsite.formats import archive

A = b"@article{a, title={A}, journal=jj, crossref={p}}\n"
P = b"@book{p,\n title={P}, year=2001}\n"


def packed(*files: tuple[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files:
            made.writestr(name, content)
    return into.getvalue()


def read(*files: tuple[str, bytes]) -> ParsedFile:
    return formats.read("refs.zip", packed(*files))


def told(parsed: ParsedFile) -> list[tuple[str | None, int, str]]:
    return [(found.file, found.line, found.code) for found in parsed.problems]


def test_strings_and_parents_of_one_file_serve_another() -> None:
    parsed = read(("a.bib", A), ("deep/down/p.bib", P), ("s.bib", b"@string{jj = {A Journal}}"))
    assert told(parsed) == []
    assert reading.venue(parsed.entries[0]) == "A Journal"
    assert reading.year(parsed.entries[0]) == 2001
    assert [(entry.file, entry.line) for entry in parsed.entries] == [
        ("a.bib", 1),
        ("deep/down/p.bib", 1),
    ]


def test_problems_tell_the_file_and_the_line_in_it() -> None:
    broken = b"\n\n@article{b, title={unclosed\n"
    again = b"\n@book{p, title={Another}}\n@book{p, title={P}}\n"
    parsed = read(("p.bib", P), ("broken.bib", broken), ("again.bib", again))
    assert told(parsed) == [
        ("broken.bib", 3, "unclosed-entry"),
        ("again.bib", 2, "repeated-key"),
        ("again.bib", 3, "repeated-entry"),
    ]
    assert "line 1 (p.bib)" in parsed.problems[1].message
    assert parsed.failed == 1


def test_all_formats_may_be_in_one_archive() -> None:
    parsed = read(
        ("a.bib", "@misc{a, author={张三}}".encode("gb18030")),
        ("b.ris", b"TY  - BOOK\nTI  - B\nER  - \n"),
        ("c.json", b'[{"id": "c", "type": "book", "title": "C"}]'),
        ("readme.txt", b"Welcome. Write to a@b.example {now}."),
        ("__MACOSX/._a.bib", b"\x00\x05\x16\x07"),
        ("paper.pdf", b"%PDF-1.7"),
    )
    assert told(parsed) == []
    assert [entry.entry_type for entry in parsed.entries] == ["misc", "book", "book"]
    assert parsed.encoding == "gb18030, utf-8"


def test_names_of_chinese_computers_are_read() -> None:
    made = packed(("??.bib", P)).replace(b"??.bib", "文献".encode("gbk")[:2] + b".bib")
    assert formats.read("a.zip", made).entries[0].file == "文.bib"


def test_what_cannot_be_read_is_left_out_and_told() -> None:
    parsed = read(
        ("p.bib", P),
        ("doc.bib", b"%PDF-1.4\n\x00"),
        ("in.zip", packed(("p.bib", P))),
        ("none.bib", b""),
        ("text.bib", b"Only words"),
    )
    assert told(parsed) == [
        ("in.zip", 1, "nested-archive"),
        ("doc.bib", 1, "pdf-file"),
        ("none.bib", 1, "empty-file"),
        ("text.bib", 1, "no-entries"),
    ]
    assert len(parsed.entries) == 1


def test_a_locked_file_is_told() -> None:
    made = bytearray(packed(("p.bib", P)))
    made[made.index(b"PK\x01\x02") + 8] |= 1
    assert told(formats.read("a.zip", bytes(made))) == [("p.bib", 1, "encrypted-part")]


def test_a_damaged_file_is_told_and_the_others_are_read() -> None:
    made = bytearray(packed(("a.bib", P * 3), ("p.bib", P)))
    made[45] ^= 0xFF
    parsed = formats.read("a.zip", bytes(made))
    assert told(parsed) == [("a.bib", 1, "damaged-part")]
    assert parsed.entries[0].file == "p.bib"


def test_an_archive_that_is_none_is_told() -> None:
    assert told(formats.read("a.zip", b"PK\x03\x04 and no more")) == [(None, 1, "broken-archive")]
    assert told(read()) == [(None, 1, "empty-archive")]
    assert told(read(("[Content_Types].xml", b""))) == [(None, 1, "office-file")]


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(("a.bib", b"0" * 30_000_000))
    assert told(formats.read("a.zip", bomb)) == [(None, 1, "oversized-archive")]
    monkeypatch.setattr(archive, "LARGEST", 100)
    assert told(read(("a.bib", P), ("b.bib", P * 5))) == [(None, 1, "oversized-archive")]


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    assert told(read(*((f"{n}.bib", P) for n in range(3)))) == [(None, 1, "too-many-files")]


def test_a_single_file_is_bundled_as_it_is() -> None:
    assert formats.bundle([("refs.bib", P)]) == ("refs.bib", P)
    with pytest.raises(ValueError, match="no file"):
        formats.bundle([])


def test_a_bundle_gives_back_its_files_and_is_always_the_same() -> None:
    files = [("C:\\x\\refs.bib", A), ("refs.bib", P), ("../参考.bib", P)]
    name, bundle = formats.bundle(files)
    assert (name, bundle) == formats.bundle(files)
    parsed = formats.read(name, bundle)
    assert [entry.file for entry in parsed.entries] == ["refs.bib", "refs (2).bib", "参考.bib"]


@settings(deadline=None)
@given(st.data())
def test_damaged_archives_never_raise(data: st.DataObject) -> None:
    made = bytearray(packed(("a.bib", A), ("文/p.bib", P), ("c.json", b"[]")))
    for _ in range(data.draw(st.integers(1, 8))):
        made[data.draw(st.integers(4, len(made) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(formats.read("a.zip", bytes(made)), ParsedFile)
