"""Eight readers who never pause, before an import and during it."""

import re
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import httpx

from tests.dump import publications
from tests.served import Client, new_site, served, wait_for, workers_of_uploads

READERS = 8
SECONDS_BEFORE = 5.0
_COUNT = re.compile(r"<b>\d+</b> of (\d+) publications")
_PUBLICATION = re.compile(r'href="(/en/research/[^"?#/]+/?)"')


class Seen(NamedTuple):
    """One answer: its address, status, seconds, and the number of publications it tells."""

    url: str
    status: int
    seconds: float
    told: int | None


def hammer(instance: Path, entries: int, text: str, say: Callable[[str], object]) -> list[str]:
    """Read while `text` is imported; what a reader saw that should not have been seen."""
    database = new_site(instance)
    before = publications(database)
    with served(instance) as site, Client(site.address) as client:
        page = client.upload(text.encode())
        press = client.apply(page)
        quiet = _read(site.address, lambda: time.sleep(SECONDS_BEFORE))

        def bring() -> None:
            press()
            wait_for(lambda: workers_of_uploads(instance), "the work")
            wait_for(lambda: not workers_of_uploads(instance), "its end", 300)
            time.sleep(1)

        busy = _read(site.address, bring)
    for name, seen in (("before", quiet), ("during", busy)):
        say(f"{READERS} readers {name} the import: {_latency(seen)}")
    told = {one.told for one in busy if one.told is not None}
    wrong = sorted({f"{one.url} answered {one.status}" for one in busy if one.status != 200})
    if told != {before, before + entries}:
        wrong.append(f"readers counted {sorted(told)} publications")
    if publications(database) != before + entries:
        wrong.append("not all of the import came in")
    return wrong


def _read(address: str, meanwhile: Callable[[], object]) -> list[Seen]:
    over = threading.Event()
    seen: list[Seen] = []
    readers = [
        threading.Thread(target=_reader, args=(address, number, over, seen))
        for number in range(READERS)
    ]
    for reader in readers:
        reader.start()
    try:
        meanwhile()
    finally:
        over.set()
        for reader in readers:
            reader.join()
    return seen


def _reader(address: str, number: int, over: threading.Event, seen: list[Seen]) -> None:
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as http:
        found = _PUBLICATION.search(http.get("/en/research/").text)
        assert found
        urls = ["/en/", "/en/research/", found[1], "/en/research/?q=light", "/zh/research/?q=光"]
        turn = number
        while not over.is_set():
            url = urls[turn % len(urls)]
            turn += 1
            begun = time.perf_counter()
            try:
                answer = http.get(url)
            except httpx.TransportError as error:
                seen.append(Seen(f"{url} ({error!r})", 0, 0.0, None))
                continue
            # Of a search the number of all publications is told as well.
            count = _COUNT.search(answer.text)
            told = int(count[1]) if count else None
            seen.append(Seen(url, answer.status_code, time.perf_counter() - begun, told))


def _latency(seen: list[Seen]) -> str:
    times = sorted(one.seconds * 1000 for one in seen)
    middle, late = statistics.median(times), times[int(len(times) * 0.95)]
    return f"{len(seen)} pages, median {middle:.0f} ms, 95 % {late:.0f} ms, most {times[-1]:.0f} ms"
