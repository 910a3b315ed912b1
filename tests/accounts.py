"""Whether every entry block of a file is accounted for, counted apart from the parser."""

import re
from collections.abc import Iterator

from microsite.bibtex import ParsedFile
from microsite.bibtex.source import prepare

# A type, a brace, and a key with its comma or a field: all else is text with an @ in it.
_OPENING = re.compile(r"^[ \t]*@[ \t\n]*(\w+)[ \t\n]*[{(][^,={}()\"@]*[,=]", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*@[ \t\n]*comment[ \t\n]*(?=\{)", re.MULTILINE | re.IGNORECASE)
_NO_ENTRY = frozenset({"comment", "string", "preamble"})
_LOST = frozenset({"unclosed-entry", "unreadable-entry"})


def slips(text: str, parsed: ParsedFile) -> list[str]:
    """What does not add up between the decoded text of a file and what was read from it."""
    found = [f"line {line}: an entry begins here and is nowhere" for line in lost(text, parsed)]
    told = sum(problem.code in _LOST for problem in parsed.problems)
    if told != parsed.failed:
        found.append(f"{parsed.failed} blocks failed, {told} problems tell of them")
    return found


def lost(text: str, parsed: ParsedFile) -> Iterator[int]:
    """The lines where a block like `@article{` begins and nothing is said about it.

    Accounted for is a line that an entry begins at, that has a problem, or that lies inside of
    an entry with a problem or of a balanced @comment. A file nobody could split has one problem.
    """
    text = prepare(text).text
    starts = {entry.line for entry in parsed.entries}
    told = sorted({problem.line for problem in parsed.problems})
    if any(problem.code == "unreadable-file" for problem in parsed.problems):
        return
    spans = [(entry.line, entry.line + entry.raw.count("\n")) for entry in parsed.entries]
    troubled = [span for span in spans if any(span[0] <= line <= span[1] for line in told)]
    comments = list(_comments(text))
    for opening in _OPENING.finditer(text):
        line = text.count("\n", 0, text.index("@", opening.start())) + 1
        if opening[1].lower() in _NO_ENTRY or line in starts or line in told:
            continue
        inside = any(first < line <= last for first, last in troubled)
        if not inside and not any(a <= opening.start() < b for a, b in comments):
            yield line


def _comments(text: str) -> Iterator[tuple[int, int]]:
    for match in _COMMENT.finditer(text):
        depth = 0
        for brace in re.finditer(r"[{}]", text[match.end() :]):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                yield match.start(), match.end() + brace.end()
                break
