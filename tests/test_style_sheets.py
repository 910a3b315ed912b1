"""The style sheets: every rule in its layer, no physical sides, no inch of type in pixels."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "static"
SHEETS = ("site.css", "editor.css", "editing.css")
LAYERS = ("tokens", "base", "layout", "components", "pages", "print")
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)"
    r"|(?:min-|max-)?(?:width|height)|left|right|top|bottom)\s*:"
)


def css(sheet: str) -> str:
    """The sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (STATIC / sheet).read_text(), flags=re.DOTALL)


def outermost(text: str) -> list[str]:
    """What stands before each outermost pair of braces, and each statement without any."""
    found, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        if sign == "{":
            if depth == 0:
                found.append(text[start:place].strip())
            depth += 1
        elif sign == "}":
            depth -= 1
            start = place + 1
        elif sign == ";" and depth == 0:
            found.append(text[start:place].strip())
            start = place + 1
    assert depth == 0
    return found


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_rule_is_in_one_of_the_layers(sheet: str) -> None:
    known = {f"@layer {layer}" for layer in LAYERS} | {"@font-face"}
    assert set(outermost(css(sheet))) - known <= {f"@layer {', '.join(LAYERS)}"}


def test_the_layers_are_named_in_their_order_before_all_else() -> None:
    assert outermost(css("site.css"))[0] == f"@layer {', '.join(LAYERS)}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_sides_are_those_of_the_text_and_not_of_the_screen(sheet: str) -> None:
    assert not [line for line in css(sheet).splitlines() if PHYSICAL.search(line)]


@pytest.mark.parametrize("sheet", SHEETS)
def test_type_on_the_screen_grows_with_the_readers_own_size(sheet: str) -> None:
    screen = css(sheet)
    assert not re.findall(r"font(?:-size)?: [^;}]*\d(?:px)\b[^;}]*", screen)


def test_a_size_that_is_a_token_is_written_as_one() -> None:
    text = css("site.css")
    tokens = dict(re.findall(r"(--(?:tiny|note|small|aside)): ([\d.]+rem)", text))
    assert len(tokens) == 4
    for name, size in tokens.items():
        written = re.findall(rf"font-size: {re.escape(size)}(?![\d.])", text)
        assert not written, f"{size} is var({name})"


def test_the_larger_sizes_grow_by_a_fourth_on_phones_and_a_third_on_desktops() -> None:
    text = css("site.css").split(":lang(zh)")[0]
    steps = re.findall(r"--type-(\d): clamp\(([\d.]+)rem, [^,]+, ([\d.]+)rem\)", text)
    assert [int(number) for number, _, _ in steps] == [1, 2, 3, 4]
    for (_, small, large), (_, smaller, larger) in zip(steps[1:], steps, strict=False):
        assert float(small) / float(smaller) == pytest.approx(1.25, abs=0.01)
        assert float(large) / float(larger) == pytest.approx(1.333, abs=0.01)


def test_han_has_no_italics_wider_lines_and_a_measure_of_its_own() -> None:
    text = css("site.css")
    assert ":is(em, cite, i, dfn, address):lang(zh) { font-style: normal }" in text
    assert re.search(r":lang\(zh\) \{[^}]*--leading: 1\.8\b", text)
    assert ".prose:lang(zh) { max-inline-size: 36em }" in text
    assert "text-spacing-trim: trim-start" in text
    assert "text-autospace: normal" in text
