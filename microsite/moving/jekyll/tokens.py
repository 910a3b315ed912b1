"""Liquid's tags in a text, each with the tags that it belongs together with."""

from dataclasses import dataclass
from itertools import pairwise

from microsite.moving.jekyll.liquid_tokens import Tokens

# Tags that are read to their end at once, whatever is in them.
WHOLE = {"raw", "comment", "highlight", "tablerow", "case"}
_OPENS = {"if", "unless", "for"}
_BRANCHES = {"else", "elsif"}


@dataclass
class Token:
    """A tag, or an output (whose tag is `{{`): what it says and where it stands.

    `next` is the index of the next branch of a condition, or of its end; `end` the index of the
    tag that ends what begins here. Both are -1 where there is none.
    """

    start: int
    stop: int
    tag: str
    rest: str
    written: str
    next: int = -1
    end: int = -1


def scan(text: str) -> list[Token]:
    """All tags of a text in their order, tied together in one pass."""
    tokens: list[Token] = []
    found, at, last = Tokens(text), 0, text.rfind("-->")
    while place := found.after(at):
        start, at = place
        comment = text.rfind("<!--", tokens[-1].stop if tokens else 0, start)
        ended = text.find("-->", comment, start) if comment >= 0 else 0
        if comment >= 0 > ended and last >= at:
            # What is in a comment of HTML is not shown, nor are its tags.
            stop = text.index("-->", at) + 3
            tokens.append(Token(comment, stop, "<!--", "", text[comment : comment + 60]))
            at = stop
        else:
            tokens.append(_token(text[start:at], start, at))
    _tie_whole(tokens)
    _tie_open(tokens)
    return tokens


def parted(text: str) -> tuple[str, str]:
    """The first word of a tag, and what follows it."""
    first, *rest = [*text.split(None, 1), ""]
    return first, rest[0].rstrip() if rest else ""


def _token(written: str, start: int, stop: int) -> Token:
    inner = written[2:-2].removeprefix("-").removesuffix("-")
    if written.startswith("{{"):
        return Token(start, stop, "{{", inner.strip(), written)
    tag, rest = parted(inner)
    return Token(start, stop, tag, rest, written)


def _tie_whole(tokens: list[Token]) -> None:
    """Each tag of these with the first end of its kind behind it that is not raw text."""
    ends: dict[str, int] = {}
    is_raw = False
    for index in range(len(tokens) - 1, -1, -1):
        tag = tokens[index].tag
        if tag == "endraw":
            ends["raw"], is_raw = index, True
        elif tag == "raw":
            tokens[index].end, is_raw = ends.get("raw", -1), False
        elif tag.startswith("end") and not is_raw:
            ends[tag[3:]] = index
        elif tag in WHOLE and not is_raw:
            tokens[index].end = ends.get(tag, -1)


def _tie_open(tokens: list[Token]) -> None:
    """Conditions with their branches, and loops with their ends, however deep in one another."""
    stack: list[list[int]] = []
    index = 0
    while index < len(tokens):
        tag = tokens[index].tag
        if tag in WHOLE and tokens[index].end > index:
            index = tokens[index].end
        elif tag in _OPENS:
            stack.append([index])
        elif tag in _BRANCHES and stack:
            stack[-1].append(index)
        elif tag.startswith("end") and stack and tokens[stack[-1][0]].tag == tag[3:]:
            chain = [*stack.pop(), index]
            for one, following in pairwise(chain):
                tokens[one].next, tokens[one].end = following, index
        index += 1
