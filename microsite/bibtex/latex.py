r"""LaTeX in values to plain Unicode text, in one pass over its tokens.

The general converter (pylatexenc) is quadratic or worse on long or hostile text and loses the
text of macros it does not know, so only its table of symbols is used, for macros not listed here.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, field

from microsite.bibtex.latex_tables import (
    ACCENTS,
    DROPPED_ARGUMENTS,
    LITERALS,
    SIGNS,
    SILENT,
    SPACING_ACCENTS,
    SYMBOLS,
    symbol_of,
    with_effect,
)

_PLAIN = re.compile(r"[\\{}$~&<]|--|``|''|\"[=~]")
_GERMAN_HYPHEN = re.compile(r'(?<=\w)"[=~](?=\w)')
_TAG = re.compile(r"</?(?:i|b|em|strong|u|sub|sup|span|scp|sc|p|br|it|inf|jats:\w+)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]++)\*?[ \t\n]*+"
    r"|\\(?P<sign>.)"
    r"|(?P<math>\$\$(?:[^$\\]|\\.)*+\$\$|\$(?:[^$\\]|\\.)++\$)"
    r"|(?P<open>\{)|(?P<close>\})|(?P<literal>~|---?|``|'')"
    r"|(?P<text>[^\\{}$~\-`']++|.)",
    re.DOTALL,
)
_MONEY = re.compile(r"\$\d[^$]*\s\$")


def clean(value: str) -> str:
    r"""`value` as plain text in NFC, blanks collapsed; `$...$` mathematics stays as written.

    `{\"o}` gives ö, braces and formatting disappear, macros nobody knows keep their argument or
    their name. Takes time in proportion to the length, whatever the text. Never raises.
    """
    if _PLAIN.search(value):
        if '"' in value:
            value = _GERMAN_HYPHEN.sub("-", value)
        if "<" in value:
            value = _TAG.sub("", value)
        value = _Reader().read(value)
        if "&" in value:
            value = _ENTITY.sub(lambda entity: html.unescape(entity[0]), value)
    text = " ".join(value.split())
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@dataclass(slots=True)
class _Group:
    """An open brace: where its text begins, and what is to be done with it at its end."""

    start: int
    effect: str = ""
    accents: int = 0


@dataclass(slots=True)
class _Reader:
    """The text put out so far, the open groups, and what waits for the next character."""

    out: list[str] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    accents: list[str] = field(default_factory=list)
    effect: str = ""
    dropped: int = 0

    def read(self, value: str) -> str:
        position, end = 0, len(value)
        while position < end:
            token = _TOKEN.match(value, position)
            if token is None:
                break
            position = token.end()
            if token["math"] and _MONEY.fullmatch(token["math"]):
                self._put("$")
                position = token.start() + 1
                continue
            self._take(token)
        self._flush_accents()
        return "".join(self.out)

    def _take(self, token: re.Match[str]) -> None:
        kind = token.lastgroup
        text = token[0]
        if kind == "word":
            self._take_word(token["word"], text)
        elif kind == "sign":
            self._take_sign(token["sign"])
        elif kind == "open":
            self.groups.append(_Group(len(self.out), self.effect, len(self.accents)))
            self.effect = ""
        elif kind == "close":
            self._close()
        elif kind == "math":
            self._put(text if not text.startswith("$$") else text[1:-1])
        elif kind == "literal":
            self._put(LITERALS[text])
        else:
            self._put(text)

    def _take_word(self, word: str, written: str) -> None:
        if self.effect.startswith("unknown "):
            self._end_effect(" ")
        if word in ACCENTS:
            self.accents.append(ACCENTS[word])
        elif word in SYMBOLS:
            self._put(SYMBOLS[word])
            # The blank ends a macro and is not printed, but after words everybody forgets that.
            if written[-1].isspace() and len(SYMBOLS[word]) > 2:
                self.out.append(" ")
        elif word in DROPPED_ARGUMENTS:
            self.effect = "drop"
        elif word in ("textsuperscript", "textsubscript", "enquote", "ensuremath"):
            self.effect = word
        elif word not in SILENT:
            self._take_unknown(word)

    def _take_unknown(self, word: str) -> None:
        symbol = symbol_of(word)
        if symbol is not None:
            self._put(symbol)
        else:
            self.effect = f"unknown {word}"

    def _take_sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self.accents.append(ACCENTS[sign])
        elif sign in "()":
            self._put("$")
        else:
            self._put(SIGNS.get(sign, sign))

    def _put(self, text: str) -> None:
        if self.effect:
            text = self._before(text)
        if self.accents and text:
            text = self._accented(text)
        self.out.append(text)

    def _before(self, text: str) -> str:
        """What a macro that waits for an argument does with text not in braces."""
        effect, self.effect = self.effect, ""
        if effect == "drop":
            return text[1:]
        if effect.startswith("unknown "):
            # A macro nobody knows that takes no argument: its name is better than nothing.
            return effect.removeprefix("unknown ") + (" " if text[:1].isalnum() else "") + text
        return with_effect(effect, text[:1]) + text[1:]

    def _accented(self, text: str) -> str:
        text = text.lstrip()
        if not text:
            return ""
        base = {"ı": "i", "ȷ": "j"}.get(text[0], text[0])
        marks = "".join(reversed(self.accents))
        self.accents.clear()
        if not base.isalpha():
            return "".join(SPACING_ACCENTS.get(mark, "") for mark in marks) + text
        return unicodedata.normalize("NFC", base + marks) + text[1:]

    def _close(self) -> None:
        if not self.groups:
            return
        group = self.groups.pop()
        self._end_effect()
        if len(self.accents) > group.accents or (self.accents and len(self.out) == group.start):
            self._flush_accents()
        if not group.effect or group.effect.startswith("unknown "):
            return
        # Only short arguments are touched: nested ones would be copied again and again.
        if group.effect == "drop":
            del self.out[group.start :]
        elif len(self.out) - group.start <= 40:
            inner = self.out[group.start :]
            if sum(map(len, inner)) <= 500:
                self.out[group.start :] = [with_effect(group.effect, "".join(inner))]

    def _end_effect(self, blank: str = "") -> None:
        effect, self.effect = self.effect, ""
        if effect.startswith("unknown "):
            self.out.append(effect.removeprefix("unknown ") + blank)

    def _flush_accents(self) -> None:
        self.out += [SPACING_ACCENTS.get(mark, "") for mark in self.accents]
        self.accents.clear()
        self._end_effect()
