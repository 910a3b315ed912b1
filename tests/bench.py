"""`make bench`: the project's figures, as ratios to a yardstick measured in the same run.

Machines differ and are noisy; a ratio to something that does the least possible work is not.
"""

import logging
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bibtexparser.entrypoint import parse_string
from flask import Flask

from microsite import create_app, importing
from microsite.bibtex import read
from microsite.db import begin_writing, db, upgrade
from microsite.models import Direction

SIZES = (100, 1_000, 10_000)
REPEATS = 15
WORDS = [
    "light",
    "room",
    "video",
    "colour",
    "model",
    "slow",
    "scan",
    "image",
    "sparse",
    "signal",
    "paper",
    "stage",
]
HAN = "光影视频编码生成图像稀疏信号舞台医学影像可控编辑"
FAMILIES = (r"Schr{\"o}dinger", "Lin", "van der Berg", r"\'Alvarez", "Okafor", "沈", "Kov{\\'a}cs")


def main() -> None:
    """Print a table for each part."""
    logging.disable(logging.CRITICAL)
    print("import: seconds, and as a multiple of bibtexparser.parse_string alone on the same text")
    print(
        f"{'entries':>9} {'parse alone':>12} {'import':>8} {'ratio':>6} {'again':>8} {'ratio':>6}"
    )
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            app = new_site(Path(folder))
            bench_import(app, size)
            if size == SIZES[-1]:
                continue
            bench_pages(app, size)
    sys.stdout.flush()


def new_site(folder: Path) -> Flask:
    app = create_app({"INSTANCE": folder})
    upgrade(app)
    with app.app_context():
        for position, slug in enumerate(("one", "two", "three", "four")):
            db.session.add(Direction(slug=slug, position=position, hue=position * 90))
        db.session.commit()
    app.add_url_rule("/constant", "constant", lambda: "constant")
    return app


def bench_import(app: Flask, size: int) -> None:
    text = library(size)
    alone = seconds(lambda: parse_string(text))
    first = seconds(lambda: bring(app, text.encode()))
    again = seconds(lambda: bring(app, text.encode()))
    print(
        f"{size:>9,} {alone:>11.2f}s {first:>7.2f}s {first / alone:>6.1f}"
        f" {again:>7.2f}s {again / alone:>6.1f}"
    )


def bring(app: Flask, content: bytes) -> None:
    with app.app_context():
        begin_writing(db.session())
        plan = importing.draw_up(db.session(), read(content))
        importing.apply(db.session(), plan, directions=db.session.query(Direction).all()[:2])
        db.session.commit()


def bench_pages(app: Flask, size: int) -> None:
    client = app.test_client()
    yardstick = median(lambda: client.get("/constant"))
    for name, url, headers in (
        ("research page", "/en/research/", {}),
        ("filter fragment", "/en/research/?direction=one&year=2020", {"HX-Request": "true"}),
        ("search fragment", "/en/research/?q=sparse", {"HX-Request": "true"}),
    ):
        took = median(lambda url=url, headers=headers: client.get(url, headers=headers))  # type: ignore[misc]
        print(
            f"{'':>9} {name:<16} {took * 1000:>7.1f} ms {took / yardstick:>6.1f} x a constant view"
        )


def library(size: int) -> str:
    """A file of `size` entries, always the same: accents, abstracts, Chinese, @strings."""
    chance = random.Random(size)
    entries = ["@string{jvm = {Journal of Visual Matters}}"]
    for number in range(size):
        words = " ".join(chance.choices(WORDS, k=7)).capitalize()
        title = "".join(chance.choices(HAN, k=12)) if number % 5 == 0 else f"{words} {number}"
        authors = " and ".join(
            f"{chance.choice(FAMILIES)}, {chance.choice('ABCDEFG')}." for _ in range(4)
        )
        entries.append(
            f"@article{{key{number},\n  title = {{{title}}},\n  author = {{{authors}}},\n"
            f"  journal = jvm,\n  year = {{{2000 + number % 25}}},\n  month = {{may}},\n"
            f"  abstract = {{{' '.join(chance.choices(WORDS, k=90))}}},\n"
            f"  doi = {{10.5555/bench.{number}}}\n}}\n"
        )
    return "\n".join(entries)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(seconds(work) for _ in range(REPEATS))


if __name__ == "__main__":
    main()
