"""Markdown and mathematics: safe HTML, and what is not mathematics stays as written."""

import html

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from microsite.markdown import render_markdown, render_mathematics

patient = settings(deadline=None)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "text <b onclick='alert(1)'>bold</b>",
        "<iframe src=//evil.example></iframe>",
        "<style>* { display: none }</style>",
        "<svg/onload=alert(1)>",
        "# <form action=//evil.example><input>",
        "| a |\n|---|\n| <script>1</script> |",
    ],
)
def test_html_in_markdown_is_text(text: str) -> None:
    rendered = render_markdown(text).lower()
    for tag in ("script", "img", "b ", "iframe", "style", "svg", "form", "input"):
        assert f"<{tag}" not in rendered
    assert "&lt;" in rendered


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x0A;script:alert(1)",
        "&#106;avascript:alert(1)",
        "%6Aavascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "ftp://example.org/",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", "<{}>", "[x][1]\n\n[1]: {}"])
def test_only_web_and_mail_addresses_become_links(form: str, address: str) -> None:
    rendered = render_markdown(form.format(address)).lower()
    for scheme in ("javascript:", "vbscript:", "data:", "file:", "ftp:"):
        assert f'href="{scheme}' not in rendered
        assert f'src="{scheme}' not in rendered


@pytest.mark.parametrize(
    "address",
    ["https://lab.example.org/a?b=1", "http://x.org", "mailto:a@x.org", "/zh/team/", "#a"],
)
def test_good_addresses_become_links(address: str) -> None:
    assert f'href="{address}"' in render_markdown(f"[x]({address})")


def test_a_link_gives_the_other_page_no_hold_of_this_one() -> None:
    assert 'rel="noopener"' in render_markdown("[x](https://x.org)")


def test_a_title_of_a_link_cannot_leave_its_attribute() -> None:
    rendered = render_markdown("""[x](https://x.org '" onmouseover="alert(1)')""")
    assert "onmouseover=&quot;" in rendered


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("# One", "<h1>One</h1>"),
        ("*a* **b** ~~c~~", "<em>a</em> <strong>b</strong> <s>c</s>"),
        ("- a\n- b", "<li>a</li>"),
        ("| a |\n|---|\n| b |", "<td>b</td>"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("**光影**研究", "<strong>光影</strong>研究"),
    ],
)
def test_markdown_is_rendered(text: str, rendered: str) -> None:
    assert rendered in render_markdown(text)


def test_a_formula_becomes_mathml() -> None:
    rendered = render_mathematics("Bounds of $O(n^2)$ steps")
    assert rendered.startswith("Bounds of <math")
    assert rendered.endswith("</math> steps")
    assert "<msup>" in rendered
    assert "$" not in rendered


def test_each_of_several_formulas_becomes_mathml() -> None:
    rendered = render_mathematics("$a$ and $b$, 从 $c$ 到 $d$")
    assert rendered.count("<math") == rendered.count("</math>") == 4
    assert "从" in rendered


def test_a_formula_and_the_stop_after_it_are_on_one_line() -> None:
    rendered = render_mathematics("$a$ 到 $b$。从 $c$, then")
    formulas = [f"<math><mi>{name}</mi></math>" for name in "abc"]
    tied = [
        f'<span class="tied">{formulas[1]}。</span>',
        f'<span class="tied">{formulas[2]},</span>',
    ]
    assert rendered == f"{formulas[0]} 到 {tied[0]}从 {tied[1]} then"


def test_a_fraction_of_another_size_stands_in_a_style_of_its_own() -> None:
    rendered = render_mathematics(r"$\tfrac{\dfrac12}{3}$ and $\frac12$")
    inner = '<mstyle displaystyle="true"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>'
    outer = f'<mstyle displaystyle="false"><mfrac>{inner}<mn>3</mn></mfrac></mstyle>'
    assert rendered.startswith(f"<math>{outer}</math>")
    assert rendered.endswith("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>")


def test_the_same_formula_is_the_same_each_time() -> None:
    assert render_mathematics(r"$\frac{a}{b}$") == render_mathematics(r"$\frac{a}{b}$")


@pytest.mark.parametrize(
    "text", [r"$\nosuchcommand{x}$", r"$\frac{a}$", "$}{$", r"$\left( a$", "$^$"]
)
def test_bad_mathematics_stays_text(text: str) -> None:
    assert render_mathematics(f"see {text} here") == html.escape(f"see {text} here")


@pytest.mark.parametrize(
    "text", ["It costs $5", "$", "", "a $$ b", r"\$5 and \$6", "$" + "x" * 501 + "$"]
)
def test_dollars_that_are_no_mathematics_stay(text: str) -> None:
    assert render_mathematics(text) == text


def test_text_around_mathematics_is_escaped() -> None:
    rendered = render_mathematics("<b>\"x\" & 'y'</b> $x$")
    assert rendered.startswith("&lt;b&gt;&quot;x&quot; &amp; &#x27;y&#x27;&lt;/b&gt; <math")


@pytest.mark.parametrize(
    "formula",
    [
        r"\text{<script>alert(1)</script>}",
        "<script>alert(1)</script>",
        r"\mathrm{<img src=x onerror=alert(1)>}",
        r"\operatorname{<script>}",
        r"\color{red\" onclick=\"alert(1)}x",
        r"\textcolor{\"><script>}{x}",
        r"\href{javascript:alert(1)}{x}",
        r"\begin{<script>}x\end{<script>}",
        r"\tag{<script>} x",
        r"\unknown<script>",
    ],
)
def test_a_formula_carries_no_html(formula: str) -> None:
    rendered = render_mathematics(f"${formula}$").lower()
    for bad in ("<script", "<img", 'onclick="', 'href="'):
        assert bad not in rendered


COMMANDS = [
    r"\frac",
    r"\sqrt",
    r"\text",
    r"\mathbb",
    r"\sum",
    r"\color{red}",
    r"\def",
    r"\newcommand",
]
PAIRS = [r"\left(", r"\right)", r"\begin{matrix}", r"\end{matrix}", "{", "}", "^", "_", "&", r"\\"]
SIGNS = ["x", "1", "<script>", "$", "\\", '"', "'", " ", "光", "\x00", "#1", "%", "~"]
PIECES = st.sampled_from([*COMMANDS, *PAIRS, *SIGNS])
FORMULAS = st.lists(PIECES, max_size=12).map("".join)


@patient
@example("$\x00$")
@given(st.text() | FORMULAS | FORMULAS.map(lambda formula: f"${formula}$"))
def test_no_text_makes_mathematics_raise_or_lets_a_script_through(text: str) -> None:
    assert "<script" not in render_mathematics(text).lower()


@patient
@given(st.text() | FORMULAS)
def test_no_text_makes_markdown_raise_or_lets_a_script_through(text: str) -> None:
    assert "<script" not in render_markdown(text).lower()


@patient
@given(st.text(st.characters(exclude_characters="$", exclude_categories=["Cs"])))
def test_text_without_a_dollar_is_only_escaped(text: str) -> None:
    assert render_mathematics(text) == html.escape(text)
