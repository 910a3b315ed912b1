"""Every page in every state: accessible, valid, within its window, and in one language."""

from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from flask import Flask

from tests.browser.pages import looking, nu, strays
from tests.browser.pages.check import Checked, check
from tests.browser.pages.complete import unmet_addresses, unmet_templates
from tests.browser.pages.findings import Finding, told
from tests.browser.pages.lab import replayed
from tests.browser.pages.walk import Saved

pytestmark = pytest.mark.browser
BAD = """<!doctype html><html lang="zh-Hans"><head><title>坏</title></head><body>
<main><h1>坏</h1><h3>级别</h3><p>Skip to content</p><p>Nobody translated this here</p>
<p><font color="#999999">灰色的字</font></p><img src="/robots.txt">
<ul><li><a href="/zh/">一</a></li></ul>
<img src="https://elsewhere.example/a.png" alt="" width="9" height="9">
<pre>{}</pre><script src="/nothing.js"></script></main></body></html>""".format("x" * 900)


@pytest.fixture(scope="module")
def checked() -> list[Checked]:
    return check()


def test_every_page_is_as_it_should_be(checked: list[Checked], subtests: pytest.Subtests) -> None:
    by_page: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for one in checked:
        assert len(one.pages) > 100
        for finding in one.findings:
            by_page[finding.page, finding.lang].append(finding)
    for (page, lang), findings in by_page.items():
        with subtests.test(page=page, lang=lang):
            pytest.fail(told(findings), pytrace=False)


def test_every_template_and_every_address_was_looked_at(
    checked: list[Checked], tmp_path: Path
) -> None:
    for one in checked:
        assert not unmet_templates(one.templates), "have a walk in tests/browser/pages meet these"
        assert not unmet_addresses(one.endpoints, tmp_path), "have a walk meet these"


def test_both_languages_have_the_same_pages(checked: list[Checked]) -> None:
    chinese, english = ({page.name for page in one.pages} for one in checked)
    assert chinese == english


def test_a_new_template_or_address_would_be_seen(checked: list[Checked], tmp_path: Path) -> None:
    one = checked[0]
    assert unmet_templates(one.templates - {"team/show.html"}) == {"team/show.html"}
    met = {pair for pair in one.endpoints if pair[1] != "team.show"}
    assert unmet_addresses(met, tmp_path) == {"team.show"}


def test_a_bad_page_is_told_in_all_that_is_bad(app: Flask) -> None:
    page = Saved("bad", "zh", "/zh/", 200, BAD)
    # A process of its own: this one may have a browser already.
    worker = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with replayed(app, [page]) as site, worker:
        found = worker.submit(looking.look, site, [page], strays.NOTHING).result()
    found += nu.validate([page])
    rules = {one.rule for one in found}
    assert rules >= {
        "axe color-contrast", "axe image-alt", "horizontal scroll", "console", "heading",
        "target under 24 px", "image without size or alt", "language", "answer", "HTML",
    }, told(found)  # fmt: skip
    said = told(found)
    assert "a message of the interface in another language: Skip to content" in said
    assert "another language than the page's: Nobody translated" in said
    assert "bad [zh] /zh/ (1440 px light, 768 px light, 360 px light)" in said
