r"""LaTeX in values to plain Unicode text, or to a title's HTML.

The general converter (pylatexenc) is quadratic or worse on long or hostile text and loses the
text of macros it does not know, so only its table of symbols is used, for macros not listed here.
Most values hold no LaTeX, or only braces and accents: those never reach the reader of tokens.
"""

import html
import re
import unicodedata
from functools import lru_cache

from microsite.bibtex.latex_macros import unknown_macros
from microsite.bibtex.latex_reader import Reader
from microsite.bibtex.latex_tables import ACCENTS

__all__ = ["clean", "is_plain", "markup", "unescaped", "unknown_macros"]

_GERMAN_HYPHEN = re.compile(r'(?<=\w)"[=~](?=\w)')
_TAG = re.compile(
    r"<(/?)(i|b|em|strong|u|sub|sup|span|scp|sc|p|br|it|inf|jats:\w+)\b[^<>]*>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# The spellings nearly every accent and escaped sign has; the reader knows the others.
_COMMON = re.compile(
    r"\\(?:([`'^\"~=.])(?:([A-Za-z])|\{([A-Za-z])\}|\{\\([ij])\}|\\([ij])(?![A-Za-z])[ \t\n]*+)"
    r"|([vcHkrud])\{([A-Za-z])\}|([&%_#])|\\)"
)
_MARKED = re.compile(
    r"\\(?:emph|text(?:it|sl|bf|superscript|subscript)|it|sl|em|bf|(?:it|sl)shape|bfseries"
    r"|mkbibemph)\b|<(?:i|b|em|strong|sub|sup|it|inf|jats:(?:italic|bold|su[bp]))\b",
    re.IGNORECASE,
)
# Unicode's noncharacters stand for tags while the text around them is read.
_TAGS = ("em", "i", "b", "sub", "sup")
_OPEN = {tag: chr(0xFDD0 + number) for number, tag in enumerate(_TAGS)}
_CLOSE = {tag: chr(0xFDE0 + number) for number, tag in enumerate(_TAGS)}
_STAND_IN = re.compile("[\ufdd0-\ufdef]")
_HTML_TAGS = {"strong": "b", "it": "i", "jats:italic": "i", "jats:bold": "b", "inf": "sub",
              "jats:sub": "sub", "jats:sup": "sup"}  # fmt: skip
# Longer values come once; the short ones are looked at for several columns.
_SHORT = 300
_LONGEST_TITLE = 20_000
_BLANKS = ("\n", "  ", "\t", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f")


def clean(value: str) -> str:
    r"""`value` as plain text in NFC, blanks collapsed; `$...$` mathematics stays as written.

    `{\"o}` gives ö, braces and formatting disappear, macros nobody knows keep their argument or
    their name. Takes time in proportion to the length, whatever the text. Never raises.
    """
    if is_plain(value):
        return _tidy(value)
    return _short_value(value) if len(value) <= _SHORT else _tidy(_read(value))


def is_plain(value: str) -> bool:
    """Whether only blanks and Unicode's forms keep `value` from being clean."""
    # Many searches for one sign are four times as fast as one for all of them.
    return not (
        "{" in value
        or "\\" in value
        or "--" in value
        or "~" in value
        or "&" in value
        or "$" in value
        or "}" in value
        or "<" in value
        or "''" in value
        or "``" in value
        or '"=' in value
    )


def markup(value: str) -> str:
    r"""A title as a safe fragment of HTML; empty where it would say no more than `clean(value)`.

    Kept are emphasis, italics, bold, sub- and superscript, from LaTeX macros and from the HTML
    that Scopus and Crossref put into titles. All else is escaped, `$...$` stays as written.
    """
    if ("\\" not in value and "<" not in value) or not _MARKED.search(value):
        return ""
    if len(value) > _LONGEST_TITLE:
        return ""
    text = _TAG.sub(_stand_in, _STAND_IN.sub("", value))
    text = _tidy(unescaped(Reader(marks=(_OPEN, _CLOSE)).read(text)))
    return _with_tags(html.escape(text, quote=False))


@lru_cache(maxsize=4096)
def _short_value(value: str) -> str:
    return _tidy(_read(value))


def _read(value: str) -> str:
    if '"' in value:
        value = _GERMAN_HYPHEN.sub("-", value)
    if "<" in value:
        value = _TAG.sub("", value)
    if "\\(" in value:
        # Formulas marked twice, once for LaTeX and once for the web page they come from.
        value = value.replace("\\($", "$").replace("$\\)", "$")
    if "\\" in value and "$" not in value:
        value = _COMMON.sub(_common, value)
    value = Reader().read(value) if "\\" in value or "$" in value else _without_braces(value)
    return unescaped(value)


def _common(match: re.Match[str]) -> str:
    number = match.lastindex
    if number is None:
        return match[0]  # A new line, so that what stands behind it is no macro.
    return match[number] if number > 7 else _accented(match[number], match[1] or match[6])


@lru_cache(maxsize=1000)
def _accented(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", letter + ACCENTS[accent])


def _without_braces(value: str) -> str:
    for written, meant in (("~", " "), ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")):
        if written in value:
            value = value.replace(written, meant)
    return value.replace("{", "").replace("}", "")


def unescaped(text: str) -> str:
    """The text with the HTML entities in it as the characters they stand for."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def _tidy(text: str) -> str:
    if not text.isascii():
        return unicodedata.normalize("NFC", " ".join(text.split()))
    # To search a whole abstract for blanks to collapse is cheaper than to take it apart.
    if len(text) > _SHORT and not any(blank in text for blank in _BLANKS):
        return text.strip()
    return " ".join(text.split())


def _stand_in(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    name = _HTML_TAGS.get(name, name)
    return (_CLOSE if tag[1] else _OPEN).get(name, "")


def _with_tags(text: str) -> str:
    """The text with tags for stand-ins, each closed; empty if there is nothing between any."""
    pieces: list[str] = []
    opened: list[str] = []
    done = 0
    for sign in _STAND_IN.finditer(text):
        code = ord(sign[0])
        is_end, tag = code >= 0xFDE0, _TAGS[(code & 15) % len(_TAGS)]
        pieces.append(text[done : sign.start()])
        done = sign.end()
        if not is_end and len(opened) < 20:
            opened.append(tag)
            pieces.append(f"<{tag}>")
        while is_end and tag in opened:
            last = opened.pop()
            pieces.append(f"</{last}>")
            is_end = last != tag
    pieces += [text[done:], *(f"</{tag}>" for tag in reversed(opened))]
    return _without_empty("".join(pieces))


def _without_empty(fragment: str) -> str:
    before = ""
    while before != fragment:
        before = fragment
        fragment = re.sub(r"<(\w+)>(\s*)</\1>", r"\2", fragment)
    return fragment if "<" in fragment else ""
