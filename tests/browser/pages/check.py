"""The whole check: a process and a browser for each language, then the HTML checker."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

from tests.browser.pages import lab, nu
from tests.browser.pages.findings import Finding
from tests.browser.pages.looking import look
from tests.browser.pages.public import LANGUAGES
from tests.browser.pages.tools import axe
from tests.browser.pages.walk import Saved, Walk


class Checked(NamedTuple):
    """What was looked at in one language, and what is wrong with it."""

    pages: list[Saved]
    templates: frozenset[str]
    endpoints: frozenset[tuple[str, str]]
    findings: list[Finding]


def check(names: Sequence[str] = ()) -> list[Checked]:
    """Look at every page in each language, or only at those of these names."""
    # Fetched once, before two processes want them.
    axe()
    with ProcessPoolExecutor(len(LANGUAGES), mp_context=get_context("spawn")) as workers:
        checked = list(workers.map(partial(check_language, names=tuple(names)), LANGUAGES))
    said = nu.validate([page for one in checked for page in one.pages])
    return [
        one._replace(findings=[*one.findings, *(f for f in said if f.lang == lang)])
        for one, lang in zip(checked, LANGUAGES, strict=True)
    ]


def check_language(lang: str, names: Sequence[str]) -> Checked:
    """Walk through the labs in one language and look at every page."""
    with lab.walked(lang) as (full, new):
        pages = [page for page in (*full.pages, *new.pages) if not names or page.name in names]
        with lab.replayed(full.app, pages) as site:
            findings = [*missing_pictures(full, pages), *look(site, pages, full.said())]
    return Checked(
        pages,
        frozenset(full.templates | new.templates),
        frozenset(full.endpoints | new.endpoints),
        findings,
    )


def missing_pictures(walk: Walk, pages: Iterable[Saved]) -> list[Finding]:
    """Every address of a picture that a page names, also those a browser would load only later."""
    found: dict[str, Saved] = {}
    for page in pages:
        found |= {one: page for one in pictures_of(page) if one not in found}
    wrong = []
    for url, page in found.items():
        with walk.client("out").get(html.unescape(url)) as answer:
            status = answer.status_code
        if status != 200:
            wrong.append(Finding(page.name, page.lang, page.url, "picture", f"{status}", url))
    return wrong


def pictures_of(page: Saved) -> Iterator[str]:
    """The addresses of all pictures on a page, of every size."""
    yield from re.findall(r'<img[^>]*? src="(/[^"]+)"', page.html)
    for candidates in re.findall(r'srcset="([^"]+)"', page.html):
        yield from (one.split()[0] for one in candidates.split(","))
