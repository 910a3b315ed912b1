"""The lines that begin and end blocks: `:::name …` and `:::`."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import HTML_SEQUENCES

# Also as a Chinese keyboard writes it. A block of one line may end on it.
_LINE = re.compile(r"([:：]{3,})[ \t\u3000]*(.*?)[ \t\u3000]*$")
_NAME = re.compile(r"([^\W\d_][\w-]*)(?:[ \t\u3000]+(.*))?$")
# Of CommonMark's kinds of HTML the last two go on to an empty line, others to an end of their own.
_TO_AN_EMPTY_LINE = 5
_END = re.compile(r"<(?:script|pre|style|textarea|!|\?)", re.IGNORECASE)
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
    """As in CommonMark, but a block's line ends it as an empty line does.

    Nothing is read twice: the lines of many tags and blocks take no longer than any others.
    """
    if state.is_code_block(start) or not state.md.options.get("html"):
        return False
    kind = _html_kind(_text(state, start))
    if kind is None:
        return False
    _, ends, interrupts = HTML_SEQUENCES[kind]
    if silent:
        return interrupts
    line = start + 1
    if not ends.search(_text(state, start)):
        to_its_end = kind < _TO_AN_EMPTY_LINE
        while line < end and (
            state.sCount[line] >= state.blkIndent or (to_its_end and state.isEmpty(line))
        ):
            text = _text(state, line)
            if not to_its_end and _is_line(text):
                break
            if ends.search(text):
                line += 1 if text else 0
                break
            line += 1
    state.line = line
    token = state.push("html_block", "", 0)
    token.map = [start, line]
    token.content = state.getLines(start, line, state.blkIndent, True)
    return True


def _html_kind(text: str) -> int | None:
    if not text.startswith("<"):
        return None
    return next((n for n, sequence in enumerate(HTML_SEQUENCES) if sequence[0].search(text)), None)


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _is_line(text: str) -> bool:
    if not text.startswith((":", "：")):
        return False
    found = _LINE.match(text)
    return bool(found and (not found[2] or _NAME.match(found[2])))
