"""`make fuzz`: damaged and random files by the thousand, and a megabyte of each hostile shape.

Nothing may raise, no entry may be lost without a word, no value may take long.
"""

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from multiprocessing import Pool
from pathlib import Path

from microsite.bibtex import Entry, decode, read
from microsite.bibtex import reading as facts
from microsite.bibtex.latex import clean, markup, unknown_macros
from microsite.bibtex.names import split_names
from microsite.importing.facts import columns, incoming
from tests.accounts import slips
from tests.mutations import HOSTILE, HOSTILE_VALUES, damaged, snippets

VALUE_LIMIT = 0.05
FILE_LIMIT = 5.0
BATCH = 250
MEGABYTE = 1_000_000


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--processes", type=int, default=2)
    given = options.parse_args()
    files = [path.read_bytes() for path in sorted(given.corpus.glob("*.bib"))]
    started = time.perf_counter()
    batches = [(given.seed, number) for number in range(-(-given.count // BATCH))]
    failures: list[str] = []
    with Pool(given.processes, initializer=_start, initargs=(files,)) as pool:
        for number, found in enumerate(pool.imap_unordered(_run, batches), 1):
            failures += found
            if number % 20 == 0 or number == len(batches):
                took = time.perf_counter() - started
                print(f"{number * BATCH:>9,} inputs, {len(failures)} failures, {took:.0f} s")
    slow = list(hostile_files())
    print(*failures[:50], *slow, sep="\n\n")
    print(
        f"{len(failures)} of {len(batches) * BATCH:,} inputs failed, {len(slow)} shapes were slow"
    )
    return 1 if failures or slow else 0


_found: list[bytes] = []


def _start(files: list[bytes]) -> None:
    _found[:] = snippets(files)


def _run(batch: tuple[int, int]) -> list[str]:
    seed, number = batch
    chance = random.Random(seed * 1_000_003 + number)
    failures = []
    for _ in range(BATCH):
        data = damaged(chance, _found)
        wrong = trouble(data)
        failures += [f"seed {seed}, batch {number}: {wrong}\n{data!r}"] if wrong else []
    return failures


def trouble(data: bytes) -> str:
    """What is wrong with the reading of `data`; empty if nothing is."""
    try:
        parsed = read(data)
        for given in incoming(parsed.entries):
            columns(given)
            facts.title_markup(given.entry)
        unknown_macros(decode(data)[0])
        wrong = slips(decode(data)[0], parsed)
        slow = [value for value in _values(parsed.entries) if took(value) > VALUE_LIMIT]
    except Exception:
        return traceback.format_exc()
    wrong += [f"slow: {value[:200]!r}" for value in slow]
    return "; ".join(wrong)


def _values(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        yield from (value for _, value in entry.fields)


def took(value: str) -> float:
    """The processor time of the dearest reading of a value, measured again where it is long."""
    seconds = _measured(value)
    return min(seconds, _measured(value), _measured(value)) if seconds > VALUE_LIMIT else seconds


def _measured(value: str) -> float:
    started = time.process_time()
    for work in (_fresh(clean), markup, _fresh(split_names)):
        work(value)
    return time.process_time() - started


def _fresh(work: Callable[[str], object]) -> Callable[[str], object]:
    """`work` without what it remembers of the value: a blank more is another value."""
    return lambda value: work(f"{value} ")


def hostile_files() -> Iterator[str]:
    """The shapes of which a megabyte takes too long, and those that make one value too long."""
    for shape in HOSTILE:
        yield from _slow(shape, (shape * (MEGABYTE // len(shape) + 1)).encode())
    for shape in HOSTILE_VALUES:
        value = shape * (MEGABYTE // len(shape))
        for name in ("title", "author", "url", "keywords", "abstract", "month", "journal"):
            text = f"@article{{k,\n {name} = {{{value}}}\n}}\n@misc{{l, title={{T}}}}\n"
            yield from _slow(f"{name} of {shape}", text.encode())


def _slow(shape: str, data: bytes) -> Iterator[str]:
    started = time.process_time()
    parsed = read(data)
    for given in incoming(parsed.entries):
        columns(given)
        facts.title_markup(given.entry)
    seconds = time.process_time() - started
    if seconds > FILE_LIMIT:
        yield f"{seconds:.1f} s for a megabyte of {shape!r}"


if __name__ == "__main__":
    sys.exit(main())
