import time

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


SHORT = [
    ("gb18030", "gb18030", "张三", "Deep learning"),
    ("gb18030", "gb18030", "王立洪 and 欧阳文", "On graphs"),
    ("gb18030", "gb18030", "Zhang, San", "基于深度学习的图像识别"),
    ("big5", "cp950", "陳志明", "Deep learning"),
    ("big5", "cp950", "Lin, Mei", "臺灣高等教育之研究"),
    ("shift_jis", "cp932", "鈴木 健太 and 佐藤 花子", "On graphs"),
    ("shift_jis", "cp932", "Sato, H.", "深層学習による画像の認識"),
    ("euc-jp", "euc-jp", "Sato, H.", "深層学習による画像の認識"),
    ("euc-kr", "cp949", "김민준", "On graphs"),
    ("euc-kr", "cp949", "Kim, M.", "인공지능 기반 영상 처리"),
    ("windows-1251", "windows-1251", "Иванов, А. В.", "On graphs"),
    ("koi8-r", "koi8-r", "Кузнецов, Сергей", "On graphs"),
    ("windows-1252", "windows-1252", "Jörg Müller", "Let’s go: 1–12"),
    ("windows-1252", "windows-1252", "{\\relax J}os{é} Garc{í}a", "L’étude"),
    ("windows-1252", "windows-1252", "Bjørn Þorsteinsson", "Größe"),
    ("iso-8859-2", "iso-8859-2", "Tomáš Dvořák", "On graphs"),
    ("windows-1250", "windows-1250", "Dušan Šimůnek", "On graphs"),
    ("mac-roman", "mac-roman", "Núria Muñoz and Jörg Müller", "On graphs"),
]


@pytest.mark.parametrize(("name", "codec", "author", "title"), SHORT)
def test_one_entry_is_enough_to_tell_the_encoding(
    name: str, codec: str, author: str, title: str
) -> None:
    text = f"@article{{key,\n  author = {{{author}}},\n  title = {{{title}}},\n}}\n"
    assert decode(text.encode(codec)) == (text, name)


def test_a_few_hanzi_that_happen_to_be_good_utf8_are_hanzi() -> None:
    assert decode("{联通}".encode("gb18030")) == ("{联通}", "gb18030")


def test_good_utf8_with_few_letters_stays_utf8() -> None:
    for text in ("é", "Müller", "Ян", "שלום", "Ελλάς", "ñ–", "张三"):
        assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("name", ["gb18030", "big5", "shift_jis", "euc-kr", "windows-1252"])
def test_a_stray_byte_does_not_change_the_encoding(name: str) -> None:
    text = next(f"{author}, {title}\n" for told, _, author, title in SHORT if told == name)
    assert decode(text.encode(name) * 20 + b"\xff\n")[1] == name


def test_a_large_file_takes_a_moment() -> None:
    data = "author = {张三 and Jörg Müller},\n".encode("gb18030") * 300_000
    started = time.perf_counter()
    assert decode(data)[1] == "gb18030"
    assert time.perf_counter() - started < 4


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
