"""Reading the text of a .bib file into entries and problems. The only user of bibtexparser.

Of bibtexparser only the splitter is used: its middlewares drop entries with a repeated key or
field and leave `#` unresolved. What the splitter gives up on is repaired and split again.
"""

import logging
import re

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import ParserStateException
from bibtexparser.model import (
    Block as SplitBlock,
)
from bibtexparser.model import (
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ExplicitComment,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.model import (
    Entry as SplitEntry,
)

from microsite.bibtex.blocks import Block
from microsite.bibtex.decode import decode
from microsite.bibtex.entry import ParsedFile
from microsite.bibtex.inherit import inherit
from microsite.bibtex.keys import assign_keys
from microsite.bibtex.problems import problem
from microsite.bibtex.records import Records
from microsite.bibtex.repair import mend
from microsite.bibtex.source import prepare

# What failed is reported with its line in `ParsedFile.problems`, not in the log.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)

_OTHER_BLOCK = re.compile(r"@(?:comment|string|preamble)", re.IGNORECASE)


def read(data: bytes) -> ParsedFile:
    """Decode and parse the bytes of a file. Never raises."""
    text, encoding = decode(data)
    return parse(text, encoding)


def parse(text: str, encoding: str | None = None) -> ParsedFile:
    """Read a .bib file. Never raises: whatever is wrong is in the `problems` of the result.

    Every entry block of the text is either in `entries` or counted in `failed`, with a problem at
    its line.
    """
    source = prepare(text)
    try:
        blocks, repairs = mend(_split(source.masked), source.masked, _split)
    except ParserStateException:
        # The splitter's word for a mistake of its own; no text is known to cause it.
        blocks, repairs = [], []
        source.problems.append(problem("unreadable-file", 1))
    records = Records(source)
    records.add_all(blocks, repairs)
    entries, key_problems = assign_keys(records.entries)
    entries, parent_problems = inherit(entries)
    problems = [*source.problems, *records.problems, *key_problems, *parent_problems]
    if not entries and not records.failed:
        problems.append(problem("no-entries", 1))
    problems.sort(key=lambda found: found.line)
    return ParsedFile(
        entries=tuple(entries),
        problems=tuple(problems),
        encoding=encoding,
        failed=records.failed,
        comments=records.comments,
        strings=records.strings,
        preambles=records.preambles,
    )


def _split(text: str) -> list[Block]:
    """The blocks of `text` in order, with their offsets."""
    blocks = []
    position = 0
    for found in parse_string(text, parse_stack=[]).blocks:
        raw = found.raw or ""
        start = text.find(raw, position)
        if start < 0:
            continue
        block = _block(found, start)
        # A failed block may reach into the next one.
        position = start + 1 if block.kind == "failed" else block.end
        blocks.append(block)
    return blocks


def _block(found: SplitBlock, start: int) -> Block:
    raw = found.raw or ""
    end = start + len(raw)
    # Repeated keys and fields are no failures here: both are kept.
    if isinstance(found, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        found = found.ignore_error_block or found
    if isinstance(found, SplitEntry):
        fields = [(each.key, each.value) for each in found.fields]
        return Block("entry", start, end, found.entry_type, found.key, fields)
    if isinstance(found, String):
        return Block("string", start, end, found.key, found.value)
    if isinstance(found, Preamble):
        return Block("preamble", start, end)
    if isinstance(found, ParsingFailedBlock):
        other = _OTHER_BLOCK.match(raw)
        return Block("failed", start, end, other[0].lower() if other else "")
    return Block("comment" if isinstance(found, ExplicitComment) else "text", start, end)
