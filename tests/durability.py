"""`make durability`: imports killed at random moments, read from meanwhile, and two at once.

1. Imports are killed with `kill -9`, half of them begun on the command line, half on the site,
   where the process that does the work, a worker of the server, its master, or all of them die.
   Then all or nothing is there, the database is whole, the upload's page says what happened, and
   the same file can be brought again.
2. Eight readers hammer the site during an import: no error, and counts of before or after.
3. Two uploads are applied at once: both end right.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.dump import faults, publications
from tests.library import library
from tests.reading_meanwhile import hammer
from tests.served import (
    Client,
    Served,
    age_uploads,
    kill,
    microsite,
    new_site,
    served,
    states,
    wait_for,
    workers_of_uploads,
)

TARGETS = ("work", "worker", "master", "all")
SAYS = {
    "waiting": "Applying this upload was interrupted.",
    "applied": "publications were added or updated",
}


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m tests.durability", description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--entries", type=int, default=5_000)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    text = library(given.entries)
    wrong = kills(given.kills, given.entries, text, random.Random(given.seed))
    with tempfile.TemporaryDirectory() as folder:
        wrong += hammer(Path(folder), given.entries, text, print)
    wrong += two_at_once(given.entries, text)
    print(*(wrong or ["all is as it should be"]), sep="\n")
    return len(wrong) > 0


def kills(number: int, entries: int, text: str, chance: random.Random) -> list[str]:
    """Kill so many imports; what was wrong after them."""
    # The shorter one of two: a kill after the end would try nothing.
    usual = {
        way: min(way(text, entries, "", 0.0)[1] for _ in range(2)) for way in (by_command, on_site)
    }
    said = ", ".join(f"{way.__name__} {seconds:.1f} s" for way, seconds in usual.items())
    print(f"an import of {entries} entries takes: {said}")
    wrong = []
    counts: Counter[str] = Counter()
    for turn in range(number):
        way = (by_command, on_site)[turn % 2]
        target = TARGETS[turn // 2 % len(TARGETS)] if way is on_site else "command"
        moment = chance.uniform(0, usual[way])
        found, _, came = way(text, entries, target, moment)
        counts[f"{target}: {came}"] += 1
        mark = "; ".join(found) or "right"
        print(f"{turn + 1:>3} {target:<8} after {moment:5.2f} s: {came:<8} {mark}", flush=True)
        wrong += [f"kill {turn + 1} ({target} after {moment:.2f} s): {one}" for one in found]
    print(", ".join(f"{what} {count}" for what, count in sorted(counts.items())))
    return wrong


Ended = tuple[list[str], float, str]
"""What was wrong, how long it took, and whether nothing or everything came in."""


def by_command(text: str, entries: int, target: str, moment: float) -> Ended:
    """An import by the command, killed at a moment where there is a target."""
    with tempfile.TemporaryDirectory() as folder:
        instance, file = Path(folder, "instance"), Path(folder, "library.bib")
        file.write_text(text)
        database = new_site(instance)
        before = publications(database)
        begun = time.monotonic()
        process = microsite(instance, "import-bibtex", file)
        if target:
            time.sleep(moment)
            kill(process.pid)
        status = process.wait()
        seconds = time.monotonic() - begun
        wrong, came = after(database, before, entries)
        if not target:
            wrong += [f"ended with {status}"] * (status != 0)
            return wrong, seconds, came
        if states(database):
            with served(instance) as site, Client(site.address) as client:
                wrong += told(client, "/editor/bib-uploads/1", database, came)
        status = microsite(instance, "import-bibtex", file).wait()
        wrong += [f"the next import ended with {status}"] * (status != 0)
        return wrong + complete(database, before, entries), seconds, came


def on_site(text: str, entries: int, target: str, moment: float) -> Ended:
    """An import in the browser; at a moment after its work began the target is killed."""
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder, "instance")
        database = new_site(instance)
        before = publications(database)
        with served(instance) as site, Client(site.address) as client:
            page = client.upload(text.encode())
            client.apply(page)()
            wait_for(lambda: workers_of_uploads(instance) or "applied" in states(database), "work")
            begun = time.monotonic()
            time.sleep(moment)
            _kill(target, site, instance)
            wait_for(lambda: not workers_of_uploads(instance), "the end of the work")
            seconds = time.monotonic() - begun
            wrong, came = after(database, before, entries)
            wrong += told(client, page, database, came)
            if target in ("worker", "master", "") and came != "all":
                wrong.append("the work did not outlive the server")
            if came == "nothing":
                client.apply(page)()
                client.wait(page)
            return wrong + complete(database, before, entries), seconds, came


def _kill(target: str, site: Served, instance: Path) -> None:
    work = workers_of_uploads(instance)
    if target in ("work", "all"):
        for number in work:
            kill(number)
    if target == "worker":
        kill(site.workers[0])
    elif target in ("master", "all"):
        site.kill(with_workers=target == "all")
        site.start()


def after(database: Path, before: int, entries: int) -> tuple[list[str], str]:
    """What is wrong in the database, and what came in."""
    count = publications(database) - before
    came = {0: "nothing", entries: "all"}.get(count, str(count))
    wrong = faults(database)
    return wrong + [f"{count} publications came in"] * (came == str(count)), came


def told(client: Client, page: str, database: Path, came: str) -> list[str]:
    """What the upload's page does not say, a minute later."""
    age_uploads(database)
    says = SAYS["applied" if came == "all" else "waiting"]
    return [] if says in client.page(page) else [f"the page does not say: {says}"]


def complete(database: Path, before: int, entries: int) -> list[str]:
    """What is wrong after the file was brought again."""
    count = publications(database) - before
    return faults(database) + [f"{count} publications at the end"] * (count != entries)


def two_at_once(entries: int, text: str) -> list[str]:
    """Two editors apply at the same moment: two files, and one file twice."""
    other = library(entries - 1).replace("bench.", "other.").replace("@article{key", "@article{own")
    wrong = _pair(text, other, 2 * entries - 1, ("applied", "applied"))
    return wrong + _pair(text, text, entries, ("applied", "waiting"))


def _pair(one: str, other: str, total: int, ends: tuple[str, str]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        database = new_site(instance)
        before = publications(database)
        with (
            served(instance) as site,
            Client(site.address) as first,
            Client(site.address) as second,
        ):
            clients = (first, second)
            texts = (one, other)
            pages = [each.upload(text.encode()) for each, text in zip(clients, texts, strict=True)]
            buttons: list[Callable[[], int]] = [
                each.apply(page) for each, page in zip(clients, pages, strict=True)
            ]
            for press in buttons:
                press()
            for each, page in zip(clients, pages, strict=True):
                each.wait(page)
            came, ended = publications(database) - before, tuple(sorted(states(database)))
            print(f"two at once: {came} of {total} publications; {', '.join(ended)}")
            wrong = faults(database)
            wrong += [f"two at once: {came} publications, not {total}"] * (came != total)
            return wrong + [f"two at once ended as {ended}"] * (ended != ends)


if __name__ == "__main__":
    sys.exit(main())
