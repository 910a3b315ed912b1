"""What an expression of Liquid stands for, as far as the files of a site say it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from microsite.moving.jekyll.allowance import Allowance, cost
from microsite.moving.jekyll.front import line
from microsite.moving.jekyll.values import UNKNOWN, Listed, Unknown, Values

_PARTS = re.compile(r"""(?:[^|"']|"[^"]*"|'[^']*')+""")
_TEXT = re.compile(r"""^(?:"([^"]*)"|'([^']*)')""")
_COMPARED = re.compile(r"\s*(==|!=|<=|>=|<|>|\bcontains\b)\s*")
_LONGEST = 100_000
# Filters that change nothing of what is shown here.
_KEPT = {"relative_url", "absolute_url", "prepend", "escape", "markdownify", "xml_escape"}


class Expressions:
    """Evaluates expressions; `variables` are those assigned, captured and looped over."""

    def __init__(self, values: Values, variables: dict[str, Any], allowance: Allowance) -> None:
        self.values = values
        self.variables = variables
        self.allowance = allowance

    def within(self, variables: dict[str, Any]) -> "Expressions":
        """The same with these variables, for what stands in a loop."""
        return Expressions(self.values, {**self.variables, **variables}, self.allowance)

    def value(self, written: str) -> Any:
        """A value with its filters; `UNKNOWN` for what cannot be told without Jekyll."""
        first, *filters = [part.strip() for part in _PARTS.findall(written)] or [""]
        found = self.first(first)
        for one in filters:
            name, _, said = one.partition(":")
            found = self._filtered(found, name.strip(), said.strip())
            self.allowance.spend(len(found) if isinstance(found, list | str) else 0, one)
        return found

    def first(self, name: str) -> Any:
        """A literal, or what a name stands for."""
        literal = _TEXT.match(name)
        if literal:
            return literal[1] if literal[1] is not None else literal[2]
        if re.fullmatch(r"true|false|nil|empty", name):
            return {"true": True, "false": False}.get(name)
        if re.fullmatch(r"-?\d{1,15}", name):
            return int(name)
        root, _, rest = name.partition(".")
        if name == "paginator.posts":
            return self._of_site("posts")
        if root in self.variables:
            return _within(self.variables[root], rest)
        if root == "page":
            return _within(self.values.fields, rest)
        return self._of_site(rest) if root == "site" else UNKNOWN

    def decided(self, written: str) -> bool | None:
        """Whether a condition holds; None where that cannot be told."""
        if " or " in written:
            told = [self.decided(part) for part in written.split(" or ")]
            return True if True in told else None if None in told else False
        if " and " in written:
            told = [self.decided(part) for part in written.split(" and ")]
            return False if False in told else None if None in told else True
        left, *compared = _COMPARED.split(written.strip(), maxsplit=1)
        one = self.value(left)
        other = self.value(compared[1]) if compared else None
        if isinstance(one, Unknown) or isinstance(other, Unknown) or not self.allowance.is_left:
            return None
        if compared and not self.allowance.spend(cost(one) + cost(other), written):
            return None
        return _compare(one, compared[0], other) if compared else _is_true(one)

    def _of_site(self, name: str) -> Any:
        if name.startswith("data."):
            first, _, rest = name.removeprefix("data.").partition(".")
            found = self.values.data(first)
            return found if isinstance(found, Listed) else _within(found, rest)
        listed = self.values.collection(name)
        if listed is not None:
            return Listed(listed)
        found = _within(self.values.config, name)
        # A theme has settings of its own that no file here names.
        return UNKNOWN if found is None else found

    def _filtered(self, found: Any, name: str, said: str) -> Any:
        if isinstance(found, Listed):
            return _chosen(found, f"{name}: {said}") if name.startswith("where") else found
        if isinstance(found, Unknown) or name in _KEPT:
            return found
        if not self.allowance.is_left or not self.allowance.spend(cost(found), said or name):
            return UNKNOWN
        arguments = [self.value(part) for part in re.split(r",\s*(?=[\"'\w])", said) if part]
        text = "" if found is None else line(found)
        first = line(arguments[0]) if arguments else ""
        if isinstance(found, list):
            return _of_list(found, name, arguments)
        if name == "date" and isinstance(found, date):
            return _day(found, first or "%Y-%m-%d")
        if name == "split":
            return text.split(first) if first else UNKNOWN
        if name == "default":
            return found if _is_true(found) and found != "" else (arguments or [UNKNOWN])[0]
        changed = {
            "url_encode": quote(text), "append": text + first, "strip": text.strip(),
            "upcase": text.upper(), "downcase": text.lower(), "capitalize": text.capitalize(),
            "remove": text.replace(first, "") if first else text,
        }  # fmt: skip
        if name == "replace" and first and len(arguments) == 2:
            new = line(arguments[1])
            return text.replace(first, new) if text.count(first) * len(new) < _LONGEST else UNKNOWN
        return changed.get(name, UNKNOWN)


def _day(found: date, pattern: str) -> Any:
    try:
        return found.strftime(pattern[:100])
    except ValueError:
        return UNKNOWN


def _chosen(found: Listed, how: str) -> Listed:
    made = Listed(found)
    made.chosen = how
    return made


def _within(found: Any, path: str) -> Any:
    for key in path.split(".") if path else []:
        if isinstance(found, list) and key in ("first", "last", "size"):
            found = len(found) if key == "size" else (found or [None])[0 if key == "first" else -1]
        elif isinstance(found, Mapping):
            found = found.get(key)
        else:
            return None
    return found


def _of_list(found: list[Any], name: str, arguments: list[Any]) -> Any:
    key = line(arguments[0]) if arguments else ""
    if name == "reverse":
        return found[::-1]
    if name == "size":
        return len(found)
    if name == "join":
        return key.join(line(one) for one in found) if len(key) < 100 else UNKNOWN
    if name == "sort":
        return sorted(found, key=lambda one: _order(_within(one, key) if key else one))
    if name == "where" and len(arguments) == 2:
        return [one for one in found if line(_within(one, key)) == line(arguments[1])]
    return UNKNOWN


def _order(value: Any) -> tuple[int, float, str]:
    if isinstance(value, int | float):
        return (0, value, "")
    return (2, 0, "") if value is None else (1, 0, line(value).casefold())


def _is_true(value: Any) -> bool:
    return value is not None and value is not False


def _compare(one: Any, sign: str, other: Any) -> bool:
    if sign == "contains":
        return line(other) in (one if isinstance(one, list) else line(one))
    if sign in ("==", "!="):
        same = one == other or (one not in (None, False) and line(one) == line(other) != "")
        return same if sign == "==" else not same
    first, second = _order(one), _order(other)
    return {"<": first < second, ">": first > second, "<=": first <= second}.get(
        sign, first >= second
    )
