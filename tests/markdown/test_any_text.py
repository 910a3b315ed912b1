"""Any text at all is rendered, in a bounded time, to HTML that is balanced."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite.markdown import BLOCKS, Ask, Found, render, sheet
from tests.markdown.hostile import TEXTS, findings

patient = settings(deadline=None)

LINES = [
    *(f":::{name}" for name in BLOCKS),
    *(f':::{kind.name} {name}="x' for kind in BLOCKS.values() for name in kind.values),
    ":::", "::::", "：：：", ":::nothing", "- a", "  - b", "> c", "| a |", "|---|", "```", "$$",
    "[^1]: d", "[^1]", "[toc]", "# e", "Term", ": f", "<div>", "</div>", "<!--", "", "    g",
    "![h](drawing:i)", "- [ ] j", "1. k", "-- l",
]  # fmt: skip
PAGES = st.lists(st.sampled_from([*LINES, *TEXTS]) | st.text(), max_size=30).map("\n".join)

MEGABYTE = 1_000_000


class Echo:
    """A site that has everything."""

    def find(self, asked: list[Ask]) -> list[Found]:
        return [Found(f"<i>{ask.kind}</i>") for ask in asked]


@patient
@example("\ue000\ue001")
@example("\r\n\x00\x0b")
@example(":::card\n" * 50)
@example(":::example\n:::gallery\n:::\n:::")
@given(st.text() | PAGES)
def test_no_text_makes_it_raise_or_lets_anything_through(text: str) -> None:
    made = render(text, "en", Echo(), languages=("zh", "en"))  # type: ignore[arg-type]
    assert not findings(made.html)
    assert sheet._SECRET not in made.html
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in made.problems:
        assert 1 <= problem.line <= lines
        assert problem.template % problem.params
    assert len({heading.id for heading in made.headings}) == len(made.headings)


@pytest.mark.parametrize(
    "piece",
    [
        "<div>\n:::card\n",
        ":::card\n", ":::\n", ":::card\nx\n:::\n", ":::news\n", "> ", "- ", "<div>\n\n", "<b>", "<",
        "<!--", "<!-- x -->", "[^a] ", "[a]: b\n", "# a\n", "$a ", "$$\na\n$$\n", "*a ", "| a ",
        "`", "&amp;", ": ", '="', "字", "a\n: b\n", "![a](b)", "[toc]\n\n", "```python\nx\n```\n",
    ],
)  # fmt: skip
def test_a_hundred_thousand_characters_of_anything_take_seconds(piece: str) -> None:
    text = piece * (MEGABYTE // 10 // len(piece))
    start = time.process_time()
    render(text, "en")
    assert time.process_time() - start < 6


def test_a_megabyte_of_text_takes_seconds_and_what_is_more_is_told() -> None:
    text = "今天**天气**很好，[我们](/team/)去公园 walk `slowly` by the lake.\n\n" * 20_000
    assert len(text) > MEGABYTE
    start = time.process_time()
    made = render(text, "zh")
    assert time.process_time() - start < 20
    assert [problem.code for problem in made.problems] == ["too-long"]


def test_deep_nesting_is_cut_and_told() -> None:
    deep = "".join(f":::section\n\n{'> ' * n}a\n\n" for n in range(40)) + ":::\n" * 40
    made = render(deep, "en")
    assert made.html.count("<section") == 8
    assert "too-deep" in {problem.code for problem in made.problems}
    assert render("<div>" * 5000, "en").html.count("<div>") <= 60
    assert render("> " * 5000 + "x", "en").html.count("<blockquote>") <= 40
