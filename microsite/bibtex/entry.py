"""What a BibTeX file holds once it is read: entries, and the problems met on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Fields = tuple[tuple[str, str], ...]
"""Pairs of a lower-case field name and its value, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: what it is, what was done about it, what the person can do.

    `line` and `column` count from 1. `template` is the English message and the gettext message
    id at once; `params` fill its `%(name)s` places in any language. `file` is the part the line
    is in, where several came in one archive.
    """

    code: str
    line: int
    column: int | None
    key: str | None
    template: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    file: str | None = None

    @property
    def message(self) -> str:
        """The message in English."""
        return self.template % self.params


@dataclass(frozen=True, slots=True)
class Entry:
    """A BibTeX record.

    `key` is the citation key, unique in the file but for entries that repeat another one;
    `written_key` is what the file says, perhaps nothing. `fields` holds every own field, a
    repeated one repeatedly, values without delimiters but otherwise to the letter. `inherited`
    holds what comes from `crossref` and `xdata`. `line` is the 1-based line of the `@`.
    `repeats` is the key of the earlier entry this one gives again. `file` is the part the line is
    in, where several came in one archive.
    """

    key: str
    written_key: str
    entry_type: str
    fields: Fields
    inherited: Fields
    raw: str
    line: int
    repeats: str | None = None
    file: str | None = None

    def get(self, name: str) -> str | None:
        """The value of the field `name` (lower case): the entry's own first, then inherited.

        Of a field given twice the first one that is not empty counts, as in BibTeX.
        """
        for own, value in self.fields:
            # A reference to a single xdata field is replaced by what it points to.
            if own == name and value.strip() and not ("xdata=" in value and self._inherits(name)):
                return value
        for other, value in self.inherited:
            if other == name:
                return value
        return None

    def _inherits(self, name: str) -> bool:
        return any(other == name for other, _ in self.inherited)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """All that was read from one file; every entry block is in `entries` or counted in `failed`."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    encoding: str | None
    failed: int
    comments: int
    strings: int
    preambles: int
