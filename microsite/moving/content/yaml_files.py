"""YAML as we write it, one value a line, and read with the line of everything in it."""

from typing import Any

import yaml

from microsite.moving.report import Problem
from microsite.moving.words import N_

DAMAGED = N_("This is no YAML: %(what)s. Correct the line; all that the file says was left out.")
ALIAS = N_("References (& and *) are not read. Write the value out.")
TWICE = N_("“%(name)s” stands here twice. Leave one of them.")
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
        node = yaml.compose(text, Loader=yaml.CBaseLoader)
        return _value(node, first_line, set()) if node is not None else Table()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise BadYamlError(line, DAMAGED, what=str(error.problem)) from error
    except yaml.YAMLError as error:
        raise BadYamlError(first_line, DAMAGED, what=str(error).split("\n")[0][:200]) from error
    except RecursionError as error:
        raise BadYamlError(first_line, DEEP) from error


def _value(node: yaml.Node, first: int, seen: set[int]) -> Any:
    line = first + node.start_mark.line
    if isinstance(node, yaml.ScalarNode):
        is_nothing = node.style is None and node.value in ("~", "null")
        return "" if is_nothing else node.value
    if id(node) in seen:
        raise BadYamlError(line, ALIAS)
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        found = Listed(_value(one, first, seen) for one in node.value)
        found.lines = [first + one.start_mark.line for one in node.value]
        return found
    return _table(node, first, seen)


def _table(node: yaml.Node, first: int, seen: set[int]) -> Table:
    table = Table()
    table.line, table.lines = first + node.start_mark.line, {}
    for key, value in node.value:
        line, name = first + key.start_mark.line, str(key.value)
        if name in table:
            raise BadYamlError(line, TWICE, name=name[:80])
        table[name] = _value(value, first, seen)
        table.lines[name] = line
    return table
