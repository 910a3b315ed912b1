"""The lines that begin and end blocks: `:::name …` and `:::`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block

# Also as a Chinese keyboard writes it. A block of one line may end on it.
_LINE = re.compile(r"([:：]{3,})[ \t\u3000]*(.*?)[ \t\u3000]*$")
_NAME = re.compile(r"([^\W\d_][\w-]*)(?:[ \t\u3000]+(.*))?$")
# HTML that goes on to an end of its own, whatever stands in it.
_TO_ITS_END = re.compile(r"<(?:script|pre|style|textarea|!|\?)", re.IGNORECASE)
_END = re.compile(r"[ \t\u3000]*[:：]{3,}$")


def install(md: MarkdownIt) -> None:
    """Make `block_line` and `block_end` tokens; which belongs to which is told later.

    No rule here looks ahead for an end, so that a text of nothing but such lines takes no longer
    than any other.
    """
    md.block.ruler.before(
        "fence",
        "block_line",
        _block_line,
        {"alt": ["paragraph", "reference", "blockquote", "list", "table"]},
    )
    md.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})


def _block_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 1] not in (":", "："):
        return False
    found = _LINE.match(state.src[at : state.eMarks[start]])
    if not found:
        return False
    named = _NAME.match(found[2])
    if found[2] and not named:
        return False
    if silent:
        return True
    state.line = start + 1
    token = state.push("block_line" if named else "block_end", "", 0)
    token.map = [start, start + 1]
    token.markup = found[1]
    if named:
        said = named[2] or ""
        token.info = named[1]
        token.content = _END.sub("", said)
        token.meta["ended"] = token.content != said
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """As in CommonMark, but a block's line ends it as an empty line does."""
    if silent:
        return html_block(state, start, end, silent)
    if not html_block(state, start, end, silent):
        return False
    token = state.tokens[-1]
    if _TO_ITS_END.match(token.content.lstrip()):
        return True
    for line in range(start + 1, state.line):
        at = state.bMarks[line] + state.tShift[line]
        if _is_line(state.src[at : state.eMarks[line]]):
            token.content = state.getLines(start, line, state.blkIndent, True)
            token.map = [start, line]
            state.line = line
            break
    return True


def _is_line(text: str) -> bool:
    if not text.startswith((":", "：")):
        return False
    found = _LINE.match(text)
    return bool(found and (not found[2] or _NAME.match(found[2])))
