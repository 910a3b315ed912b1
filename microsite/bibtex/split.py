"""Splitting the text of a .bib file into blocks. The only user of bibtexparser.

Of bibtexparser only the splitter is used: its middlewares drop entries with a repeated key or
field and leave `#` unresolved. Entries of regular form are read here by two regular expressions,
which is several times faster; whatever is not wholly regular goes to bibtexparser.
"""

import logging
import re
from itertools import pairwise

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block as SplitBlock
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ImplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.model import Entry as SplitEntry

from microsite.bibtex.blocks import Block

# What failed is reported with its line in `ParsedFile.problems`, not in the log.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

_OTHER_BLOCK = re.compile(r"@(?:comment|string|preamble)\b", re.IGNORECASE)
# An opening and then another one, with nothing of an entry in between.
_HOPELESS = re.compile(
    r"\s*+(@(?!comment\b|string\b|preamble\b)\w++[ \t]*+[{(][^,={}()\"\\@%]*+(?:,\s*+)?)"
    r"(?=@\w*+[ \t]*+[{(])",
    re.IGNORECASE,
)
_LAST_MARK = re.compile(r"@\w*+[ \t]*+\Z")

# bibtexparser gives up a block where a line begins like a new one, so no block reaches beyond
# such a line and each stretch from one to the next can be read by itself.
_BEGINNING = re.compile(r"\n[^\S\n]*+@(?=\w*[ \t]*[{(])")
_FIRST = re.compile(r"\s*@(?=\w*[ \t]*[{(])")
_HEAD = re.compile(r'@(\w++)[ \t]*+\{\s*+([^\s{}",=@\\]*+)\s*+,\s*+')
_BRACED = r"\{([^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^{}]*+)*+)\}"
_QUOTED = r'"([^"\\{}]*+(?:\{[^"\\{}]*+\}[^"\\{}]*+)*+)"'
_FIELD = re.compile(
    rf'(([^\s{{}}",=@\\]++)\s*+=\s*+(?:{_BRACED}|{_QUOTED}|([\w.:+-]++))\s*+(?:,\s*+|\Z))'
)


class _Lowered(dict[str, str]):
    """Field names in lower case, each one kept once however many entries have it."""

    def __missing__(self, name: str) -> str:
        lowered = self[name] = name.lower()
        return lowered


def split(text: str) -> list[Block]:
    """The blocks of `text` in order, with their offsets.

    Raises:
        bibtexparser.exceptions.ParserStateException: the splitter's word for a mistake of its own.
    """
    lowered = _Lowered()
    blocks: list[Block] = []
    odd = 0
    first = _FIRST.match(text)
    beginnings = [match.end() - 1 for match in _BEGINNING.finditer(text)]
    if first and (not beginnings or first.end() - 1 < beginnings[0]):
        beginnings.insert(0, first.end() - 1)
    for start, end in pairwise([*beginnings, len(text)]):
        block = _regular(text, start, end, lowered) or _unclosed(text, start, end)
        if block is not None:
            if odd < start:
                blocks += split_any(text, odd, start)
            blocks.append(block)
            odd = end
    if odd < len(text):
        blocks += split_any(text, odd, len(text))
    return blocks


def _regular(text: str, start: int, end: int, lowered: _Lowered) -> Block | None:
    """The entry that fills `text` from `start` to `end`, if it is of regular form."""
    head = _HEAD.match(text, start, end)
    if head is None:
        return None
    last = end - 1
    while text[last].isspace():
        last -= 1
    body = head.end()
    if text[last] != "}" or last < body or text.find("\\{", body, last) > 0:
        return None
    if text.find("\\}", body, end) > 0 or _OTHER_BLOCK.match(head[0]):
        return None
    found = _FIELD.findall(text, body, last)
    # No gap between the fields: all of them together are as long as what they stand in.
    if sum([len(field[0]) for field in found]) != last - body:
        return None
    fields = [(lowered[name], braced or quoted or word) for _, name, braced, quoted, word in found]
    words = [number for number, field in enumerate(found) if field[4] and not field[4].isdecimal()]
    return Block("regular", start, last + 1, head[1].lower(), head[2], fields, words)


def _unclosed(text: str, start: int, end: int) -> Block | None:
    """The entry that begins at `start`, if its braces surely do not close before `end`."""
    opened = text.count("{", start, end) - text.count("\\{", start, end)
    if opened <= text.count("}", start, end) - text.count("\\}", start, end):
        return None
    # Quotation marks may hide braces, and behind another sign may be an entry of its own.
    is_alone = text.find('"', start, end) < 0 and text.find("@", start + 1, end) < 0
    is_entry = is_alone and not _OTHER_BLOCK.match(text, start, end)
    return Block("failed", start, end) if is_entry else None


def split_any(text: str, start: int, end: int) -> list[Block]:
    """The blocks of `text` from `start` to `end` as bibtexparser sees them."""
    blocks = []
    # Thousands of openings in a row are no slip, and bibtexparser takes its time over each.
    while (hopeless := _HOPELESS.match(text, start, end)) is not None:
        blocks.append(Block("failed", hopeless.start(1), hopeless.end()))
        start = hopeless.end()
    position = start
    for found in parse_string(text[start:end], parse_stack=[]).blocks:
        raw = found.raw or ""
        at = text.find(raw, position, end)
        if at < 0:
            continue
        block = _block(found, at)
        # A failed block may end with the mark that the next one begins with.
        last = _LAST_MARK.search(raw, 1) if block.kind == "failed" else None
        position = at + last.start() if last else block.end
        blocks.append(block)
    return blocks


def _block(found: SplitBlock, start: int) -> Block:
    raw = found.raw or ""
    end = start + len(raw)
    # Repeated keys and fields are no failures here: both are kept.
    if isinstance(found, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        found = found.ignore_error_block or found
    if isinstance(found, ParsingFailedBlock):
        other = _OTHER_BLOCK.match(raw)
        return Block("failed", start, end, other[0].lower() if other else "")
    if isinstance(found, SplitEntry):
        fields = [(each.key, each.value) for each in found.fields]
        return Block("entry", start, end, found.entry_type, found.key, fields)
    if isinstance(found, ImplicitComment):
        return Block("text", start, end)
    if not _OTHER_BLOCK.match(raw):
        # bibtexparser takes @commented for @comment.
        return Block("failed", start, end)
    if isinstance(found, String):
        return Block("string", start, end, found.key, found.value)
    return Block("preamble" if isinstance(found, Preamble) else "comment", start, end)
