import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.bibtex import decode
from microsite.bibtex.reading import authors
from tests.bibtex.files import load


@pytest.mark.parametrize(
    ("name", "encoding", "author"),
    [
        ("utf8_bom", "utf-8-sig", "Jörg Müller"),
        ("utf16_bom", "utf-16", "Jörg Müller"),
        ("utf16_no_bom", "utf-16-le", "Jörg Müller"),
        ("gb18030", "gb18030", "王立洪"),
        ("windows1252", "windows-1252", "Jörg Müller"),
        ("latin2", "iso-8859-2", "Paweł Szydłowski"),
        ("mac_roman", "mac-roman", "Jörg Järvisalo"),
        ("mixed_encodings", "utf-8", "Jörg Müller"),
    ],
)
def test_the_encoding_is_found(name: str, encoding: str, author: str) -> None:
    parsed = load(name)
    assert parsed.encoding == encoding
    assert authors(parsed.entries[0])[0].display == author


def test_wrong_bytes_in_a_good_file_are_read_one_by_one() -> None:
    assert authors(load("mixed_encodings").entries[1])[0].display == "B Thidé"


def test_newlines_become_one_sign() -> None:
    assert decode(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


def test_an_empty_file_is_text() -> None:
    assert decode(b"") == ("", "utf-8")


@settings(deadline=None)
@given(st.binary())
def test_no_bytes_are_refused(data: bytes) -> None:
    text, encoding = decode(data)
    assert isinstance(text, str)
    assert encoding
