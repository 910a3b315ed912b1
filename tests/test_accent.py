"""The accent: whatever colour a lab chooses can be read, as text and under text, in both themes."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microsite.art import accent, contrast, hex_colour, style_sheet
from microsite.art.accent import DARK_GROUNDS, DEFAULT, LIGHT_GROUNDS
from microsite.art.colour import from_hex, to_hex

STATIC = Path(__file__).parent.parent / "static"
TEXT = 4.5

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def token(name: str) -> tuple[str, str]:
    """What the style sheets say a colour is, in the light theme and in the dark one."""
    css = (STATIC / "site.css").read_text() + (STATIC / "editor.css").read_text()
    found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", css)
    assert found, name
    return found[1], found[2]


@given(colours)
@example("#ffff00")
@example("#000000")
@example("#ffffff")
@example("#39ff14")
def test_any_accent_can_be_read_on_every_ground(colour: str) -> None:
    light, dark = accent(colour)
    assert min(contrast(light, ground) for ground in LIGHT_GROUNDS) >= TEXT
    assert min(contrast(dark, ground) for ground in DARK_GROUNDS) >= TEXT


@given(colours)
def test_the_words_on_a_button_of_the_accent_can_be_read(colour: str) -> None:
    # They have the colour of the ground.
    ground = token("ground")
    for step, words in zip(accent(colour), ground, strict=True):
        assert contrast(step, words) >= TEXT


@given(colours)
def test_a_colour_that_can_be_read_stays_as_it_is(colour: str) -> None:
    light, dark = accent(colour)
    if min(contrast(colour, ground) for ground in LIGHT_GROUNDS) > TEXT + 0.02:
        assert light == colour
    if min(contrast(colour, ground) for ground in DARK_GROUNDS) > TEXT + 0.02 and (
        colour != DEFAULT.light
    ):
        assert dark == colour


@given(colours)
def test_another_step_keeps_the_hue(colour: str) -> None:
    _, chroma, hue = from_hex(colour)
    for step in accent(colour):
        _, left, turned = from_hex(step)
        # Of a grey, and of what has become nearly one, nobody sees the hue.
        if chroma > 0.05 and left > 0.05:
            assert abs((turned - hue + 180) % 360 - 180) < 4, (colour, step)


def test_the_sites_own_accent_is_the_one_that_was_drawn() -> None:
    assert accent(DEFAULT.light) == DEFAULT == token("accent")


def test_the_grounds_are_those_of_the_style_sheets() -> None:
    names = ("ground", "raised", "gone", "come")
    assert tuple(zip(*map(token, names), strict=True)) == (LIGHT_GROUNDS, DARK_GROUNDS)


def test_the_sheet_says_both_steps_in_the_layer_of_tokens() -> None:
    assert style_sheet(accent("#ffee00")) == (
        "@layer tokens{:root{--accent:light-dark(#6e6600,#ffee00)}}\n"
    )


@given(colours)
def test_a_colour_comes_back_from_oklch(colour: str) -> None:
    assert to_hex(*from_hex(colour)) == colour


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#0b5fff", "#0b5fff"),
        (" 0B5FFF ", "#0b5fff"),
        ("#06f", "#0066ff"),
        ("", None),
        ("blue", None),
        ("#0b5ff", None),
        ("#0b5fff;}", None),
        ("#０b5fff", None),
    ],
)
def test_a_colour_is_read_as_people_write_it(text: str, expected: str | None) -> None:
    assert hex_colour(text) == expected


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    # The example of https://webaim.org/resources/contrastchecker/.
    assert contrast("#0000ff", "#ffffff") == pytest.approx(8.59, abs=0.01)
