"""Liquid as Jekyll sites use it: what has a counterpart becomes one, the rest is told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.front import line
from microsite.moving.jekyll.liquid_tokens import Tokens

_VALUE = re.compile(r"""(?<![\w-])([\w-]++)\s*+=\s*("[^"]*"|'[^']*'|[^\s,]+)""")
# So many letters may be filled in for variables: a page of ten lines can ask for any number.
MOST_FILLED = 1_000_000
_TEXT = re.compile(r"""^(?:"([^"]*)"|'([^']*)')""")
_WHOLE = {"raw", "comment", "highlight", "for", "tablerow", "case"}
_CONDITIONS = {"if", "unless"}
_ELSES = {"else", "elsif", "endif", "endunless", "endcapture"}
_FILTERS = {"relative_url", "absolute_url", "prepend", "url_encode", "escape", "markdownify"}

Arguments = Mapping[str, str]


class Includes(Protocol):
    """What a text is told of its tags."""

    fields: Mapping[str, object]
    config: Mapping[str, object]

    def include(self, name: str, said: Arguments) -> str | None:
        """What stands in the place of an include; None for one that has no counterpart."""

    def section(self, said: Arguments) -> str:
        """The first line of a section."""

    def reference(self, tag: str, said: str) -> str | None:
        """What stands in the place of `{% cite %}`, `{% link %}` and the like; None for others."""

    def kept(self, block: str) -> str:
        """A mark that stands for text nobody shall read as Markdown or HTML."""

    def tell(self, fragment: str, template: str, **params: object) -> None:
        """Note a problem where this piece of the source is."""


@dataclass
class _Frame:
    """A tag that is open: what it is called, its name, and what was written in it so far."""

    tag: str
    name: str = ""
    parts: list[str] = field(default_factory=list)


def resolved(text: str, includes: Includes) -> str:
    """The text without Liquid. Sections end where the next begins."""
    reader = _Reader(text, includes)
    return reader.read()


class _Reader:
    def __init__(self, text: str, includes: Includes) -> None:
        self.text = text
        self.includes = includes
        self.variables: dict[str, str] = {}
        self.frames = [_Frame("")]
        self.in_section = False
        self._filled = 0
        self._endless: set[str] = set()

    def read(self) -> str:
        at, tokens = 0, Tokens(self.text)
        while token := tokens.after(at):
            start, end = token
            self._write(self.text[at:start])
            written, at = self.text[start:end], end
            inner = written[2:-2].removeprefix("-").removesuffix("-")
            if written.startswith("{{"):
                self._write(self._output(inner.strip(), written))
                continue
            tag, rest = _parted(inner)
            at = self._tag(tag, rest, written, at)
        self._write(self.text[at:])
        for frame in self.frames[1:]:
            self.includes.tell(frame.tag, problems.UNCLOSED_TAG, tag=frame.tag)
        close = self.includes.kept(":::") if self.in_section else ""
        return "".join(part for frame in self.frames for part in frame.parts) + close

    def _write(self, text: str) -> None:
        self.frames[-1].parts.append(text)

    def _tag(self, tag: str, rest: str, written: str, at: int) -> int:
        """Do what a tag says; where to read on."""
        if tag in _WHOLE:
            return self._whole(tag, rest, written, at)
        if tag == "capture":
            self.frames.append(_Frame("capture", rest.strip("\"' ")))
        elif tag == "endcapture" and self.frames[-1].tag == "capture":
            frame = self.frames.pop()
            self.variables[frame.name] = "".join(frame.parts)
        elif tag == "assign":
            name, _, value = rest.partition("=")
            self.variables[name.strip()] = self._value(value.strip())
        elif tag in ("include", "include_relative", "include_cached"):
            self._include(rest, written)
        elif tag in _CONDITIONS:
            self.includes.tell(written, problems.CONDITION, tag=f"{tag} {rest}"[:80])
        elif tag not in _ELSES:
            found = self.includes.reference(tag, self._value(rest) or rest)
            if found is None:
                self.includes.tell(written, problems.UNKNOWN_TAG, tag=tag[:40])
            self._write(found or "")
        return at

    def _whole(self, tag: str, rest: str, written: str, at: int) -> int:
        """A tag that is read to its end at once."""
        end = None
        if tag not in self._endless:
            end = re.compile(r"\{%-?\s*end" + tag + r"\s*-?%\}").search(self.text, at)
        if end is None:
            self._endless.add(tag)
            self.includes.tell(written, problems.UNCLOSED_TAG, tag=tag)
            return at
        inner = self.text[at : end.start()]
        if tag == "raw":
            self._write(inner)
        elif tag == "highlight":
            language = (rest.split() or [""])[0]
            self._write("\n" + self.includes.kept(f"```{language}\n{inner.strip()}\n```") + "\n")
        elif tag != "comment":
            self.includes.tell(written, problems.LOOP, tag=f"{tag} {rest}"[:80])
        return end.end()

    def _include(self, rest: str, written: str) -> None:
        name, said = _parted(rest)
        values = {key: self._value(value) for key, value in _VALUE.findall(said)}
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

    def _value(self, written: str) -> str:
        """What a literal or a variable stands for; empty for what is not known here."""
        literal = _TEXT.match(written)
        if literal:
            return literal[1] if literal[1] is not None else literal[2]
        name = written.split("|")[0].strip()
        if name in self.variables:
            return self._held(name)
        scope, _, key = name.partition(".")
        if scope == "page":
            return line(self.includes.fields.get(key))
        if scope == "site":
            return line(self.includes.config.get(key))
        return name if re.fullmatch(r"true|false|-?[\d.]+", name) else ""

    def _held(self, name: str) -> str:
        """What a variable holds, as long as not too much was filled in."""
        value = self.variables[name]
        if self._filled <= MOST_FILLED < self._filled + len(value):
            self.includes.tell(name, problems.TOO_MUCH, most=MOST_FILLED // 1_000_000)
        self._filled += len(value)
        return value if self._filled <= MOST_FILLED else ""

    def _output(self, expression: str, written: str) -> str:
        """What `{{ … }}` shows, where it can be told without Jekyll."""
        first, *filters = [part.strip() for part in expression.split("|")]
        if first in ("site.baseurl", "site.url", "base_path"):
            return ""
        value = self._value(first)
        names = {one.partition(":")[0].strip() for one in filters}
        if value and names <= _FILTERS:
            return quote(value) if "url_encode" in names else value
        self.includes.tell(written, problems.OUTPUT, what=written[:80])
        return ""


def _parted(text: str) -> tuple[str, str]:
    """The first word of a tag, and what follows it."""
    first, *rest = [*text.split(None, 1), ""]
    return first, rest[0] if rest else ""
