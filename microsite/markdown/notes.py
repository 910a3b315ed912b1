"""How formulas and footnotes become HTML."""

import html
from collections.abc import Sequence
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from microsite.markdown.mathematics import formula
from microsite.markdown.sheet import sheet_of

Tokens = Sequence[Token]


class Notes(RendererHTML):
    """Methods named for the tokens they render."""

    def math_inline(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A formula within a line."""
        return _formula(tokens[at], env, display=False)

    def math_inline_double(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A large formula within a line."""
        return _formula(tokens[at], env, display=True)

    def math_block(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """A formula on lines of its own."""
        label = html.escape(sheet_of(env).options.words.formula)
        inner = _formula(tokens[at], env, display=True)
        return (
            f'<div class="b-formula" tabindex="0" role="group" aria-label="{label}">{inner}</div>\n'
        )

    def footnote_ref(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The number of a footnote."""
        note, place = _note(tokens[at], env)
        number = tokens[at].meta["id"] + 1
        return f'<sup class="b-ref"><a href="#{note}" id="{place}">{number}</a></sup>'

    def footnote_block_open(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The footnotes, at the end."""
        label = html.escape(sheet_of(env).options.words.footnotes)
        return f'<section class="b-notes" aria-label="{label}"><ol>\n'

    def footnote_block_close(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The end of the footnotes."""
        return "</ol></section>\n"

    def footnote_open(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """One footnote."""
        return f'<li id="{_note(tokens[at], env)[0]}">'

    def footnote_close(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The end of one."""
        return "</li>\n"

    def footnote_anchor(self, tokens: Tokens, at: int, options: Any, env: Any) -> str:
        """The way back from a footnote."""
        label = html.escape(sheet_of(env).options.words.back)
        place = _note(tokens[at], env)[1]
        return f' <a class="b-back" href="#{place}" aria-label="{label}">↩</a>'


def _formula(token: Token, env: Any, display: bool) -> str:
    sheet = sheet_of(env)
    latex = token.content.strip()
    mathml = formula(latex, display) if latex else None
    if mathml is not None:
        return sheet.trusted(mathml)
    line = token.map[0] + 1 if token.map else int(token.meta.get("line", 1))
    sheet.wrong("bad-formula", line, value=latex[:60])
    return f"<code>{html.escape(token.markup + token.content + token.markup)}</code>"


def _note(token: Token, env: Any) -> tuple[str, str]:
    """The ids of a footnote and of a place that refers to it."""
    prefix, number = sheet_of(env).options.prefix, token.meta["id"] + 1
    again = token.meta.get("subId", 0)
    return f"{prefix}note-{number}", f"{prefix}note-{number}-{'from' if not again else again + 1}"
