"""LaTeX mathematics to MathML, without any script on the page."""

import html
import re
from functools import lru_cache

from math_core import LatexError, LatexToMathML

_mathematics = LatexToMathML(fancy_error=False)

_STYLES = re.compile(r' style="[^"]*"')

_TAG = re.compile(r"<(/?)([a-z]+)([^>]*?)(/?)>")
_DISPLAY = re.compile(r' displaystyle="\w+"')
_STYLED = ("math", "mstyle", "mtable")

# An even number of backslashes may stand before a dollar sign that opens mathematics.
_DOLLARS = re.compile(r"(?<!\\)\$([^$]{1,500})(?<!\\)\$")

LONGEST = 5000

# Between a formula and the stop after it a browser may end the line, whatever CSS says of lines.
_STOPPED = re.compile(
    r"(<math(?![^>]*block)[^>]*>(?:(?!</math>).)*</math>)([，。、；：？！）」』》”’.,;:?!)\]]+)",
    re.DOTALL,
)


def render_mathematics(text: str) -> str:
    """Escaped text in which each `$…$` became MathML; what is not mathematics stays as written."""
    parts = _DOLLARS.split(text)
    # The pattern's one group makes every second part the inside of a pair of dollars.
    return tied(
        "".join(
            (formula(part) or html.escape(f"${part}$")) if number % 2 else html.escape(part)
            for number, part in enumerate(parts)
        )
    )


def tied(rendered: str) -> str:
    """HTML in which a formula within a line and the punctuation after it stay together."""
    return _STOPPED.sub(r'<span class="tied">\1\2</span>', rendered)


@lru_cache(maxsize=4096)
def formula(latex: str, display: bool = False) -> str | None:
    """The MathML of a formula; None for one that cannot be read."""
    if len(latex) > LONGEST:
        return None
    try:
        mathml = _mathematics.convert_with_local_state(latex, displaystyle=display)
    except LatexError:
        return None
    # The pages' policy forbids style attributes, which \\color would bring.
    return _wrapped(_STYLES.sub("", mathml))


def _wrapped(mathml: str) -> str:
    """Each `displaystyle` on an `mstyle` around its element: valid HTML knows it only there."""
    if not _DISPLAY.search(mathml.partition(">")[2]):
        return mathml
    ends: list[str] = []

    def put(tag: re.Match[str]) -> str:
        closing, name, attributes, empty = tag.groups()
        if closing:
            return tag[0] + ends.pop()
        style = None if name in _STYLED else _DISPLAY.search(attributes)
        opened = f"<mstyle{style[0]}>" if style else ""
        end = "</mstyle>" if style else ""
        if not empty:
            ends.append(end)
            end = ""
        plain = attributes.replace(style[0], "") if style else attributes
        return f"{opened}<{name}{plain}{empty}>{end}"

    return _TAG.sub(put, mathml)
