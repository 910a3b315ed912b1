import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsite.bibtex.latex import clean


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
        (r"\foo{bar} and \apj", "bar and apj"),
        (r"the $\alpha$-helix of H$_2$O", r"the $\alpha$-helix of H$_2$O"),
        (r"\(x^2\)", "$x^2$"),
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
    "shape",
    ["{", "}", "$", r"\$", r"\'", r"\'{", r"\'e", r"\sqrt[", r"\href{", r"\textsuperscript{2",
     "&a", "<i ", "-", "\\", r"\foo ", "a ", "$a\\"],
)  # fmt: skip
def test_hostile_text_takes_time_in_proportion_to_its_length(shape: str) -> None:
    started = time.perf_counter()
    clean(shape * 100_000)
    assert time.perf_counter() - started < 4


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ae{}\\'\"$~-&;<>i`^ \n% ")))
def test_no_text_raises_and_blanks_are_collapsed(written: str) -> None:
    plain = clean(written)
    assert plain == " ".join(plain.split())


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_characters="\\{}$~&<-`'\"")))
def test_text_without_latex_only_loses_blanks(written: str) -> None:
    assert clean(written).split() == clean(" ".join(written.split())).split()
