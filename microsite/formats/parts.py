"""One file as BibTeX text: what it was, and where each line of the text was in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from microsite.bibtex import Problem, decode
from microsite.bibtex.problems import problem
from microsite.formats import csl_json, ris, web_page
from microsite.formats.compose import Record
from microsite.formats.kinds import kind, refusal


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or one in an archive, as BibTeX text.

    `lines` gives for each line of `text` the line in the file, counted from 1; None says that they
    are the same. `failed` counts records that could not be turned into entries. `has_keys` says
    whether its format has citation keys. A refused file has no text but a problem.
    """

    file: str | None
    text: str = ""
    encoding: str | None = None
    lines: Sequence[int] | None = None
    problems: tuple[Problem, ...] = ()
    failed: int = 0
    has_keys: bool = True


def part(filename: str, data: bytes, file: str | None = None) -> Part:
    """Read a file that is no archive. `file` names it within its archive. Never raises."""
    refused = refusal(data)
    if refused:
        return Part(file, problems=(problem(refused, 1),))
    text, encoding = decode(data)
    doubts = () if text.isascii() else _doubts(data, text, encoding)
    found = kind(filename, text)
    if found == "bibtex":
        return Part(file, text, encoding, problems=doubts)
    if found == "web page":
        text, lines, problems = web_page.to_bibtex(text)
        return Part(file, text, encoding, lines, (*doubts, *problems))
    records, problems, failed = (ris if found == "ris" else csl_json).to_bibtex(text)
    text, lines = _joined(records)
    return Part(file, text, encoding, lines, (*doubts, *problems), failed, has_keys=False)


def _doubts(data: bytes, text: str, encoding: str) -> tuple[Problem, ...]:
    """What says that not every letter could be told."""
    lost = text.find("\ufffd")
    if lost >= 0:
        line = text.count("\n", 0, lost) + 1
        return (problem("lost-letters", line, count=text.count("\ufffd"), encoding=encoding),)
    if encoding.startswith("utf-8"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as error:
            before = data[: error.start].replace(b"\r\n", b"\n")
            line = before.count(b"\n") + before.count(b"\r") + 1
            return (problem("mixed-encodings", line),)
    return ()


def _joined(records: list[Record]) -> tuple[str, list[int]]:
    lines: list[int] = []
    for record in records:
        lines += [record.line] * record.source.count("\n")
    return "".join(record.source for record in records), lines
