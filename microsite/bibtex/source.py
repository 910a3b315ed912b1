"""The text of a file made ready for splitting, character for character in the same place.

The splitter reads a masked copy, so that offsets found in it point into the text as written:
what it would misread (comments after a percent sign, a newline before the opening brace) is
blanked out or moved within its own span, never removed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from microsite.bibtex.entry import Problem
from microsite.bibtex.problems import problem

# Stand-ins for characters that must not be seen by the splitter; controls never reach it otherwise.
STAND_INS = {"\\": "\x01", "@": "\x02", "{": "\x03", "}": "\x04", "%": "\x05"}
_RESTORE = {ord(stand_in): written for written, stand_in in STAND_INS.items()}

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
_ODD_BYTES = bytes([*range(9), *range(11, 32), 127])
_ODD = ("\x85", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
_SPACES = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")

_LOOSE_TYPE = re.compile(
    r"^[ \t]*+@(?:[ \t\n]++\w++[ \t\n]*+|\w++[ \t]*+\n[ \t\n]*+)(?=[{(][^,={}\"()@]*+[,=])",
    re.MULTILINE,
)
# Each pattern that looks at line starts has a quick one before it that says whether to look at all.
_PERHAPS_LOOSE = re.compile(r"@(?:[ \t\n]|\w++[ \t]*+\n)")
_PERHAPS_ADDRESSED = re.compile(r"@\w++[ \t]++\(")
_COMMENT_CANDIDATE = re.compile(r"(?:^|[,{}\"])[ \t]*+%", re.MULTILINE)
_CHUNK = re.compile(r"^[ \t]*+(?=@)", re.MULTILINE)
_OPENING = re.compile(r"\s*+@(\w*+)\s*+([{(])")
_MARK = re.compile(r"(?<!\\)[{}\"%]")
# Someone addressed in running text: `@user (hello)`. An entry would go on after its key.
_ADDRESSED = re.compile(r"^([ \t]*+)@(?=\w++[ \t]++\([^,={}()\"\n]*+\))", re.MULTILINE)
_COMMENTED_ENTRY = re.compile(r"%+[ \t]*+@(?!comment\b|string\b|preamble\b)\w++[ \t]*+[{(]", re.I)
_COMMENT_BLOCK = re.compile(r"^[ \t]*+@comment[ \t]*+(?=\{)", re.M | re.I)
# With a key and a comma, as an entry begins that somebody put there or forgot to keep out.
_ENTRY_INSIDE = re.compile(
    r"^[ \t]*+@(?=(?!comment|string|preamble)\w++[ \t]*+[{(][^{}\n]*,)", re.M | re.I
)
_COMMENT_SIGN = re.compile("@comment", re.I)
_BRACE = re.compile(r"[{}]")
_LONGEST_COMMENT = 500_000


@dataclass(slots=True)
class Source:
    """The text without control characters, its masked copy, and where `%` comments were.

    `comments` are pairs of an offset and whether an entry is commented out there; `in_comments`
    are the offsets of entries inside of a @comment.
    """

    text: str
    masked: str
    problems: list[Problem] = field(default_factory=list)
    comments: list[tuple[int, bool]] = field(default_factory=list)
    in_comments: list[int] = field(default_factory=list)


def prepare(text: str) -> Source:
    """Normalise newlines, drop control characters and mask what would be misread."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    source = Source(text, text)
    if _has_odd_characters(text):
        _drop_odd_characters(source)
        text = source.text
    if "%" in text and _COMMENT_CANDIDATE.search(text):
        _mask_comments(source)
    if _PERHAPS_LOOSE.search(source.masked):
        source.masked = _LOOSE_TYPE.sub(_tighten, source.masked)
    if _PERHAPS_ADDRESSED.search(source.masked):
        source.masked = _ADDRESSED.sub(rf"\1{STAND_INS['@']}", source.masked)
    if _COMMENT_SIGN.search(source.masked):
        _mask_comment_blocks(source)
    return source


