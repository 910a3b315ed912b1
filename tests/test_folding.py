import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.folding import fold, fold_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Schrödinger", "schrodinger"),
        ("Søren Łukasz Weiß", "soren lukasz weiss"),
        ("Æsir, Œuvre & İstanbul", "aesir oeuvre istanbul"),
        ("O'Brien–Smith_3", "o brien smith 3"),
        ("ﬁne Ｗide １２", "fine wide 12"),
        ("Ёлка и йод", "елка и иод"),
    ],
)
def test_accents_and_case_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("机器学习 (Machine Learning)", ["机", "器", "学", "习", "machine", "learning"]),
        ("深度学习，2024", ["深", "度", "学", "习", "2024"]),
        ("センサー", ["セ", "ン", "サ", "ー"]),
        ("한국어", ["한", "국", "어"]),
    ],
)
def test_each_cjk_character_is_a_word(text: str, words: list[str]) -> None:
    assert fold_words(text) == words


def test_kana_keep_their_voice_marks() -> None:
    assert fold("ガ") != fold("カ")


def test_a_text_without_words_folds_to_nothing() -> None:
    assert fold(" — … !? ") == ""


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text())
def test_only_single_blanks_stand_between_words(text: str) -> None:
    assert " ".join(fold_words(text)) == fold(text)
    assert "  " not in fold(text)


def test_folding_many_titles_is_fast() -> None:
    started = time.perf_counter()
    for _ in range(10_000):
        fold("A model-driven methodology to the content layout problem in Web applications")
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize(
    "written", ["H$_2$O", "$H_2O$", "H$_{2}$O", r"$\mathrm{H}_2\mathrm{O}$", "H₂O", "H2O"]
)
def test_small_formulas_are_found_as_they_are_typed(written: str) -> None:
    assert fold(written) == "h2o"
