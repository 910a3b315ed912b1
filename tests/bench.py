"""`make bench`: the project's figures, as ratios to a yardstick measured in the same run.

Machines differ and are noisy; a ratio to something that does the least possible work is not.
Each import runs in a process of its own, so that its peak memory is its own.
"""

import argparse
import json
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bibtexparser.entrypoint import parse_string
from flask import Flask

from microsite import create_app, jobs
from microsite.bibtex import decode
from microsite.db import begin_writing, db, upgrade
from microsite.models import BibUpload, Direction
from tests.bench_pages import HEAD as HEAD_OF_PAGES
from tests.bench_pages import bench_served
from tests.library import library

SIZES = (1_000, 10_000, 100_000)
PAGE_SIZES = (100, 1_000, 10_000, 100_000)
HEAD = (
    f"{'file':<28} {'entries':>8} | {'parse alone':>13} | {'import':>22} | {'again':>22} | us/entry"
)


def main() -> None:
    """Print a table for each part."""
    logging.disable(logging.CRITICAL)
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--largest", type=int, default=SIZES[-1], help="entries at most")
    given.add_argument("--corpus", type=Path, help="a folder whose three largest files are taken")
    given.add_argument("--pages", action="store_true", help="the pages alone, not the imports")
    given.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.work:
        print(json.dumps(WORKS[options.work[0]](Path(options.work[1]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        if not options.pages:
            bench_imports(Path(folder), options.largest, options.corpus)
        bench_pages(Path(folder), options.largest)


def bench_imports(folder: Path, largest: int, corpus: Path | None) -> None:
    print("import: from the file to committed and searchable; the ratios are to")
    print("bibtexparser.parse_string alone on the same text, of seconds and of peak memory")
    print(HEAD)
    files = []
    for size in SIZES:
        if size <= largest:
            files.append(folder / f"generated-{size}.bib")
            files[-1].write_text(library(size))
    if corpus:
        bibs = sorted(corpus.glob("*.bib"), key=lambda file: file.stat().st_size)
        files += bibs[-3:]
    costs = []
    for file in files:
        alone, first = run("alone", file), run("import", file)
        entries = first["entries"]
        costs.append((entries, first["seconds"] / entries))
        print(
            f"{file.name:<28} {entries:>8,} | {alone['seconds']:>5.2f}s {alone['memory']:>4.0f} MB"
            f" | {told(first['seconds'], first['memory'], alone)}"
            f" | {told(first['again'], first['again_memory'], alone)}"
            f" | {1e6 * first['seconds'] / entries:>7.0f}",
            flush=True,
        )
    grown = [cost for entries, cost in costs if entries in SIZES]
    if len(grown) > 1:
        print(f"time an entry, largest generated file to smallest: {grown[-1] / grown[0]:.2f}")


def told(took: float, memory: float, alone: Mapping[str, float]) -> str:
    return (
        f"{took:>6.2f}s {took / alone['seconds']:>4.2f}x"
        f" {memory:>4.0f} MB {memory / alone['memory']:>4.2f}x"
    )


def run(work: str, file: Path) -> dict[str, Any]:
    """Do one piece of work on a file in a process of its own."""
    command = [sys.executable, "-m", "tests.bench", "--work", work, str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def parse_alone(file: Path) -> dict[str, float]:
    text, _ = decode(file.read_bytes())
    took = seconds(lambda: parse_string(text))
    return {"seconds": took, "memory": memory()}


def import_twice(file: Path) -> dict[str, float]:
    content = file.read_bytes()
    with tempfile.TemporaryDirectory() as at:
        app = new_site(Path(at))
        first = seconds(lambda: bring(app, content))
        peak = memory()
        again = seconds(lambda: bring(app, content))
        with app.app_context():
            uploads = db.session.query(BibUpload).order_by(BibUpload.id)
            one, two = (upload.outcome for upload in uploads)
        entries = one["new"] + one["unclear"] + one["changed"]
        if two["unchanged"] + two["unclear"] != entries:
            raise SystemExit(f"{file.name}: {entries} entries came in, then {two}")
        return {
            "seconds": first,
            "again": again,
            "memory": peak,
            "again_memory": memory(),
            "entries": entries,
        }


WORKS = {"alone": parse_alone, "import": import_twice}


def new_site(folder: Path) -> Flask:
    app = create_app({"INSTANCE": folder})
    upgrade(app)
    with app.app_context():
        for position, slug in enumerate(("one", "two", "three", "four")):
            db.session.add(Direction(slug=slug, position=position, hue=position * 90))
        db.session.commit()
    return app


def bring(app: Flask, content: bytes) -> None:
    """Import as the site and the command do."""
    with app.app_context():
        begin_writing(db.session())
        upload = BibUpload(
            filename="bench.bib", content=content, direction_slugs=["one", "two"], state="running"
        )
        db.session.add(upload)
        db.session.commit()
        number = upload.id
    jobs.run(app, number)


def bench_pages(folder: Path, largest: int) -> None:
    print("pages: served by gunicorn with two workers; the ratios are to a view that returns a")
    print("constant. What is new was never asked for before")
    print(HEAD_OF_PAGES)
    for size in PAGE_SIZES:
        if size <= largest:
            site = folder / f"site-{size}"
            app = new_site(site)
            bring(app, library(size).encode())
            with app.app_context():
                db.engine.dispose()
            bench_served(site, size)


def memory() -> float:
    """The peak memory of this process so far, in megabytes, without that of its parent."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
