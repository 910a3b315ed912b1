"""From what was brought to entries: its parts joined into one text, and each line told in its part.

Joined, so that the @strings of one file serve another and a parent may stand in any of them.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from microsite.bibtex import Entry, ParsedFile, Problem, parse
from microsite.bibtex.problems import problem
from microsite.formats.archive import is_archive, unpack
from microsite.formats.parts import Part, part

# Messages tell lines by these names.
_LINE_PARAMS = ("line", "first", "stop")


def read(filename: str, data: bytes) -> ParsedFile:
    """Read BibTeX, RIS, CSL-JSON, or a .zip of such files, told apart by what they hold.

    Never raises: what cannot be read is a problem. In an archive `file` of each entry and problem
    is the path in it, and `line` counts in that file.
    """
    if not is_archive(data):
        only = part(filename, data)
        if only.lines is None and not only.problems:
            return parse(only.text, only.encoding)
        return _read([only], [])
    files, problems = unpack(data)
    return _read([part(name, content, name) for name, content in files], problems)


def _read(parts: list[Part], problems: list[Problem]) -> ParsedFile:
    texts = [one.text if one.text.endswith("\n") else f"{one.text}\n" for one in parts]
    encodings = dict.fromkeys(one.encoding for one in parts if one.encoding)
    parsed = parse("".join(texts), ", ".join(encodings) or None)
    places = _Places(parts, texts)
    entries = tuple(places.entry_of(entry) for entry in parsed.entries)
    found = [places.problem_of(one) for one in parsed.problems if places.concerns(one)]
    told = [replace(one, file=each.file) for each in parts for one in each.problems]
    quiet = {one.file for one in entries} | {one.file for one in (*found, *told)}
    nothing = [
        replace(problem("no-entries", 1), file=each.file)
        for each in parts
        # A file of abbreviations alone has done its part.
        if each.file not in quiet and "@string" not in each.text.lower()
    ]
    order = {each.file: number for number, each in enumerate(parts)}
    inside = sorted([*found, *told, *nothing], key=lambda one: (order[one.file], one.line))
    return replace(
        parsed,
        entries=entries,
        problems=(*problems, *inside),
        failed=parsed.failed + sum(each.failed for each in parts),
    )


class _Places:
    """Where the lines of the joined text were before."""

    def __init__(self, parts: list[Part], texts: list[str]) -> None:
        self._parts = parts
        self._starts = [0, *accumulate(text.count("\n") for text in texts)][:-1]
        self._moved = len(parts) > 1 or any(one.file or one.lines for one in parts)

    def concerns(self, one: Problem) -> bool:
        """Whether a problem of the joined text is one of the part it is in."""
        if one.code == "missing-key":
            return self._place(one.line)[0].has_keys
        return one.code != "no-entries"

    def entry_of(self, entry: Entry) -> Entry:
        if not self._moved:
            return entry
        found, line = self._place(entry.line)
        return replace(entry, file=found.file, line=line)

    def problem_of(self, one: Problem) -> Problem:
        if not self._moved:
            return one
        found, line = self._place(one.line)
        column = one.column if found.lines is None else None
        params = self._params(one.params, found)
        return replace(one, file=found.file, line=line, column=column, params=params)

    def _params(self, params: Mapping[str, str | int], home: Part) -> dict[str, str | int]:
        moved = dict(params)
        for name in _LINE_PARAMS:
            told = params.get(name)
            if isinstance(told, int):
                other, line = self._place(told)
                moved[name] = line if other is home else f"{line} ({other.file})"
        return moved

    def _place(self, line: int) -> tuple[Part, int]:
        """The part a 1-based line of the joined text is in, and the line there."""
        number = max(bisect_right(self._starts, line - 1) - 1, 0)
        found, within = self._parts[number], line - self._starts[number]
        if found.lines is None:
            return found, within
        return found, found.lines[within - 1] if within <= len(found.lines) else 1
