"""The part of `make bench` about pages: served by gunicorn with two workers, over loopback.

Every figure is also given as a multiple of a view that returns a constant, measured in the same
run by the same client: one that keeps its connection and asks again when it has the answer.
"""

import itertools
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

REPEATS = 60
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
HEAD = f"{'':>9} {'':<28} {'p50':>9} {'':>7} {'p95':>9} {'requests/s':>11} {'':>6} {'size':>9}"

Ask = Callable[[], int]


def bench_served(folder: Path, size: int) -> None:
    """Print a line for each kind of request to the site in `folder`."""
    with served(folder) as port:
        connection = HTTPConnection("127.0.0.1", port)
        constant = measured(asking(connection, itertools.repeat(("/constant", {}))))
        told(size, "a constant", constant, constant)
        for name, requests in kinds():
            told(size, name, measured(asking(connection, requests)), constant)
        connection.close()


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
        f"{size:>9,} {name:<28} {p50 * 1000:>6.2f} ms {p50 / constant[0]:>6.1f}x"
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
