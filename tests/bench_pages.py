"""The part of `make bench` about pages: served by gunicorn with two workers, over loopback.

Every figure is also given as a multiple of a view that returns a constant, measured in the same
run by the same client: one that keeps its connection and asks again when it has the answer.
"""

import itertools
import os
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

REPEATS = 60
FEW_REPEATS = 9
HTMX = {"HX-Request": "true"}
YEARS = range(2000, 2025)
SERVE = """
import sys
from pathlib import Path
from microsite import create_app
from microsite.serving import serve
app = create_app({"INSTANCE": Path(sys.argv[1])})
app.add_url_rule("/constant", "constant", lambda: "constant")
serve(app, "127.0.0.1", int(sys.argv[2]), 2)
"""
HEAD = f"{'':>9} {'':<32} {'p50':>9} {'':>7} {'p95':>9} {'requests/s':>11} {'':>6} {'size':>9}"

Ask = Callable[[], int]


def bench_served(folder: Path, size: int) -> None:
    """Print a line for each kind of request to the site in `folder`."""
    with served(folder) as port:
        connection = HTTPConnection("127.0.0.1", port)
        constant = measured(asking(connection, itertools.repeat(("/constant", {}))))
        told(size, "a constant", constant, constant)
        for name, requests in kinds():
            told(size, name, measured(asking(connection, requests)), constant)
        told(size, "filter fragment, after a change", after_a_change(folder, connection), constant)
        connection.close()
    with served(folder) as port:
        export(port, size)


def after_a_change(folder: Path, connection: HTTPConnection) -> tuple[float, float, float, int]:
    """The same, each asked for by the first visitor after somebody has changed something."""
    asks = asking(connection, ((f"/en/research/?direction=one&n=c{n}", HTMX) for n in range(99)))
    took, largest = [], 0
    for number in range(FEW_REPEATS):
        with closing(sqlite3.connect(folder / "microsite.sqlite3", timeout=60)) as database:
            database.execute("UPDATE directions SET hue = ? WHERE slug = 'one'", (number,))
            database.commit()
        start = time.perf_counter()
        largest = max(largest, asks())
        took.append(time.perf_counter() - start)
    return statistics.median(took), sorted(took)[-1], FEW_REPEATS / sum(took), largest


def export(port: int, size: int) -> None:
    """Print what the whole list as a .bib takes: its first byte, all of it, and memory."""
    for _ in range(8):
        with closing(HTTPConnection("127.0.0.1", port)) as connection:
            asking(connection, iter([("/en/research/", {})]))()
    idle, peak = private_memory(port), 0.0
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        start = time.perf_counter()
        connection.request("GET", "/en/research.bib")
        answer = connection.getresponse()
        length = len(answer.read(1))
        first = time.perf_counter() - start
        while piece := answer.read(1 << 20):
            length += len(piece)
            peak = max(peak, private_memory(port))
    print(
        f"{size:>9,} {'all as .bib':<32} first byte {first * 1000:.0f} ms, all"
        f" {time.perf_counter() - start:.1f} s, {length / 1e6:.1f} MB;"
        f" {max(peak - idle, 0):.0f} MB of memory above idle",
        flush=True,
    )


def private_memory(port: int) -> float:
    """The memory that the server's processes share with nothing else, in megabytes."""
    found = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            if f"\0{port}\0" in (status.parent / "cmdline").read_text():
                found += int(status.read_text().split("RssAnon:")[1].split()[0])
    return found / 1024


def kinds() -> Iterator[tuple[str, Iterator[tuple[str, dict[str, str]]]]]:
    """What is asked for. An address that nobody asked for before comes from no cache."""
    number = itertools.count()
    yield (
        "research page, new",
        ((f"/en/research/?direction=one&n={n}", {}) for n in number),
    )
    yield (
        "filter fragment, new",
        ((f"/en/research/?direction=one&year={pick(n, YEARS)}&n={n}", HTMX) for n in number),
    )
    yield (
        "search fragment, new",
        ((f"/en/research/?q={pick(n, ('sparse', 'noise', 'depth'))}&n={n}", HTMX) for n in number),
    )
    again = "/en/research/?direction=one&year=2020"
    yield "filter fragment, again", itertools.repeat((again, HTMX))
    yield "research page, again", itertools.repeat(("/en/research/", {}))
    yield "research page, 304", itertools.repeat(("/en/research/", {"If-None-Match": "*"}))


def pick(number: int, values: range | tuple[str, ...]) -> int | str:
    return values[number % len(values)]


def asking(connection: HTTPConnection, requests: Iterator[tuple[str, dict[str, str]]]) -> Ask:
    def ask() -> int:
        path, headers = next(requests)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status not in (200, 304):
            raise SystemExit(f"{path}: {answer.status}")
        return len(body)

    return ask


def measured(ask: Ask) -> tuple[float, float, float, int]:
    """The median, the 95th percentile, requests a second, and the largest answer."""
    for _ in range(6):
        ask()
    took, largest = [], 0
    for _ in range(REPEATS):
        start = time.perf_counter()
        largest = max(largest, ask())
        took.append(time.perf_counter() - start)
    return statistics.median(took), sorted(took)[int(REPEATS * 0.95)], REPEATS / sum(took), largest


def told(
    size: int,
    name: str,
    found: tuple[float, float, float, int],
    constant: tuple[float, float, float, int],
) -> None:
    p50, p95, rate, largest = found
    print(
        f"{size:>9,} {name:<32} {p50 * 1000:>6.2f} ms {p50 / constant[0]:>6.1f}x"
        f" {p95 * 1000:>6.2f} ms {rate:>11.0f} {rate / constant[2]:>5.2f}x {largest:>7,} B",
        flush=True,
    )


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """The port of a server of its own, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), str(port)], start_new_session=True
    )
    try:
        wait_for(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")
