"""The value of a field from its source: delimiters, `#` concatenation and @string names."""

import re
from dataclasses import dataclass, field

# Bare words that stand for themselves: the months every style defines.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


_BLANKS = re.compile(r"\s*+")
_WORD = re.compile(r"[^\s{}\"#,=()]++")
_BRACE = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r"(?<!\\)[{}\"]")
_NEXT_FIELD = re.compile(r"([A-Za-z][\w:.+-]*+)\s*+=\s*+")


class Strings:
    """The @string definitions of a file, by name without regard to case.

    `budget` limits how many characters they may put into values in all: a few lines that each
    use the one before twice would fill the memory otherwise.
    """

    def __init__(self, budget: int) -> None:
        self._texts: dict[str, str] = {}
        self._budget = budget

    def define(self, name: str, text: str) -> None:
        """Define `name`; a later definition takes the place of an earlier one."""
        self._texts[name.lower()] = text

    def get(self, name: str) -> str | None:
        """The text of `name`; None if it is not defined, or the budget is spent."""
        text = self._texts.get(name.lower())
        if text is None or len(text) > self._budget:
            return None
        self._budget -= len(text)
        return text


@dataclass(slots=True)
class Value:
    """A value as read, and how: `rest` is what stood behind it and belongs to no value.

    `undefined` are the @string names that no @string defines.
    """

    text: str
    rest: str = ""
    undefined: list[str] = field(default_factory=list)


def read_value(source: str, strings: Strings) -> Value:
    """Read one value from its source, such as `{A} # x # "B"`."""
    plain = plain_value(source)
    if plain is not None:
        return Value(plain)
    pieces = []
    undefined: list[str] = []
    position = 0
    while True:
        position = _skip_blanks(source, position)
        end = _token_end(source, position)
        if end == position:
            break
        pieces.append(_resolve(source[position:end], strings, undefined))
        position = _skip_blanks(source, end)
        if not source.startswith("#", position):
            break
        position += 1
    return Value("".join(pieces), source[position:].strip(), undefined)


def split_missing_comma(rest: str) -> tuple[str, str] | None:
    """A field name and the source after its `=`, if `rest` is a field whose comma is missing."""
    match = _NEXT_FIELD.match(rest)
    return (match[1], rest[match.end() :]) if match else None


def plain_value(source: str) -> str | None:
    """The value in the usual case of one pair of delimiters or a number, else None."""
    last = len(source) - 1
    if last < 0:
        return ""
    first = source[0]
    if first == "{":
        # No second opening brace and no closing one but the last.
        if source.find("{", 1) < 0 and source.find("}") == last:
            return source[1:-1]
        return source[1:-1] if _brace_end(source, 0) == last + 1 else None
    if first == '"' and last and source.find('"', 1) == last:
        return source[1:-1]
    return source if source.isdigit() else None


def _token_end(source: str, start: int) -> int:
    if start >= len(source):
        return start
    if source[start] == "{":
        return _brace_end(source, start)
    if source[start] == '"':
        return _quote_end(source, start)
    word = _WORD.match(source, start)
    return word.end() if word else start


def _brace_end(source: str, start: int) -> int:
    depth = 0
    for mark in _BRACE.finditer(source, start):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return mark.end()
    return len(source)


def _quote_end(source: str, start: int) -> int:
    depth = 0
    for mark in _BRACE_OR_QUOTE.finditer(source, start + 1):
        if mark[0] == '"':
            if depth <= 0:
                return mark.end()
        else:
            depth += 1 if mark[0] == "{" else -1
    return len(source)


def _resolve(token: str, strings: Strings, undefined: list[str]) -> str:
    if token[0] in '{"':
        return token[1:-1] if len(token) > 1 and token[-1] in '}"' else token[1:]
    if token.isdigit():
        return token
    text = strings.get(token)
    if text is None and token.lower() not in MONTHS:
        undefined.append(token)
    return token if text is None else text


def _skip_blanks(source: str, position: int) -> int:
    match = _BLANKS.match(source, position)
    return match.end() if match else position
