"""A web page saved in place of the file it offers: the text on it, line by line."""

import html
import re

from microsite.bibtex import Problem
from microsite.bibtex.problems import problem

_UNSEEN = re.compile(r"<(script|style|head|!--)", re.IGNORECASE)
_CLOSING = {"!--": re.compile("-->")} | {
    name: re.compile(f"</{name}\\s*>", re.IGNORECASE) for name in ("script", "style", "head")
}
_BREAK = re.compile(r"<(?:br|p|div|pre|li|tr|textarea|/p|/div|/pre|/textarea)\b[^<>]*>", re.I)
# Tags only: `<` may stand in a title.
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![A-Za-z][^<>]*>")
_ENTRY = re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)


def to_bibtex(text: str) -> tuple[str, list[int], list[Problem]]:
    """What can be read on the page, the line of the file each line of it comes from, and problems.

    A page without entries gives no text.
    """
    # Whatever is taken out may go over several lines: their count must stay.
    text = _TAG.sub(_as_break, _without_unseen(text))
    seen: list[str] = []
    lines: list[int] = []
    for number, line in enumerate(text.split("\n"), 1):
        pieces = html.unescape(line).replace("\n", " ").split("\x00")
        seen += pieces
        lines += [number] * len(pieces)
    page = "\n".join(seen)
    if not _ENTRY.search(page):
        return "", [], [problem("web-page", 1)]
    return page, lines, [problem("web-page-read", 1)]


def _without_unseen(text: str) -> str:
    pieces = []
    done = 0
    unclosed = set()
    for opening in _UNSEEN.finditer(text):
        name = opening[1].lower()
        if opening.start() < done or name in unclosed:
            continue
        closing = _CLOSING[name].search(text, opening.end())
        if closing is None:
            unclosed.add(name)
            continue
        newlines = text.count("\n", opening.start(), closing.end())
        pieces += [text[done : opening.start()], "\n" * newlines]
        done = closing.end()
    return "".join([*pieces, text[done:]])


def _as_break(tag: re.Match[str]) -> str:
    return ("\x00" if _BREAK.match(tag[0]) else "") + "\n" * tag[0].count("\n")
