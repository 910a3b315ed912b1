"""How long a text takes, and how it begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.reading import excerpt, reading_minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 0),
        (" \n\n---\n", 0),
        ("One word", 1),
        ("word " * 230, 1),
        ("word " * 1150, 5),
        ("字" * 400, 1),
        ("字" * 2000, 5),
        ("字" * 2000 + "word " * 1150, 10),
        ("はじめに" * 100, 1),
    ],
)
def test_chinese_is_counted_in_characters_and_latin_in_words(text: str, minutes: int) -> None:
    assert reading_minutes(text) == minutes


def test_addresses_and_signs_take_no_time() -> None:
    link = "[here](https://example.org/" + "a-b-c/" * 400 + ") "
    assert reading_minutes(link) == 1
    assert reading_minutes("# - * > **\n" * 1000) == 0
    assert reading_minutes("![](picture:abc)") == 0


def test_an_excerpt_is_plain_words() -> None:
    text = "## Title\n\n- **bold** and [a link](/x)\n"
    assert excerpt(text) == "Title bold and a link"


def test_an_excerpt_ends_between_words_and_says_that_it_ends() -> None:
    assert excerpt("alpha beta gamma delta", 13) == "alpha beta…"
    assert excerpt("甲乙丙丁，戊己庚辛", 6) == "甲乙丙丁…"
    assert excerpt("short", 10) == "short"


@given(st.text(max_size=400), st.integers(2, 60))
def test_no_text_is_too_odd(text: str, most: int) -> None:
    assert len(excerpt(text, most)) <= most
    assert reading_minutes(text) >= 0
