"""YAML as we write it, one value a line, and read with the line of everything in it."""

from collections.abc import Iterator
from typing import Any

import yaml

from microsite.moving.report import Problem
from microsite.moving.words import N_

DAMAGED = N_("This is no YAML: %(what)s. Correct the line; all that the file says was left out.")
ALIAS = N_("References (& and *) are not read. Write the value out.")
TWICE = N_("“%(name)s” stands here twice. Leave one of them.")
NO_NAME = N_("The name of a value is a text. All that the file says was left out.")
SEVERAL = N_("A second document begins with three hyphens. All that the file says was left out.")
# Nothing that is exported is nested deeper than five.
DEEPEST = 20
DEEP = N_("This is nested too deeply. All that the file says was left out.")


class BadYamlError(Exception):
    """A file that cannot be read: the line, and a message with its values."""

    def __init__(self, line: int, template: str, **params: str | int) -> None:
        super().__init__(template % params)
        self.line, self.template, self.params = line, template, params

    def problem(self, file: str) -> Problem:
        """The same as a report has it."""
        return Problem(file, self.line, self.template, self.params)


class Table(dict[str, Any]):
    """A mapping with the lines, from 1, that it and its values begin at."""

    line: int
    lines: dict[str, int]

    def line_of(self, name: str) -> int:
        """Where a value stands, else where the mapping does."""
        return self.lines.get(name, self.line)


class Listed(list[Any]):
    """A list with the lines of its parts."""

    lines: list[int]


class _Dumper(yaml.CSafeDumper):
    """Long texts as blocks, lists below their names."""


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    # What a block cannot hold to the letter, the library writes between quotation marks itself.
    style = "|" if "\n" in text and text.strip() and not text.startswith((" ", "\n")) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def dump(value: Any) -> str:
    """Plain data as YAML; the order stays."""
    return yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=1_000_000,
    )


def load(text: str, first_line: int = 1) -> Any:
    """Tables, lists and texts: numbers and days are texts, too, as they were written.

    Raises:
        BadYamlError: with the line.
    """
    try:
        # Event by event: the library's own composer calls itself until the process dies.
        events = yaml.parse(text, Loader=yaml.CBaseLoader)
        found: Any = Table()
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                found = _value(events, next(events), first_line, 0)
        if documents > 1:
            raise BadYamlError(first_line, SEVERAL)
        return Table() if found == "" else found
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise BadYamlError(line, DAMAGED, what=str(error.problem)) from error
    except yaml.YAMLError as error:
        raise BadYamlError(first_line, DAMAGED, what=str(error).split("\n")[0][:200]) from error


def _value(events: Iterator[yaml.Event], event: yaml.Event, first: int, depth: int) -> Any:
    line = _line(event, first)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise BadYamlError(line, ALIAS)
    if isinstance(event, yaml.ScalarEvent):
        is_nothing = event.implicit[0] and event.value in ("~", "null")
        return "" if is_nothing else event.value
    if depth == DEEPEST:
        raise BadYamlError(line, DEEP)
    if isinstance(event, yaml.SequenceStartEvent):
        return _list(events, first, depth)
    return _table(events, line, first, depth)


def _list(events: Iterator[yaml.Event], first: int, depth: int) -> Listed:
    found = Listed()
    found.lines = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        found.append(_value(events, event, first, depth + 1))
        found.lines.append(_line(event, first))
    return found


def _table(events: Iterator[yaml.Event], start: int, first: int, depth: int) -> Table:
    table = Table()
    table.line, table.lines = start, {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        line, name = _line(event, first), _value(events, event, first, depth + 1)
        if not isinstance(name, str):
            raise BadYamlError(line, NO_NAME)
        if name in table:
            raise BadYamlError(line, TWICE, name=name[:80])
        table[name] = _value(events, next(events), first, depth + 1)
        table.lines[name] = line
    return table


def _line(event: yaml.Event, first: int) -> int:
    return first + (event.start_mark.line if event.start_mark else 0)
