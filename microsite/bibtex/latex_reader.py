r"""Reading LaTeX token by token, in one pass."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from microsite.bibtex.latex_tables import (
    ACCENTS,
    DROPPED_ARGUMENTS,
    EFFECTS,
    LITERALS,
    MARKS,
    SIGNS,
    SILENT,
    SPACING_ACCENTS,
    SWITCHES,
    SYMBOLS,
    symbol_of,
    with_effect,
)

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]++)\*?[ \t\n]*+"
    r"|\\(?P<sign>.)"
    # From $5 to $6: a sum of money, and no formula.
    r"|(?P<math>(?!\$\d[^$]*+(?<=\s)\$)(?:\$\$(?:[^$\\]|\\.)*+\$\$|\$(?:[^$\\]|\\.)++\$))"
    r"|(?P<open>\{)|(?P<close>\})|(?P<literal>~|---?|``|'')"
    r"|(?P<text>[^\\{}$~\-`']++|.)",
    re.DOTALL,
)
Marks = tuple[Mapping[str, str], Mapping[str, str]]


@dataclass(slots=True)
class _Group:
    """An open brace: where its text begins, what is done with it at its end, what closes it."""

    start: int
    effect: str = ""
    accents: int = 0
    closing: str = ""


@dataclass(slots=True)
class Reader:
    """The text put out so far, the open groups, and what waits for the next character.

    `marks` are the signs put before and behind what is emphasised, by tag; none by default.
    """

    marks: Marks | None = None
    out: list[str] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    accents: list[str] = field(default_factory=list)
    effect: str = ""
    argument_end: int = -1

    def read(self, value: str) -> str:
        """The plain text of `value`. Never raises."""
        for token in _TOKEN.finditer(value):
            kind = token.lastgroup
            if kind == "text":
                self._put(token[0])
            elif kind == "word":
                self._take_word(token["word"], token[0])
            elif kind == "sign":
                self._take_sign(token["sign"])
            elif kind == "open":
                self._open()
            elif kind == "close":
                self._close()
            elif kind == "literal":
                self._put(LITERALS[token[0]])
            else:
                self._put(token[0] if not token[0].startswith("$$") else token[0][1:-1])
        self._flush_accents()
        while self.groups:
            self.out.append(self.groups.pop().closing)
        return "".join(self.out)

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
        elif self.marks and word in SWITCHES:
            self._switch(SWITCHES[word], self.marks)
        elif word in DROPPED_ARGUMENTS:
            self.effect = "drop"
        elif word in EFFECTS or (self.marks and word in MARKS):
            self.effect = word
        elif word not in SILENT:
            self._take_unknown(word, written)

    def _switch(self, tag: str, marks: Marks) -> None:
        r"""`\it` and the like hold to the end of the group they stand in."""
        if self.groups and not self.groups[-1].closing:
            self.out.append(marks[0][tag])
            self.groups[-1].closing = marks[1][tag]

    def _take_unknown(self, word: str, written: str) -> None:
        symbol = symbol_of(word)
        if symbol is None and self.accents and word[0] in "ij":
            # Mendeley writes D{\'\iaz} for Díaz. No macro, so that a blank behind it counts.
            self._put(SYMBOLS[word[0]] + word[1:] + (" " if written[-1].isspace() else ""))
        elif symbol is not None:
            self._put(symbol)
        else:
            self.effect = f"unknown {word}"

    def _take_sign(self, sign: str) -> None:
        if sign in ACCENTS:
            if self.effect.startswith("unknown "):
                self._end_effect(" ")
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

    def _open(self) -> None:
        if self.argument_end == len(self.out) and not self.accents:
            # Two arguments of a macro nobody knows are two words.
            self.out.append(" ")
            self.effect = "unknown "
        group = _Group(len(self.out), self.effect, len(self.accents))
        self.effect = ""
        if self.marks and group.effect in MARKS:
            tag = MARKS[group.effect]
            self.out.append(self.marks[0][tag])
            group.effect, group.closing = "", self.marks[1][tag]
        self.groups.append(group)

    def _close(self) -> None:
        if not self.groups:
            return
        group = self.groups.pop()
        self._end_effect()
        if len(self.accents) > group.accents or (self.accents and len(self.out) == group.start):
            self._flush_accents()
        if group.closing:
            self.out.append(group.closing)
        if group.effect.startswith("unknown "):
            self.argument_end = len(self.out)
            return
        if not group.effect:
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
