"""Code in colours: classes only, the colours are the stylesheet's."""

import html
from functools import lru_cache

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

# Some lexers take long over long lines; beyond this, code is shown in one colour.
MOST = 20_000

_PLAIN = {"text", "txt", "plain", "markdown", "md"}
_formatter: HtmlFormatter[str] = HtmlFormatter(nowrap=True, classprefix="c-")


def coloured(code: str, language: str) -> str | None:
    """The code's HTML; None for a language nobody knows."""
    if not language or language.lower() in _PLAIN:
        return html.escape(code)
    lexer = _lexer(language.lower()[:40])
    if lexer is None:
        return None
    return highlight(code, lexer, _formatter) if len(code) <= MOST else html.escape(code)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
