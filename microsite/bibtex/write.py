r"""Writing entries as BibTeX that BibTeX 0.99d, biber and our own reader take for the same.

Every value goes between braces with what it abbreviates already in it, so that each entry can be
read by itself. The three readers do not agree on what balanced braces are: BibTeX and biber count
every brace, bibtexparser none with a backslash before it. What one of them could not read is
mended here in a way that is kept when it is written again:

- a blank is put before a brace that only looks escaped (`C:\dir\}`, `x\\}`), and an `@` at the
  beginning of a line goes up to the line before;
- an escaped brace without a partner (`a \{ b`) becomes `\ensuremath{\lbrace}`; one that is not
  escaped has no effect and is left out;
- letters that may not stand in a key or in the name of a field become hyphens.
"""

import re
from collections.abc import Iterable, Sequence

from microsite.bibtex.entry import Entry, Fields
from microsite.bibtex.values import MONTHS

# What BibTeX 0.99d or biber 2.18 takes for no part of a name; found by trying each.
_NOT_IN_NAME = re.compile(r"[\s\"#%'(),=\\{}]+")
_TYPE = re.compile(r"[^\W\d]\w*")
_OTHER_BLOCKS = frozenset({"comment", "preamble", "string"})

# What refers to other entries, and what a reference manager notes for its owner.
_PRIVATE = frozenset(
    {"crossref", "xdata", "ids", "file", "groups", "owner", "timestamp", "annote", "annotation"}
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
# Both begin where a run begins: a long one is not looked through again from each place in it.
_BLANKS_AND_AT = re.compile(r"(?<!\s)\s++@")
_BRACE = re.compile(r"(?<!\\)(\\*+)([{}])")
_LITERAL = {"{": r"\ensuremath{\lbrace}", "}": r"\ensuremath{\rbrace}"}
# A month as the styles know it, with nothing beside it but days, other months and what joins them.
_MONTH = re.compile(rf"({'|'.join(MONTHS)})", re.IGNORECASE)
_MONTHS = re.compile(
    rf"[\d\s~,/–-]*+(?:(?:{'|'.join(MONTHS)})(?:[\d\s~,/–-]++|$))++", re.IGNORECASE
)


def write(entry_type: str, key: str, fields: Iterable[Sequence[str]]) -> str:
    """One entry with a newline at its end. `fields` are pairs of a name and a value."""
    lines = [f"  {name} = {_source(name, value)}" for name, value in writable(fields)]
    # The comma stays where there is no field: biber wants one.
    return f"@{writable_type(entry_type)}{{{writable_key(key)},\n" + ",\n".join(lines) + "\n}\n"


def write_whole(entry: Entry) -> str:
    """An entry with all that it inherits, which needs no other; without its owner's own notes."""
    inherited = dict(entry.inherited)
    fields = [
        (name, inherited.pop(name, value) if "xdata=" in value else value)
        for name, value in entry.fields
        if name not in _PRIVATE
    ]
    own = {name for name, _ in fields}
    fields += [(name, value) for name, value in inherited.items() if name not in own]
    return write(entry.entry_type, entry.key, fields)


def writable(fields: Iterable[Sequence[str]]) -> Fields:
    """The fields as they are written; what is read from that is writable as it is."""
    return tuple([(_writable_name(name), writable_value(value)) for name, value in fields])


def writable_type(entry_type: str) -> str:
    """The entry type, or `misc` for one that no BibTeX program would read."""
    legal = _TYPE.fullmatch(entry_type) and entry_type.lower() not in _OTHER_BLOCKS
    return entry_type if legal else "misc"


def writable_key(key: str) -> str:
    """The citation key, or one like it that BibTeX can read."""
    return key if is_writable_key(key) else _NOT_IN_NAME.sub("-", key).strip("-") or "entry"


def is_writable_key(key: str) -> bool:
    """Whether the key can be written to the letter."""
    return bool(key) and not _NOT_IN_NAME.search(key)


def writable_value(value: str) -> str:
    """The value as it can stand between braces."""
    if not value.isprintable():
        value = _CONTROLS.sub("", value)
    if "{" in value or "}" in value:
        value = _balanced(value)
    if "\n" in value or "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        value = _BLANKS_AND_AT.sub(lambda found: " @" if "\n" in found[0] else found[0], value)
    return f"{value} " if value.endswith("\\") else value


def _writable_name(name: str) -> str:
    legal = _NOT_IN_NAME.sub("-", name).strip("-") if _NOT_IN_NAME.search(name) else name
    return f"x-{legal}" if not legal or legal[0].isdigit() else legal


def _source(name: str, value: str) -> str:
    if name == "month" and _MONTHS.fullmatch(value):
        pieces = _MONTH.split(value)
        # Every second piece is a month.
        months = [piece if at % 2 else f"{{{piece}}}" for at, piece in enumerate(pieces) if piece]
        return " # ".join(months)
    return f"{{{value}}}"


def _balanced(value: str) -> str:
    braces = list(_BRACE.finditer(value))
    pairs = _pairs(braces)
    if 2 * len(pairs) == len(braces):
        uneven = {
            each.start(2)
            for pair in pairs
            if bool(pair[0][1]) != bool(pair[1][1])
            for each in pair
            if each[1]
        }
        return _with_blanks(value, uneven) if uneven else value
    return _mended(value, braces)


def _pairs(braces: Iterable[re.Match[str]]) -> list[tuple[re.Match[str], re.Match[str]]]:
    pairs = []
    opened: list[re.Match[str]] = []
    for brace in braces:
        if brace[2] == "{":
            opened.append(brace)
        elif opened:
            pairs.append((opened.pop(), brace))
    return pairs


def _with_blanks(value: str, places: set[int]) -> str:
    pieces = []
    done = 0
    for place in sorted(places):
        pieces += [value[done:place], " "]
        done = place
    return "".join([*pieces, value[done:]])


def _mended(value: str, braces: Sequence[re.Match[str]]) -> str:
    """The value without what keeps its braces from being even, escaped ones put in words."""
    escaped = [brace for brace in braces if len(brace[1]) % 2]
    real = [brace for brace in braces if len(brace[1]) % 2 == 0]
    kept = {each.start(2) for pair in (*_pairs(escaped), *_pairs(real)) for each in pair}
    literals = {brace.start(2) for brace in escaped}
    pieces = []
    done = 0
    for brace in braces:
        at = brace.start(2)
        if at in kept:
            # Two backslashes are a line's end in TeX, and look like an escape to bibtexparser.
            blank = " " if brace[1] and at not in literals else ""
            pieces += [value[done:at], blank, brace[2]]
        elif at in literals:
            pieces += [value[done : at - 1], _LITERAL[brace[2]]]
        else:
            pieces.append(value[done:at])
        done = at + 1
    return "".join([*pieces, value[done:]])
