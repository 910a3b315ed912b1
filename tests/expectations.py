"""What is known of a real file, held against what was read from it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from microsite.bibtex import Entry, ParsedFile, reading
from microsite.bibtex.latex import clean
from microsite.bibtex.names import Name, split_names

_PAIR = re.compile(r"(?<!\d)(\d+)\s*[,+]\s*(\d+)(?!\d)")
_ALLOWANCE = re.compile(r"(?:accept|may return)\b.*", re.IGNORECASE)
_EITHER = re.compile(r"may return ((?:\d+ or )*\d+) entries", re.IGNORECASE)
_LINE = re.compile(r"\bline (\d+)")
_SYNTAX = ("missing-comma", "missing-key", "double-comma", "stray-text", "unquoted-value",
           "extra-brace", "backslash-brace", "brace-in-key")  # fmt: skip


@dataclass
class Tally:
    """How much was right of all that was looked at, and what was not."""

    right: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)

    def note(self, what: str, where: str, got: object, wanted: object) -> bool:
        self.seen[what] += 1
        self.right[what] += got == wanted
        if got != wanted:
            self.wrong.append(f"{where}: {what}: {got!r}, not {wanted!r}")
        return got == wanted

    def share(self, what: str) -> float:
        return self.right[what] / self.seen[what] if self.seen[what] else 1.0


def check_counts(name: str, parsed: ParsedFile, known: dict[str, Any], tally: Tally) -> None:
    """Entries and failed blocks are as expected, or differ as `known` allows and no further."""
    found, wanted = (len(parsed.entries), parsed.failed), (known["entries"], known["failed"])
    reason = found != wanted and (_allowed(found, known) or _mended(parsed, known))
    if reason:
        tally.exceptions.append("{}: {}+{} for {}+{}: {}".format(name, *found, *wanted, reason))
    for number, what in enumerate(("entries", "failed")):
        tally.note(what, name, wanted[number] if reason else found[number], wanted[number])
    if found == wanted:
        again = len(parsed.entries) - len({entry.written_key for entry in parsed.entries})
        tally.note("duplicates", name, again, known["duplicates"])


def _allowed(found: tuple[int, int], known: dict[str, Any]) -> str:
    """The words of the note that allow these numbers, if there are any."""
    note = _ALLOWANCE.search(known.get("note", ""))
    if note is None:
        return ""
    pairs = {(int(entries), int(failed)) for entries, failed in _PAIR.findall(note[0])}
    either = _EITHER.search(note[0])
    total = known["entries"] + known["failed"]
    numbers = [int(number) for number in either[1].split(" or ")] if either else []
    pairs |= {(number, total - number) for number in numbers}
    return f"the note says “{note[0]}”" if found in pairs else ""


def _mended(parsed: ParsedFile, known: dict[str, Any]) -> str:
    """Why more entries were read than expected, if it was by mending blocks known to be broken.

    Each has to be listed among the broken ones and to have a problem of ours in its lines.
    """
    broken = {slip["line"]: slip["what"] for slip in known["problems"]}
    told = [
        f"line {entry.line} ({broken[entry.line]}) was read and told as {code}"
        for entry in parsed.entries
        if entry.line in broken and (code := _told(entry, parsed))
    ]
    surplus = len(parsed.entries) - known["entries"]
    is_so = surplus == len(told) == known["failed"] - parsed.failed
    return "; ".join(told) if is_so else ""


def _told(entry: Entry, parsed: ParsedFile) -> str:
    last = entry.line + entry.raw.count("\n")
    codes = [found.code for found in parsed.problems if entry.line <= found.line <= last]
    return next((code for code in codes if code.startswith(_SYNTAX)), "")


def check_encoding(
    name: str, data: bytes, parsed: ParsedFile, known: dict[str, Any], tally: Tally
) -> None:
    """Right is every encoding in which the file has the same text: ASCII is UTF-8 too."""
    found, wanted = parsed.encoding or "utf-8", known["encoding"]
    is_same = _text(data, found) == _text(data, wanted)
    tally.note("encodings", name, wanted if is_same else found, wanted)


def _text(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def check_sample(
    name: str, parsed: ParsedFile, sample: dict[str, Any], tally: Tally
) -> tuple[Entry | None, bool]:
    """Title, names, year and inherited fields; what the sample leaves open is not looked at.

    Returns the entry, and whether everything about it is right.
    """
    where, wrong = f"{name}: {sample['key']}", len(tally.wrong)
    entry = _sampled(parsed, sample)
    if entry is None:
        tally.note("titles", where, None, sample["title_plain"] or "an entry")
        return None, False
    if sample["title_plain"] is not None:
        tally.note("titles", where, reading.title(entry), sample["title_plain"])
    if sample["authors"] is not None:
        _check_names(where, entry, sample, tally)
    inherits = sample.get("inherits", {})
    _check_year(where, entry, sample["year"] or inherits.get("year"), tally)
    for field_name, wanted in inherits.items():
        value = entry.get(field_name) or ""
        got = list(map(parts, split_names(value))) if field_name == "editor" else clean(value)
        tally.note("inherited", where, got, wanted)
    return entry, len(tally.wrong) == wrong


def _sampled(parsed: ParsedFile, sample: dict[str, Any]) -> Entry | None:
    """The entry a sample is about: at the line its note gives, else the first with its key."""
    line = _LINE.search(sample.get("note", ""))
    entries = [entry for entry in parsed.entries if entry.written_key == sample["key"]]
    told = [entry for entry in entries if line and entry.line == int(line[1])]
    return next(iter(told or entries), None)


def _check_names(where: str, entry: Entry, sample: dict[str, Any], tally: Tally) -> None:
    names = list(map(parts, reading.authors(entry)))
    wanted = sample["authors"]
    if sample.get("authors_are", "").startswith("first"):
        tally.note("names", where, len(names), sample["author_count"])
        names = names[: len(wanted)]
    if len(names) != len(wanted):
        tally.note("names", where, names, wanted)
        return
    for name, want in zip(names, wanted, strict=True):
        tally.note("names", where, name, want)


def _check_year(where: str, entry: Entry, wanted: str | None, tally: Tally) -> None:
    if wanted is None:
        return
    year = reading.year(entry)
    if re.search(r"\d{4}", wanted):
        tally.note("years", where, str(year), wanted)
        return
    # Words are no number to sort by; they stay in the entry as they are written.
    if year is None:
        tally.exceptions.append(f"{where}: the year “{wanted}” is no number, so it stays text")
    tally.note("years", where, clean(entry.get("year") or "") if year is None else year, wanted)


def parts(name: Name) -> list[str]:
    """A name as expectations write it: family with von, given, and jr if there is one."""
    if name.literal:
        return [name.literal, ""]
    family = " ".join(part for part in (name.von, name.family) if part)
    return [family, name.given, *([name.jr] if name.jr else [])]
