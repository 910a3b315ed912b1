"""Quotations with their source, and task lists."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_SOURCE = re.compile(r"^(?:--+|—+|―+)\s*")
_TASK = re.compile(r"^\[([ xX])\]\s+")


def find_sources(state: StateCore) -> None:
    """A quotation whose last line begins with a dash gets that line as its source."""
    tokens = state.tokens
    made: list[Token] = []
    opened: list[int] = []
    for token in tokens:
        if token.type == "blockquote_open":
            opened.append(len(made))
        elif token.type == "blockquote_close":
            start = opened.pop()
            source = _source(made)
            if source:
                made[start].meta["sourced"] = True
                made.append(token)
                made.append(_tail(source))
                token.meta["sourced"] = True
                continue
        made.append(token)
    state.tokens = made


def _source(made: list[Token]) -> Token | None:
    """The source's line, taken off the last paragraph (or the whole paragraph, where it is all)."""
    if len(made) < 3 or made[-1].type != "paragraph_close" or made[-2].type != "inline":
        return None
    inline = made[-2]
    children = inline.children or []
    breaks = [n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    first = breaks[-1] + 1 if breaks else 0
    last = children[first:]
    if not last or last[0].type != "text" or not _SOURCE.match(last[0].content):
        return None
    name = _SOURCE.sub("", last[0].content)
    if len(last) == 1 and not name:
        return None
    last[0].content = name
    if breaks:
        inline.children = children[: breaks[-1]]
    else:
        del made[-3:]
    tail = Token("inline", "", 0)
    tail.children, tail.map = last, inline.map
    return tail


def _tail(inline: Token) -> Token:
    token = Token("quote_source", "", 0)
    token.children, token.map = inline.children, inline.map
    return token


def find_tasks(state: StateCore) -> None:
    """A list item that begins with `[ ]` or `[x]` becomes a task."""
    for number, token in enumerate(state.tokens):
        if token.type != "inline" or number < 2 or not token.children:
            continue
        item = state.tokens[number - 2]
        first = token.children[0]
        found = _TASK.match(first.content) if first.type == "text" else None
        if item.type != "list_item_open" or not found:
            continue
        item.attrSet("class", "b-task")
        first.content = first.content[found.end() :]
        mark = Token("task", "", 0)
        mark.meta["done"] = found[1] != " "
        token.children.insert(0, mark)
