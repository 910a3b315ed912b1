import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.bibtex.latex import clean, markup, unknown_macros
from microsite.bibtex.latex_reader import Reader
from tests.mutations import HOSTILE_VALUES


@pytest.mark.parametrize(
    "written",
    [
        r"{\'\i}", r"\'{\i}", r"\'\i ", r"\'{i}", r"\'i", r"{\'i}", r"{\'{\i}}", r"\' i", "i\u0301",
    ],
)  # fmt: skip
def test_an_accent_may_be_spelt_in_every_way(written: str) -> None:
    assert clean(f"Mar{written}a") == "María"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"Stra{\ss}e, \O{}degaard, {\L}ukasz, \ae r", "Straße, Ødegaard, Łukasz, ær"),
        (r"Erd{\H o}s and \v{C}apek and \c Ca", "Erdős and Čapek and Ça"),
        (r"A \& B \% \_ \# \$5", "A & B % _ # $5"),
        (r"pages 1--2 --- ``so''", "pages 1–2 — “so”"),
        (r"\textit{E. {coli}} \emph{x} {\bf y} \textsc{z}", "E. coli x y z"),
        (r"\texttt{a} \mbox{b} \copyright{} \LaTeX\ c", "a b © LaTeX c"),
        (r"\href{http://x.example.org}{text}", "text"),
        (r"\noopsort{a}Foo \foreignlanguage{latin}{bar}", "Foo bar"),
        (r"H\textsubscript{2}O, 10\textsuperscript{th}", "H₂O, 10th"),
        (r"\foo{bar} and \baz", "bar and baz"),
        (r"\foo{one}{two}", "one two"),
        (r"{\apj}", "Astrophysical Journal"),
        (r"D{\'\iaz}, Mat\'\ias and \'\i", "Díaz, Matías and í"),
        (r"the $\alpha$-helix of H$_2$O", r"the $\alpha$-helix of H$_2$O"),
        (r"\(x^2\)", "$x^2$"),
        (r"\($\lambda$\)-Tune", r"$\lambda$-Tune"),
        ("from $5 to $10", "from $5 to $10"),
        ("AT&amp;T &lt;b&gt; <i>in vitro</i>", "AT&T <b> in vitro"),
        (r"http://x/\~{}u/", "http://x/~u/"),
        (r"\enquote{so}", "“so”"),
        ("a~b\n  c", "a b c"),
        ("50% of it", "50% of it"),
        (r"\alpha-helix", "α-helix"),
        ("{", ""),
        ("$", "$"),
        ("\\", "\\"),
    ],
)
def test_latex_becomes_readable_text(written: str, plain: str) -> None:
    assert clean(written) == plain


@pytest.mark.parametrize(
    ("written", "fragment"),
    [
        (r"\emph{E. coli} \& more", "<em>E. coli</em> &amp; more"),
        (r"{\it Homo} sapiens", "<i>Homo</i> sapiens"),
        (r"\textbf{a \textit{b}} c", "<b>a <i>b</i></b> c"),
        (r"H\textsubscript{2}O, 10\textsuperscript{th}", "H<sub>2</sub>O, 10<sup>th</sup>"),
        ("CO<sub>2</sub> in <I>Homo</I>", "CO<sub>2</sub> in <i>Homo</i>"),
        ("<jats:italic>x</jats:italic> <inf>2</inf>", "<i>x</i> <sub>2</sub>"),
        (r"\textit{\'e}t\'e", "<i>é</i>té"),
        (r"\emph{a $x<y$}", "<em>a $x&lt;y$</em>"),
        ("<i>a <script>alert(1)</script>", "<i>a &lt;script&gt;alert(1)&lt;/script&gt;</i>"),
        ('<i onclick="x">a</i> &lt;b&gt;', "<i>a</i> &lt;b&gt;"),
        (r"\emph{a<i>b}c</i>", "<em>a<i>b</i></em>c"),
        (r"\textsc{a} {B}", ""),
        (r"\textit{}a", ""),
        ("a </i> b", ""),
        (r"the $\textit{x}$", ""),
        ("\ufdd0a\ufde0 plain", ""),
    ],
)
def test_a_title_keeps_its_formatting_as_safe_html(written: str, fragment: str) -> None:
    assert markup(written) == fragment


def test_macros_nobody_knows_are_named_with_their_first_place() -> None:
    text = (
        "@preamble{ {\\newcommand{\\mine}[1]{#1}} }\n"
        "@article{a,\n  title = {\\foo{A} \\emph{b} $\\inmath x$ {\\apj} \\alpha},\n"
        "  file = {C:\\Users\\me},\n  note = {\\hidden},\n  author = {D{\\'\\iaz} and \\foo B}\n}\n"
        "% \\comment\n@misc{b, title = {\\baz}}\n"
    )
    assert unknown_macros(text) == {"foo": text.index("\\foo"), "baz": text.index("\\baz")}
    assert unknown_macros("no macro at all") == {}
    assert len(unknown_macros("".join(f"\\x{'y' * number} " for number in range(200)))) == 50


@pytest.mark.parametrize("shape", HOSTILE_VALUES)
def test_hostile_text_takes_time_in_proportion_to_its_length(shape: str) -> None:
    short, long = (
        min(_seconds(shape * (size // len(shape))) for _ in range(3)) for size in (10_000, 100_000)
    )
    assert long < max(30 * short, 0.3)


def _seconds(value: str) -> float:
    started = time.process_time()
    clean(value)
    markup(value)
    unknown_macros(value)
    return time.process_time() - started


# Signs for which a short cut is taken before the reader sees them.
@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["\\'", '\\"', "\\~", "\\v", "\\&", "\\\\", "\\i", "{", "}", "e", "I", "é", " ", "~",
             "-", "--", "`", "'", "{\\i}", "{o}", "\\ss", "\\%", "a"]
        )
    ).map("".join)
)  # fmt: skip
def test_short_cuts_say_what_reading_every_token_says(written: str) -> None:
    read = unicodedata.normalize("NFC", Reader().read(written))
    assert clean(written) == " ".join(read.split())


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ae{}\\'\"$~-&;<>i`^ \n% ")))
def test_no_text_raises_and_blanks_are_collapsed(written: str) -> None:
    plain = clean(written)
    assert plain == " ".join(plain.split())


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\\{}$~&<-`'\"")))
def test_text_without_latex_only_loses_blanks(written: str) -> None:
    assert clean(written).split() == clean(" ".join(written.split())).split()
