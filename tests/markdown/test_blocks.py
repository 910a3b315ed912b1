"""The blocks: what each makes, and what an editor is told of each wrong use."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from microsite.markdown import BLOCKS, Ask, Found, Rendered, problem, render

PICTURE = "picture=drawing:a"


class Site:
    """Answers with the name of what is asked, and remembers it."""

    def __init__(self) -> None:
        self.asked: list[Ask] = []

    def find(self, asked: Sequence[Ask]) -> list[Found]:
        self.asked.extend(asked)
        return [Found(f"<i>{ask.kind} {ask.values.get('name', '')}</i>") for ask in asked]


def made(text: str) -> Rendered:
    return render(text, "en", Site(), languages=("zh", "en"))


def codes(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in made(text).problems]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (":::section full dark\n# A\n:::", '<section class="b-section b-full b-dark">'),
        (f":::section background=drawing:a\n{'x'}\n:::", '<div class="b-backdrop"><i>picture'),
        (f":::feature {PICTURE} title=T link=research flip\nx\n:::", "b-feature b-flip"),
        (f":::feature {PICTURE} title=T link=research\nx\n:::", '<a href="/en/research/"'),
        (":::button link=/team/ text=Go main", '<a class="button button-main" href="/en/team/"'),
        (":::card title=T\nx\n:::", '<h2 class="b-title">T</h2>'),
        ("# A\n\n## B\n\n:::card title=T\nx\n:::", '<h4 class="b-title">T</h4>'),
        (":::grid columns=3\nx\n:::", '<div class="b-grid b-columns-3">'),
        (f":::figure {PICTURE} size=small\n*x*\n:::", "<figcaption><p><em>x</em></p>"),
        (f":::figure {PICTURE}:::", '<figure class="b-figure b-large"><i>picture'),
        (":::gallery\n![x](drawing:a 'y')\n:::", "<figcaption>y</figcaption></figure></li></ul>"),
        (":::alert\nx\n:::", '<p class="b-name">Note</p>'),
        (":::alert kind=danger title=“当心”\nx\n:::", '<p class="b-name">当心</p>'),
        (f":::float side=left {PICTURE}\nx\n:::", '<div class="b-float b-left"><i>picture'),
        (":::example\n**x**\n:::", '<code>**x**</code></pre><div class="b-inside"><p><strong>'),
        (":::citation key=a:b/c", '<div class="b-live b-live-citation"><i>citation'),
        (":::portrait person=a-b", "<i>portrait"),
        (":::list of=people items='a, b'", "<i>list"),
        (":::highlights direction=a number=2", "<i>highlights"),
        (":::directions", "<i>directions"),
        (":::publications direction=a year=2024,2025 filter='?type=article' number=5", "<i>publ"),
        (":::people role=phd", "<i>people"),
        (":::projects status=done area=film", "<i>projects"),
        (":::articles tag=x number=3", "<i>articles"),
        (":::news", "<i>news"),
    ],
)
def test_a_block_is_made(text: str, html: str) -> None:
    found = made(text)
    assert html in found.html
    assert not found.problems
    assert ":::" not in found.html or "<code>" in found.html


def test_every_block_is_in_the_table_above() -> None:
    [mark] = [
        mark
        for mark in test_a_block_is_made.pytestmark  # type: ignore[attr-defined]
        if mark.name == "parametrize"
    ]
    assert {text.split()[0].strip(":") for text, _ in mark.args[1] if text[0] == ":"} == set(BLOCKS)


WRONG = [
    (f":::{name}x{'' if kind.holds else ' a=b'}\nbody\n", 1, "misspelt-block")
    for name, kind in BLOCKS.items()
]
WRONG += [
    (f"\n:::{name} {'link=a text=b ' if name == 'button' else ''}zzz=1\nbody\n", 2, "unknown-value")
    for name in BLOCKS
]
WRONG += [
    (f":::{name} {' '.join(f'{value}=x' for value in kind.values)}\nbody\n", 1, "unclosed-block")
    for name, kind in BLOCKS.items()
    if kind.holds and name != "figure"
]
WRONG += [
    (f"a\n\n:::{kind.name}\n", 3, "missing-value")
    for kind in BLOCKS.values()
    if any(value.needed for value in kind.values.values())
]
WRONG += [
    (f":::{kind.name} {name}=0", 1, "bad-number")
    for kind in BLOCKS.values()
    for name, value in kind.values.items()
    if value.reads == "number"
]
WRONG += [
    (f":::{kind.name} {name}=nonsense", 1, "bad-word")
    for kind in BLOCKS.values()
    for name, value in kind.values.items()
    if value.reads == "word"
]
WRONG += [
    (f":::{kind.name} {name}=https://x.example/a.png", 1, "bad-picture")
    for kind in BLOCKS.values()
    for name, value in kind.values.items()
    if value.reads == "picture"
]
WRONG += [
    (f":::{kind.name} {name}=javascript:x", 1, "bad-link")
    for kind in BLOCKS.values()
    for name, value in kind.values.items()
    if value.reads == "link"
]
WRONG += [
    (f":::{kind.name} {name}=Not_a_slug", 1, "bad-slug")
    for kind in BLOCKS.values()
    for name, value in kind.values.items()
    if value.reads == "slug"
]
WRONG += [
    (f":::{kind.name} {name}=perhaps", 1, "bad-flag")
    for kind in BLOCKS.values()
    for name, value in kind.values.items()
    if value.reads == "flag"
]
WRONG += [
    (f":::{kind.name} {name}", 1, "unvalued")
    for kind in BLOCKS.values()
    for name, value in kind.values.items()
    if value.reads != "flag"
]
WRONG += [
    (":::whatever\nbody\n:::", 1, "unknown-block"),
    ("a\n\n:::\n", 3, "stray-end"),
    (":::button link=a text=b\n:::", 2, "stray-end"),
    (":::card\n- :::card\n  a\n:::\n", 2, "unclosed-block"),
    ("::::grid\n:::card\na\n::::", 2, "unclosed-block"),
    ("- a\n  :::card\n  b\n\n:::", 2, "unclosed-block"),
    ("- a\n  :::card\n  b\n\n:::", 5, "stray-end"),
    (":::card titel=x\nbody\n:::", 1, "misspelt-value"),
    (":::card title=x title=y\nbody\n:::", 1, "repeated-value"),
    (':::card title="x\nbody\n:::', 1, "unclosed-quote"),
    (":::gallery\n\nbody\n:::", 1, "empty-gallery"),
    (":::section\n" * 9 + "body\n" + ":::\n" * 9, 9, "too-deep"),
    ("a\n![b](https://x.example/c.png)", 2, "foreign-picture"),
    ("a\n\nb\n<img src='https://x.example/c.png'>", 4, "foreign-picture"),
    ("![b](c.png)", 1, "bad-picture"),
    ("a\n[b](javascript:c)", 2, "bad-link"),
    ("[b](www.example.org/c)", 1, "host-link"),
    ("<div>\n<iframe src=x></iframe>\n</div>", 2, "html-tag"),
    ("a <b onclick=x>c</b>", 1, "html-tag"),
    ("a\n\n```nonsense\nb\n```", 3, "unknown-language"),
    ("a $\\nosuch{b}$", 1, "bad-formula"),
    ("a\n\n$$\n\\frac{\n$$", 3, "bad-formula"),
    (":::news\n" * 201, 201, "too-many"),
]


@pytest.mark.parametrize(("text", "line", "code"), WRONG)
def test_a_wrong_use_is_told_with_its_line_and_nothing_looks_broken(
    text: str, line: int, code: str
) -> None:
    found = made(text)
    assert (line, code) in [(problem.line, problem.code) for problem in found.problems]
    for one in found.problems:
        assert "%" not in one.template % one.params
    assert ":::" not in found.html
    if "body" in text:
        assert "body" in found.html


def test_each_problem_of_the_renderer_can_be_brought_about() -> None:
    from microsite.markdown.problems import TEMPLATES

    asked = {"no-picture", "twofold-picture", "nothing-found", "too-long"} | {
        f"no-{name}"
        for name in (
            "publication", "person", "project", "article", "direction", "role", "area", "tag",
            "filter",
        )
    }  # fmt: skip
    assert {code for _, _, code in WRONG} | asked == set(TEMPLATES)


def test_the_documentation_has_every_block_with_all_its_values() -> None:
    text = (Path(__file__).parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)$", text, re.M))
    assert set(rows) == set(BLOCKS)
    for name, row in rows.items():
        assert all(f"`{value}`" in row for value in BLOCKS[name].values), name


def test_an_unclosed_block_changes_nothing_of_what_follows() -> None:
    found = made(":::section dark\n# A\n\nb")
    assert "b-dark" not in found.html
    assert "<p>b</p>" in found.html


def test_blocks_stand_inside_each_other_and_a_bare_line_ends_the_last_one() -> None:
    found = made(
        ":::section\n:::grid\n:::card title=A\na\n:::\n:::card title=B\nb\n:::\n:::\n:::\nc"
    )
    assert not found.problems
    assert found.html.count('class="b-card"') == 2
    assert found.html.rstrip().endswith("</section><p>c</p>")


def test_longer_colons_end_the_block_of_their_length() -> None:
    found = made("::::grid\n:::card title=A\na\n:::\n::::\nb")
    assert not found.problems
    assert found.html.rstrip().endswith("</div><p>b</p>")


def test_blocks_may_stand_in_lists_and_quotations() -> None:
    found = made("- a\n\n  :::alert\n  b\n  :::\n\n> :::news\n")
    assert not found.problems
    assert "<li>" in found.html.partition("b-alert")[0]
    assert "<blockquote>" in found.html.partition("b-live")[0]


def test_a_chinese_keyboard_writes_blocks_too() -> None:
    found = made("：：：card title＝“甲　乙”　link=research\n丙\n：：：")
    assert not found.problems
    assert ">甲　乙</a>" in found.html


def test_flags_may_be_said_to_be_on_or_off() -> None:
    assert "b-dark" in made(":::section dark=true\na\n:::").html
    assert "b-dark" not in made(":::section dark=否\na\n:::").html


def test_colons_in_code_are_code() -> None:
    found = made("```\n:::card\n```\n\n    :::card\n\n`:::card`")
    assert found.html.count(":::card") == 3
    assert not found.problems


def test_html_ends_where_a_block_begins() -> None:
    found = made("<div>\na\n:::news\n</div>")
    assert "<i>news" in found.html
    assert not found.problems


def test_what_the_site_says_is_wrong_stands_among_the_rest_by_line() -> None:
    class Empty:
        def find(self, asked: Sequence[Ask]) -> list[Found]:
            return [
                Found("", [problem("nothing-found", ask.line, block=ask.kind)]) for ask in asked
            ]

    found = render(":::nonsens\na\n:::\n\n:::news\n\n:::\n", "en", Empty())
    assert [(one.line, one.code) for one in found.problems] == [
        (1, "unknown-block"),
        (5, "nothing-found"),
        (7, "stray-end"),
    ]
    assert "news" not in found.html.replace("b-live-news", "")


def test_without_a_site_live_blocks_are_left_out() -> None:
    found = render("a ![b](drawing:c)\n\n:::news\n", "en")
    assert "<p>a </p>" in found.html
    assert not found.problems


def test_all_questions_of_a_text_are_asked_at_once() -> None:
    site = Site()
    text = "![a](picture:ABCD)\n\n![b](picture:12345678 'c')\n\n:::people role=x number=3\n"
    render(text, "en", site)
    assert [(ask.kind, ask.line) for ask in site.asked] == [("picture", 3), ("people", 5)]
    assert site.asked[0].values == {"name": "12345678", "use": "text", "alt": "b", "caption": "c"}
    assert site.asked[1].values == {"role": "x", "number": "3", "level": "2"}
