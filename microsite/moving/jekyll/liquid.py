"""Liquid as Jekyll sites use it: what has a counterpart becomes one, the rest is told."""

import re
from dataclasses import dataclass, field
from typing import Any

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.allowance import MOST_FILLED, Allowance
from microsite.moving.jekyll.expressions import Expressions
from microsite.moving.jekyll.front import line
from microsite.moving.jekyll.includes import Includes
from microsite.moving.jekyll.tokens import WHOLE, Token, parted, scan
from microsite.moving.jekyll.values import Listed, Unknown

_VALUE = re.compile(r"""(?<![\w-])([\w-]++)\s*+=\s*("[^"]*"|'[^']*'|[^\s,]+)""")
_LOOP = re.compile(r"([\w-]+)\s+in\s+(\S+)(.*)", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_BRANCHES = {"else", "elsif"}
_ENDS = {"endif", "endunless", "endfor", "endcapture", "endraw", "<!--"}
# Loops in one another that are written out.
_DEEPEST = 20


@dataclass
class _Frame:
    """A tag that is open: what it is called, its name, and what was written in it so far."""

    tag: str
    name: str = ""
    parts: list[str] = field(default_factory=list)


def resolved(text: str, includes: Includes) -> str:
    """The text without Liquid. Sections end where the next begins."""
    most = MOST_FILLED // 1_000_000
    allowance = Allowance(lambda at: includes.tell(at, problems.TOO_MUCH, most=most))
    reader = _Reader(text, includes, Expressions(includes, {}, allowance))
    written = reader.read()
    return written + includes.kept(":::") if reader.in_section else written


class _Reader:
    def __init__(
        self, text: str, includes: Includes, expressions: Expressions, depth: int = 0
    ) -> None:
        self.text = text
        self.includes = includes
        self.expressions = expressions
        self.depth = depth
        self.tokens = scan(text)
        self.frames = [_Frame("")]
        self.in_section = False

    def read(self) -> str:
        """All of the text."""
        at = index = 0
        while index < len(self.tokens):
            token = self.tokens[index]
            self._write(self.text[at : token.start])
            done = self._token(token, index)
            at, index = self.tokens[done].stop, done + 1
        self._write(self.text[at:])
        for frame in self.frames[1:]:
            self.includes.tell(frame.tag, problems.UNCLOSED_TAG, tag=frame.tag)
        return "".join(part for frame in self.frames for part in frame.parts)

    def _write(self, text: str) -> None:
        self.frames[-1].parts.append(text)

    def _token(self, token: Token, index: int) -> int:
        """Do what a tag says; the index of the last tag that is done with."""
        tag, rest = token.tag, token.rest
        if tag == "{{":
            self._output(rest, token.written)
        elif tag in WHOLE or tag == "for":
            return self._whole(token, index)
        elif tag in ("if", "unless"):
            return self._condition(token, index)
        elif tag in _BRANCHES:
            # The branch before it was the one.
            return token.end if token.end > index else index
        elif tag == "capture":
            self.frames.append(_Frame("capture", rest.strip("\"' ")))
        elif tag == "endcapture" and self.frames[-1].tag == "capture":
            frame = self.frames.pop()
            self.expressions.variables[frame.name] = "".join(frame.parts)
        elif tag == "assign":
            name, _, value = rest.partition("=")
            self.expressions.variables[name.strip()] = self.expressions.value(value)
        elif tag in ("include", "include_relative", "include_cached"):
            self._include(rest, token.written)
        elif tag not in _ENDS:
            self._reference(tag, rest, token.written)
        return index

    def _reference(self, tag: str, rest: str, written: str) -> None:
        found = self.includes.reference(tag, self._said(rest) or rest)
        if found is None:
            self.includes.tell(written, problems.UNKNOWN_TAG, tag=tag[:40])
        self._write(found or "")

    def _condition(self, token: Token, index: int) -> int:
        """Go on with the first branch that holds; with the first of all where none can tell."""
        turned = token.tag == "unless"
        while token.tag not in ("else", "endif", "endunless"):
            decided = self.expressions.decided(token.rest)
            if decided is None:
                named = f"{token.tag} {token.rest}"[:80]
                self.includes.tell(token.written, problems.CONDITION, tag=named)
            if decided is None or decided != turned or token.next < 0:
                break
            turned, index = False, token.next
            token = self.tokens[index]
        return index

    def _whole(self, token: Token, index: int) -> int:
        """A tag that is read to its end at once."""
        tag, rest = token.tag, token.rest
        if token.end < 0:
            self.includes.tell(token.written, problems.UNCLOSED_TAG, tag=tag)
            return index
        inner = self.text[token.stop : self.tokens[token.end].start]
        if tag == "raw":
            # Outside of code, what looks like a tag is text as well.
            self._write(inner)
        elif tag == "highlight":
            language = (rest.split() or [""])[0]
            code = _RAW.sub("", inner).strip("\n")
            self._write("\n" + self.includes.kept(f"```{language}\n{code}\n```") + "\n")
        elif tag == "for":
            self._loop(rest, inner, token.written)
        elif tag != "comment":
            self.includes.tell(token.written, problems.LOOP, tag=f"{tag} {rest}"[:80])
        return token.end

    def _loop(self, rest: str, inner: str, written: str) -> None:
        """A loop over what the site's files say; one over a collection is the block for it."""
        found = _LOOP.match(rest)
        items = self.expressions.value(found[2]) if found else None
        if isinstance(items, Listed):
            self._write(self.includes.listing(written, items))
        elif "bibliography" in inner:
            self._write(self.includes.reference("bibliography", "") or "")
        elif not found or not isinstance(items, list | None) or self.depth == _DEEPEST:
            self.includes.tell(written, problems.LOOP, tag=f"for {rest}"[:80])
        else:
            rows = items or []
            rows = rows[::-1] if "reversed" in found[3] else rows
            for number, item in enumerate(rows, 1):
                place = {"first": number == 1, "last": number == len(rows), "index": number}
                within = self.expressions.within({found[1]: item, "forloop": place})
                if not within.allowance.spend(len(inner) + len(within.variables) + 100, written):
                    return
                self._write(_Reader(inner, self.includes, within, self.depth + 1).read())

    def _include(self, rest: str, written: str) -> None:
        name, said = parted(rest)
        values = {key: self._said(value) for key, value in _VALUE.findall(said)}
        if name == "section.html" and len(self.frames) == 1:
            if self.in_section:
                self._write(self.includes.kept(":::"))
            self._write(self.includes.kept(self.includes.section(values)))
            self.in_section = True
            return
        found = self.includes.include(name, values)
        if found is None:
            self.includes.tell(written, problems.UNKNOWN_INCLUDE, name=name[:60])
        self._write(found or "")

    def _said(self, written: str) -> str:
        """What a literal or a variable says; empty for what is not known here."""
        return self._shown(self.expressions.value(written), written)

    def _shown(self, found: Any, written: str) -> str:
        if isinstance(found, bool):
            return "true" if found else "false"
        allowance = self.expressions.allowance
        if not allowance.is_left or not _is_plain(found):
            return ""
        said = found if isinstance(found, str) else line(found)
        return said if allowance.spend(len(said), written) else ""

    def _output(self, expression: str, written: str) -> None:
        """What `{{ … }}` shows, where it can be told without Jekyll."""
        if expression.partition("|")[0].strip() in ("site.baseurl", "site.url", "base_path"):
            return
        found = self.expressions.value(expression)
        if found is not None and (isinstance(found, Listed) or not _is_plain(found)):
            self.includes.tell(written, problems.OUTPUT, what=written[:80])
        else:
            self._write(self._shown(found, written))


def _is_plain(value: Any) -> bool:
    return not isinstance(value, Unknown | list | dict)
