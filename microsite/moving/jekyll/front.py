"""Front matter and data files: YAML from strangers, without aliases and without surprises."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from microsite.moving.jekyll import problems
from microsite.moving.jekyll.checkout import Checkout

_FRONT = re.compile(r"---[ \t]*\n(.*?)(?:^---[ \t]*$\n?)", re.DOTALL | re.MULTILINE)


_LONGEST_NUMBER = 100


class AliasError(yaml.YAMLError):
    """An alias: nine lines of them can stand for a thousand million values."""


class _Loader(yaml.SafeLoader):
    """Reads plain values alone."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """As the safe loader does, but without aliases."""
        if self.check_event(yaml.events.AliasEvent):
            raise AliasError("alias")
        return super().compose_node(parent, index)

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """As the safe loader does, but what is too long for a number is none."""
        is_long = kind is yaml.ScalarNode and len(value) > _LONGEST_NUMBER
        return "tag:yaml.org,2002:str" if is_long else super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]


@dataclass
class Document:
    """A file with front matter: `body` begins after `line` lines of it."""

    path: str
    fields: dict[str, Any]
    body: str
    text: str
    line: int = 0
    _from: dict[str, int] = field(default_factory=dict)

    def line_of(self, fragment: str) -> int:
        """The line that a piece of the body begins on: each time the next such, then the last."""
        at = self.text.find(fragment, self._from.get(fragment, 0))
        if at < 0:
            at = max(self._from.get(fragment, 0) - 1, 0)
        self._from[fragment] = at + 1
        return self.text.count("\n", 0, at) + 1

    def line_of_key(self, key: str) -> int:
        """The line on which the front matter names a key."""
        found = re.search(rf"^[ \t]*{re.escape(key)}[ \t]*:", self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1

    def said(self, *keys: str) -> str:
        """The first of these that says something, as a line of text."""
        return next((said for key in keys if (said := line(self.fields.get(key)))), "")


def line(value: Any) -> str:
    """A value of YAML as a line of text; empty for lists and mappings."""
    if value is None or isinstance(value, bool | list | dict):
        return ""
    try:
        return re.sub(r"\s+", " ", str(value)).strip()
    except ValueError:  # a number of more digits than Python writes out
        return ""


def words(value: Any) -> list[str]:
    """A value of YAML as a list of lines: a list, or what commas part."""
    parts = value if isinstance(value, list) else line(value).split(",")
    return [said for part in parts if (said := line(part))]


def document(checkout: Checkout, path: str) -> Document | None:
    """A file with its front matter; None for one that has none, or cannot be read."""
    text = checkout.text(path)
    if text is None or not text.startswith("---"):
        return None
    found = _FRONT.match(text)
    if not found:
        if text.partition("\n")[0].strip() == "---":
            checkout.report.tell(path, 1, problems.UNCLOSED_FRONT)
        return None
    said = load(checkout, path, found[1], 1)
    fields = {str(key): value for key, value in said.items()} if isinstance(said, dict) else {}
    before = text.count("\n", 0, found.end())
    return Document(path, fields, text[found.end() :], text, before)


def data(checkout: Checkout, name: str) -> tuple[str, Any] | None:
    """What a data file says, with its path; the suffix is .yaml, .yml or .json."""
    for suffix in (".yaml", ".yml", ".json"):
        path = f"{name}{suffix}"
        if path in checkout.files and path not in checkout.data:
            text = checkout.text(path)
            checkout.data[path] = (path, load(checkout, path, text, 0)) if text else None
        if path in checkout.files:
            return checkout.data[path]
    return None


def rows(checkout: Checkout, name: str) -> tuple[str, list[Mapping[str, Any]]]:
    """The entries of a data file that is a list of them; what is none is told."""
    found = data(checkout, name)
    if found is None or found[1] is None:
        return "", []
    path, said = found
    if not isinstance(said, list):
        checkout.report.tell(path, 1, problems.NOT_A_LIST)
        return path, []
    good: list[Mapping[str, Any]] = [row for row in said if isinstance(row, dict)]
    if len(good) < len(said):
        checkout.report.tell(path, 1, problems.NOT_AN_ENTRY)
    return path, good


def load(checkout: Checkout, path: str, text: str, before: int) -> Any:
    """The values of a piece of YAML that `before` lines precede; None, with a problem, for none."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    except AliasError:
        checkout.report.tell(path, before + 1, problems.YAML_ALIAS)
    except yaml.MarkedYAMLError as error:
        line_ = error.problem_mark.line if error.problem_mark else 0
        why = error.problem or "?"
        checkout.report.tell(path, before + line_ + 1, problems.BAD_YAML, why=why)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError) as error:
        why = str(error).partition("\n")[0][:100] or "?"
        checkout.report.tell(path, before + 1, problems.BAD_YAML, why=why)
    return None
