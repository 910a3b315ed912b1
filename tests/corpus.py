"""`make corpus CORPUS=folder`: real files read and held against what is known of them.

The folder has .bib files and an `expected.json`: by file name the numbers of entries and failed
blocks, the encoding, and samples with title, names and year. With `--no-expectations` any folder
will do: each file must be read without an exception and with every block accounted for.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from microsite.bibtex import Entry, ParsedFile, decode, read, reading
from microsite.importing.facts import columns, incoming
from tests.accounts import slips
from tests.expectations import Tally, check_counts, check_encoding, check_sample

ENOUGH = 0.99


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--no-expectations", action="store_true")
    given = options.parse_args()
    if given.no_expectations:
        return without_expectations(given.folder)
    return against_expectations(given.folder)


def against_expectations(folder: Path) -> int:
    """Print a row for each file and each sample, then the totals; 1 if something is not right."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    tally = Tally()
    print_row("file", "entries", "failed", "repeated", "re-keyed", "encoding", "samples")
    for name, known in expected.items():
        data = (folder / name).read_bytes()
        parsed = read(data)
        check_counts(name, parsed, known, tally)
        check_encoding(name, data, parsed, known, tally)
        samples = [check_sample(name, parsed, sample, tally) for sample in known["samples"]]
        print_row(
            name,
            f"{len(parsed.entries)}/{known['entries']}",
            f"{parsed.failed}/{known['failed']}",
            *repetitions(parsed),
            f"{parsed.encoding}/{known['encoding']}",
            f"{sum(is_right for _, is_right in samples)}/{len(samples)}",
        )
        for entry, is_right in samples:
            print(f"    {'right' if is_right else 'WRONG'}  {summary(entry)}")
    print_totals(tally)
    all_right = all(tally.share(what) == 1 for what in ("entries", "failed", "encodings"))
    enough = all(tally.share(what) >= ENOUGH for what in ("titles", "names", "years", "inherited"))
    return 0 if all_right and enough else 1


def without_expectations(folder: Path) -> int:
    """Read every .bib file under `folder`; 1 if one raises or does not add up."""
    failures = []
    print_row("file", "entries", "failed", "repeated", "re-keyed", "encoding", "problems")
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".bib", ".biblatex")):
        data = path.read_bytes()
        parsed = read(data)
        for given in incoming(parsed.entries):
            columns(given)
        codes = Counter(problem.code for problem in parsed.problems)
        told = ", ".join(f"{code} {count}" for code, count in sorted(codes.items()))
        counts = str(len(parsed.entries)), str(parsed.failed)
        print_row(path.name, *counts, *repetitions(parsed), parsed.encoding or "", told)
        failures += [f"{path.name}: {slip}" for slip in slips(decode(data)[0], parsed)]
    print(*(failures or ["every block of every file is accounted for"]), sep="\n")
    return 1 if failures else 0


def repetitions(parsed: ParsedFile) -> tuple[str, str]:
    """How many entries repeat another one, and how many got another key than the file gives."""
    again = sum(entry.repeats is not None for entry in parsed.entries)
    given = sum(entry.key != entry.written_key for entry in parsed.entries)
    return str(again), str(given)


def summary(entry: Entry | None) -> str:
    """Key, year, people and title on a line; names beyond the third as a number."""
    if entry is None:
        return "no such entry"
    names = [name.display for name in reading.authors(entry)]
    people = "; ".join(names[:3]) + (f"; +{len(names) - 3}" if len(names) > 3 else "")
    title = reading.title(entry)
    shown = title if len(title) <= 70 else f"{title[:69]}…"
    return f"{entry.written_key} | {reading.year(entry)} | {people} | {shown}"


def print_totals(tally: Tally) -> None:
    print()
    for what in tally.seen:
        right, seen = tally.right[what], tally.seen[what]
        print(f"{what:<10} {right:>4} of {seen:>4} right, {tally.share(what):.1%}")
    for heading, said in (("exceptions", tally.exceptions), ("wrong", tally.wrong)):
        print(f"\n{heading}: {len(said)}", *said, sep="\n  ")


def print_row(*cells: str) -> None:
    widths = (34, 10, 7, 9, 9, 26, 0)
    print(*(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