def _has_odd_characters(text: str) -> bool:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True  # A lone surrogate.
    return len(data.translate(None, _ODD_BYTES)) < len(data) or any(sign in text for sign in _ODD)


def _drop_odd_characters(source: Source) -> None:
    text, dropped = _CONTROLS.subn("", source.text.removeprefix("\ufeff"))
    if dropped:
        source.problems.append(problem("dropped-characters", 1, count=dropped))
    source.text = source.masked = _SURROGATES.sub("\ufffd", _SPACES.sub(" ", text))


def restore(text: str) -> str:
    """The text with stand-ins turned back into the characters that were written."""
    return text.translate(_RESTORE)


def _mask_comments(source: Source) -> None:
    starts = [match.start() for match in _CHUNK.finditer(source.text)]
    bounds = [0, *starts, len(source.text)]
    pieces = []
    for start, end in pairwise(bounds):
        chunk = source.text[start:end]
        if "%" in chunk and _COMMENT_CANDIDATE.search(chunk):
            chunk = _mask_chunk(chunk, start, source.comments)
        pieces.append(chunk)
    source.masked = "".join(pieces)


def _mask_chunk(chunk: str, offset: int, found: list[tuple[int, bool]]) -> str:
    pieces = []
    done = 0
    for start in _comments(chunk):
        end = chunk.find("\n", start)
        end = len(chunk) if end < 0 else end
        found.append((offset + start, _COMMENTED_ENTRY.match(chunk, start, end) is not None))
        pieces += [chunk[done:start], " " * (end - start)]
        done = end
    return "".join([*pieces, chunk[done:]])


def _comments(chunk: str) -> Iterator[int]:
    """Where `%` comments begin in a chunk that starts at a line with `@`: outside of any value."""
    # Between the fields of `@article{` braces are one deep, in `@article(` and `@comment` none.
    opening = _OPENING.match(chunk)
    between = 1 if opening and opening[2] == "{" and opening[1].lower() != "comment" else 0
    depth = end = 0
    quoted = False
    for mark in _MARK.finditer(chunk):
        sign = mark[0]
        if mark.start() < end:
            continue
        if sign == "%" and depth <= between and not quoted:
            yield mark.start()
            end = chunk.find("\n", mark.start())
            end = len(chunk) if end < 0 else end
        elif sign == '"' and depth == between and opening:
            quoted = not quoted
        elif sign == "{" and not quoted:
            depth += 1
        elif sign == "}" and not quoted:
            depth = max(depth - 1, 0)


def _tighten(match: re.Match[str]) -> str:
    """`@ article NEWLINE` becomes `@article` and blanks, of the same length."""
    tight = "".join(match[0].split())
    blanks = len(match[0]) - len(match[0].lstrip())
    return (" " * blanks + tight).ljust(len(match[0]))


def _mask_comment_blocks(source: Source) -> None:
    """Hide the `@` signs inside balanced `@comment{...}`, where the splitter would see entries."""
    text = source.masked
    pieces = []
    done = 0
    # Comments that never close are searched to their end, but not all of them.
    budget = 2 * len(text) + _LONGEST_COMMENT
    for match in _COMMENT_BLOCK.finditer(text):
        if match.start() < done or budget < 0:
            continue
        end = _closing(text, match.end())
        budget -= (end or match.end() + _LONGEST_COMMENT) - match.end()
        if end is not None and "@" in (inner := text[match.end() : end]):
            source.in_comments += [
                match.end() + entry.end() - 1 for entry in _ENTRY_INSIDE.finditer(inner)
            ]
            pieces += [text[done : match.end()], inner.replace("@", STAND_INS["@"])]
            done = end
    source.masked = "".join([*pieces, text[done:]])


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for mark in _BRACE.finditer(text, start, start + _LONGEST_COMMENT):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return mark.end()
    return None
