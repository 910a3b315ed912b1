"""Markdown and mathematics to safe HTML."""

import html
import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from math_core import LatexError, LatexToMathML

_markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable(
    ["table", "strikethrough"]
)
_mathematics = LatexToMathML(fancy_error=False)

_STYLES = re.compile(r' style="[^"]*"')

# An even number of backslashes may stand before a dollar sign that opens mathematics.
_DOLLARS = re.compile(r"(?<!\\)\$([^$]{1,500})(?<!\\)\$")


def render_markdown(text: str) -> str:
    """HTML that may stand in a page: no script, no handler, no address but http(s) and mailto."""
    return nh3.clean(
        _markdown.render(text), url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )


def render_mathematics(text: str) -> str:
    """Escaped text in which each `$…$` became MathML; what is not mathematics stays as written."""
    parts = _DOLLARS.split(text)
    # The pattern's one group makes every second part the inside of a pair of dollars.
    return "".join(
        _formula(part) if number % 2 else html.escape(part) for number, part in enumerate(parts)
    )


@lru_cache(maxsize=4096)
def _formula(latex: str) -> str:
    try:
        mathml = _mathematics.convert_with_local_state(latex, displaystyle=False)
    except LatexError:
        return html.escape(f"${latex}$")
    # The pages' policy forbids style attributes, which \\color would bring.
    return _STYLES.sub("", mathml)
