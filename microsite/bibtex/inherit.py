"""Fields that come from other entries: `crossref` with biblatex's mapping, and `xdata`."""

import re
from dataclasses import replace
from itertools import islice

from microsite.bibtex.entry import Entry, Fields, Problem
from microsite.bibtex.problems import problem

# biblatex manual, appendix B: never inherited, whatever the types.
_OWN_ONLY = frozenset({
    "ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label",
    "options", "presort", "related", "relatedoptions", "relatedstring", "relatedtype",
    "shorthand", "shorthandintro", "sortkey", "key", "annote", "keywords", "file", "groups",
    "timestamp", "owner", "biburl", "bibsource", "abstract", "doi", "url", "eprint",
})  # fmt: skip
_PARTS = frozenset({
    "inbook", "bookinbook", "suppbook", "incollection", "inreference", "suppcollection",
    "inproceedings", "conference",
})  # fmt: skip
_ARTICLES = frozenset({"article", "suppperiodical"})
_TITLES = ("title", "subtitle", "titleaddon")
_NOT_PASSED_ON = frozenset({*_TITLES, "shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_XDATA = re.compile(r"xdata\s*=\s*([^\s,{}]+?)-([A-Za-z]+)(?:-(\d+))?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)

# Deeper chains than this are a mistake or an attack; four levels are the most ever seen.
_DEEPEST = 20
_MOST_FIELDS = 200
_LONGEST = 1_000_000


def inherit(entries: list[Entry]) -> tuple[list[Entry], list[Problem]]:
    """The entries with their `inherited` fields. A parent may stand anywhere; cycles end."""
    if not any(_refers(entry) for entry in entries):
        return entries, []
    parents = _Parents(entries)
    return [
        replace(entry, inherited=parents.inherited(entry, 0)) if _refers(entry) else entry
        for entry in entries
    ], parents.problems


def _refers(entry: Entry) -> bool:
    return any(
        name == "crossref" or name == "xdata" or "xdata=" in value for name, value in entry.fields
    )


class _Parents:
    """Finds parents by key and remembers what each entry inherits."""

    def __init__(self, entries: list[Entry]) -> None:
        self.problems: list[Problem] = []
        self._by_key: dict[str, Entry] = {}
        self._known: dict[str, Fields] = {}
        self._open: set[str] = set()
        # BibTeX compares keys without regard to case: exact ones first, then those, then aliases.
        for entry in entries:
            self._by_key.setdefault(entry.key, entry)
        for entry in entries:
            self._by_key.setdefault(entry.key.lower(), entry)
            for alias in (entry.get("ids") or "").split(","):
                self._by_key.setdefault(alias.strip(), entry)

    def inherited(self, entry: Entry, depth: int) -> Fields:
        if entry.key in self._known and entry.repeats is None:
            return self._known[entry.key]
        if entry.key in self._open or depth > _DEEPEST:
            return ()
        self._open.add(entry.key)
        found: dict[str, str] = {}
        own = {name for name, value in entry.fields if value.strip()}
        for key in _keys(entry, "xdata"):
            for name, value in self._fields_of(entry, key, depth):
                if name not in own and name not in ("xdata", "ids"):
                    found.setdefault(name, value)
        for name, value in entry.fields:
            if "xdata=" in value:
                found[name] = self._resolve(entry, value, depth)
        for key in _keys(entry, "crossref")[:1]:
            parent = self._by_key.get(key) or self._by_key.get(key.lower())
            fields = self._fields_of(entry, key, depth)
            for name, value in _passed_on(entry, parent, fields) if parent else ():
                if name not in own:
                    found.setdefault(name, value)
        self._open.discard(entry.key)
        self._known[entry.key] = tuple(islice(found.items(), _MOST_FIELDS))
        return self._known[entry.key]

    def _fields_of(self, child: Entry, key: str, depth: int) -> Fields:
        """Own and inherited fields of the entry with this key; none if it is not there."""
        parent = self._by_key.get(key) or self._by_key.get(key.lower())
        if parent is None:
            self.problems.append(problem("missing-parent", child.line, key=child.key, parent=key))
            return ()
        inherited = self.inherited(parent, depth + 1)
        resolved = {name for name, _ in inherited}
        own = [
            (name, value)
            for name, value in parent.fields
            if value.strip() and not ("xdata=" in value and name in resolved)
        ]
        return (*own, *inherited)

    def _resolve(self, entry: Entry, value: str, depth: int) -> str:
        """A list with its `xdata=key-field-number` items replaced; others stay as written."""
        items: list[str] = []
        lists: dict[tuple[str, str], list[str]] = {}
        for item in _AND.split(value):
            match = _XDATA.match(item.strip())
            if match is None or match[1] not in self._by_key:
                items.append(item)
                continue
            wanted = (match[1], match[2].lower())
            if wanted not in lists:
                fields = dict(reversed(self._fields_of(entry, match[1], depth)))
                lists[wanted] = _AND.split(fields.get(wanted[1], ""))
            found = lists[wanted]
            if match[3]:
                number = int(match[3][:6])
                found = found[number - 1 : number] if number else []
            items.append(" and ".join(found) if any(found) else item)
            # A field may point to itself through others, and double each time.
            if sum(map(len, found)) * len(items) > _LONGEST:
                return value
        return " and ".join(items)


def _keys(entry: Entry, name: str) -> list[str]:
    value = next((value for own, value in entry.fields if own == name), "")
    if name == "crossref":
        return [value.strip()] if value.strip() else []
    return [key.strip() for key in value.split(",") if key.strip()]


def _passed_on(child: Entry, parent: Entry, fields: Fields) -> Fields:
    """The parent's fields under the names they have in the child."""
    target = _title_target(child.entry_type, parent.entry_type)
    own_title = any(name == "title" for name, _ in child.fields)
    has_date = any(name in ("year", "date") for name, _ in child.fields)
    named = dict(reversed(fields))
    passed = []
    for name, value in named.items():
        if name in _OWN_ONLY or (has_date and name in ("year", "date", "month")):
            continue
        if own_title and not target and name in _NOT_PASSED_ON:
            continue  # A subtitle belongs to its title.
        if target and name in _NOT_PASSED_ON:
            # DBLP gives proceedings their own, shorter `booktitle`, meant for the papers.
            if name in _TITLES and not (name == "title" and target + "title" in named):
                passed.append((target + name, value))
            continue
        passed.append((name, value))
        if name == "author" and target == "book":
            passed.append(("bookauthor", value))
    return tuple(passed)


def _title_target(child: str, parent: str) -> str:
    if parent.startswith("mv"):
        return "main"
    if child in _PARTS:
        return "book"
    return "journal" if child in _ARTICLES and parent == "periodical" else ""
