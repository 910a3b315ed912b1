"""From blocks to entries: values are read, and what was wrong is noted with its line."""

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from microsite.bibtex.blocks import Block
from microsite.bibtex.entry import Entry, Problem
from microsite.bibtex.latex import unknown_macros
from microsite.bibtex.problems import problem
from microsite.bibtex.repair import Repair
from microsite.bibtex.source import Source, restore
from microsite.bibtex.values import Strings, plain_value, read_value, split_missing_comma

_STAND_IN = re.compile("[\x01-\x05]")
# More commas missing from one field than this are no slip, and each costs a look at the rest.
_MOST_COMMAS = 100
_NEWLINE = re.compile("\n")
_KEY = re.compile(r"@\w*+\s*+[{(]\s*+([^\s,={}\"]{0,100}+)")


class Records:
    """Collects what the blocks of one file hold, in their order."""

    def __init__(self, source: Source) -> None:
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.failed = self.comments = self.strings = self.preambles = 0
        self._source = source
        self._newlines = [match.start() for match in _NEWLINE.finditer(source.text)]
        self._strings = Strings(budget=10 * len(source.text) + 20_000_000)
        self._undefined: set[str] = set()
        self._has_stand_ins = _STAND_IN.search(source.masked) is not None

    def add_all(self, blocks: list[Block], repairs: list[Repair]) -> None:
        """Read all blocks of the file. A @string counts even where it is defined too late."""
        for block in blocks:
            if block.kind == "string":
                self._define(block)
        for block in blocks:
            self._add(block)
        self._report_repairs(blocks, repairs)
        self._report_comments(blocks)
        self._report_strays(blocks)
        self.problems += [
            self._problem("in-comment", offset, None) for offset in self._source.in_comments
        ]
        for name, offset in unknown_macros(self._source.text).items():
            self.problems.append(self._problem("unknown-macro", offset, None, name=name))

    def _add(self, block: Block) -> None:
        if block.is_entry:
            self._add_entry(block)
        elif block.kind == "string":
            self.strings += 1
            self._define(block)
        elif block.kind == "preamble":
            self.preambles += 1
        elif block.is_lost_entry:
            self._add_lost_entry(block)
        elif block.kind == "failed" and block.name != "@comment":
            self.problems.append(problem("unreadable-string", self._line(block.start)))
        else:
            self.comments += 1

    def _define(self, block: Block) -> None:
        self._strings.define(block.name, restore(read_value(block.key, self._strings).text))

    def _add_entry(self, block: Block) -> None:
        fields = self._regular(block) if block.kind == "regular" else self._any(block)
        raw = self._source.text[block.start : block.end]
        key = block.key
        if block.is_mended or self._has_stand_ins:
            key = restore(key)
            fields = [(name, restore(value)) for name, value in fields]
        line = self._line(block.start)
        self.entries.append(Entry(key, key, block.name or "misc", tuple(fields), (), raw, line))
        if len(dict(fields)) < len(fields):
            counts = Counter(name for name, _ in fields)
            self.problems += [
                problem("repeated-field", line, key=key, field=name, count=count)
                for name, count in counts.items()
                if count > 1
            ]

    def _regular(self, block: Block) -> list[tuple[str, str]]:
        for number in block.words:
            name, word = block.fields[number]
            value = self._strings.get(word)
            if value is None:
                read: list[tuple[str, str]] = []
                self._read_field(block, name, word, read)
                value = read[0][1]
            block.fields[number] = (name, value)
        return block.fields

    def _any(self, block: Block) -> list[tuple[str, str]]:
        fields: list[tuple[str, str]] = []
        for name, source in block.fields:
            plain = plain_value(source)
            if plain is None or " " in name or "\n" in name:
                self._read_field(block, name, source, fields)
            else:
                fields.append((name.lower(), plain))
        return fields

    def _read_field(
        self, block: Block, name: str, source: str, fields: list[tuple[str, str]]
    ) -> None:
        """Read a field that is not plain, and those behind it whose commas are missing."""
        stray, _, name = name.rpartition("\n")
        name = name.strip()
        if stray.strip():
            self._report(block, stray, "stray-text", field=name, text=_short(stray))
        for _ in range(_MOST_COMMAS):
            value = read_value(source, self._strings)
            following = split_missing_comma(value.rest)
            for undefined in value.undefined if following or not value.rest else ():
                self._report_undefined(block, source, undefined)
            if following is None:
                break
            self._report(block, value.rest, "missing-comma", previous=name, field=following[0])
            fields.append((name.lower(), value.text))
            name, source = following
        if value.rest:
            self._report(block, source, "unquoted-value", field=name)
            quoted = source.startswith('"') and source.endswith('"')
            value.text = source[1:-1] if quoted else f"{value.text} {value.rest}".strip()
        fields.append((name.lower(), value.text))

    def _add_lost_entry(self, block: Block) -> None:
        self.failed += 1
        text = self._source.text
        key = _KEY.match(text, block.start)
        line = self._line(block.start)
        following = text[block.end : block.end + 200].lstrip()
        if not following or following.startswith("@"):
            found = problem("unclosed-entry", line, key=key[1] if key else "")
        else:
            stop = self._line(block.end)
            found = problem("unreadable-entry", line, key=key[1] if key else "", stop=stop)
        self.problems.append(found)

    def _report_undefined(self, block: Block, source: str, name: str) -> None:
        if name.lower() not in self._undefined:
            self._undefined.add(name.lower())
            self._report(block, source, "undefined-string", name=name)

    def _report(self, block: Block, snippet: str, code: str, **params: str | int) -> None:
        text = self._source.masked
        offset = max(text.find(snippet, block.start, block.end), block.start)
        if code == "missing-comma":
            # The place to go to is the end of the field before.
            while text[offset - 1].isspace():
                offset -= 1
        self.problems.append(self._problem(code, offset, block.key, **params))

    def _report_repairs(self, blocks: list[Block], repairs: list[Repair]) -> None:
        starts = [block.start for block in blocks]
        for code, offset in repairs:
            if code:
                block = blocks[max(bisect_right(starts, offset) - 1, 0)]
                self.problems.append(self._problem(code, offset, restore(block.key)))

    def _report_comments(self, blocks: list[Block]) -> None:
        starts = [block.start for block in blocks]
        reported = set()
        for offset, is_entry in self._source.comments:
            block = blocks[max(bisect_right(starts, offset) - 1, 0)] if blocks else None
            if is_entry:
                self.problems.append(self._problem("commented-out", offset, None))
            elif block and block.is_entry and block.start <= offset < block.end:
                if block.start not in reported:
                    self.problems.append(self._problem("comment-in-entry", offset, block.key))
                reported.add(block.start)

    def _report_strays(self, blocks: list[Block]) -> None:
        """Braces between the entries: what else stands there is a comment to BibTeX."""
        text = self._source.masked
        for before, block in pairwise(blocks):
            if block.kind == "text" and before.is_entry and text[block.start] in "})":
                self.problems.append(self._problem("stray-brace", block.start, before.key))

    def _problem(self, code: str, offset: int, key: str | None, **params: str | int) -> Problem:
        line = self._line(offset)
        before = self._newlines[line - 2] if line > 1 else -1
        return problem(code, line, column=offset - before, key=key, **params)

    def _line(self, offset: int) -> int:
        """The 1-based line of an offset into the text."""
        return bisect_right(self._newlines, offset - 1) + 1


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
