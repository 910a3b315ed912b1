"""What is written is read back to the letter, whatever it is; what is no good is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.moving.content import markdown_files
from microsite.moving.content.yaml_files import BadYamlError, dump, load

# All that a database may hold: no half of a surrogate pair, and no NUL from a form.
ODD = ["a\nb", "a\n\n", "\na", "  a\n b", "a \nb", "a\r\nb", "\n", " ", "~", "null", "yes", "1_0"]
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
TEXTS = ANY | st.sampled_from(ODD)


@settings(max_examples=300)
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_any_text_is_read_as_it_was_written(text: str, more: list[str]) -> None:
    found = load(dump({"text": text, "more": more, "last": "x"}))
    assert (found["text"], found["more"], found["last"]) == (text, more or [], "x")


@settings(max_examples=300)
@given(TEXTS, TEXTS)
def test_a_markdown_file_gives_back_its_two_parts(title: str, body: str) -> None:
    found = markdown_files.read(markdown_files.write({"title": title}, body))
    assert (found.front["title"], found.body) == (title, body)


def test_lines_are_those_of_the_file() -> None:
    found = load("a: 1\nb:\n  - x\n  - y\nc:\n  d: 2\n")
    assert found.lines == {"a": 1, "b": 2, "c": 5}
    assert found["b"].lines == [3, 4]
    assert found["c"].line_of("d") == 6


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000, "{a: " * 200_000, "- " * 200_000, "a: &x 1\nb: *x", "a: 1\na: 2", "a: [",
        "\tb: 1", "--- 1\n--- 2", "[a]: 1", "%YAML 9.9\n---\n", "a: \x01", "!!python/x [}",
    ],
)  # fmt: skip
def test_what_is_no_good_is_told_with_a_line(text: str) -> None:
    with pytest.raises(BadYamlError) as wrong:
        load(text)
    assert wrong.value.line >= 1
    assert wrong.value.problem("a").line >= 1
