"""Reading the text of a .bib file into entries and problems."""

from bibtexparser.exceptions import ParserStateException

from microsite.bibtex.decode import decode
from microsite.bibtex.entry import ParsedFile
from microsite.bibtex.inherit import inherit
from microsite.bibtex.keys import assign_keys
from microsite.bibtex.problems import problem
from microsite.bibtex.records import Records
from microsite.bibtex.repair import mend
from microsite.bibtex.source import prepare
from microsite.bibtex.split import split


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
        blocks, repairs = mend(split(source.masked), source.masked, split)
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
