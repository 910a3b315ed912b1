"""Two texts compared: by lines, and by words in either script."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsite.editing.texts import hunks, marked

TEXTS = st.text(alphabet="ab 光影。\n", max_size=60)


def shown(old: str, new: str) -> tuple[str, str]:
    """Both texts with what is marked in brackets."""
    left, right = (
        "".join(f"[{part.text}]" if part.marked else part.text for part in parts)
        for parts in marked(old, new)
    )
    return left, right


@pytest.mark.parametrize(
    ("old", "new", "left", "right"),
    [
        ("Second line here", "Second line was here", "Second line here", "Second line [was ]here"),
        ("我们的灯会等待。", "我们的灯不会等待。", "我们的灯会等待。", "我们的灯[不]会等待。"),
        ("two old words", "two very new words", "two [old] words", "two [very new] words"),
        ("", "new", "", "[new]"),
        ("alpha", "omega", "[alpha]", "[omega]"),
        ("用 AI 画画", "用 ML 画画", "用 [AI] 画画", "用 [ML] 画画"),
    ],
)
def test_words_that_differ_are_marked(old: str, new: str, left: str, right: str) -> None:
    assert shown(old, new) == (left, right)


def test_lines_that_are_the_same_stand_apart() -> None:
    found = hunks("one\n\ntwo\n\nthree\n", "one\n\n2\n\nthree\n")
    assert [hunk.same for hunk in found] == ["one\n\n", "", "\nthree\n"]


@given(TEXTS, TEXTS)
def test_the_pieces_put_together_are_the_texts(old: str, new: str) -> None:
    found = hunks(old, new)
    for which, text in (("old", old), ("new", new)):
        pieces = [one.same or "".join(p.text for p in getattr(one, which)) for one in found]
        assert "".join(pieces) == text


def test_long_texts_take_no_time() -> None:
    old = "word " * 40_000
    assert hunks(old, old + "more")[-1].new
    begun = time.perf_counter()
    hunks("\n" * 200_000, "a\n" * 100_000)
    hunks("a b " * 50_000, "b a " * 50_000)
    hunks("a\nb\n" * 700, "b\nc\n" * 700)
    assert time.perf_counter() - begun < 10
