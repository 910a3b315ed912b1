"""In a real browser: no hostile input runs, asks another site, or strains the policy."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask, request
from playwright.sync_api import Browser, Dialog, Page, Request

from microsite.db import db
from microsite.web import headers
from tests.web.hostile_lab import put, spoil
from tests.web.test_public_pages import PATHS

pytestmark = pytest.mark.browser

# Watches from before the page's first byte: what would run, and what the policy had to stop.
WATCH = """
window.seen = [];
window.canary = () => window.seen.push('canary');
window.alert = window.confirm = window.prompt = window.canary;
addEventListener('securitypolicyviolation',
    event => window.seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""


REPORTS: list[str] = []


@pytest.fixture
def reporting(demo_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site with a policy that also reports what it stops."""
    REPORTS.clear()
    policy = f"{headers.POLICY}; report-uri /csp-report"
    monkeypatch.setitem(headers.HEADERS, "Content-Security-Policy", policy)

    @demo_app.before_request
    def take() -> str | None:
        if request.path != "/csp-report":
            return None
        REPORTS.append(request.get_data(as_text=True))
        return ""

    # Before the checks that every other form needs.
    functions = demo_app.before_request_funcs[None]
    functions.insert(0, functions.pop())
    return demo_app


@pytest.fixture
def watched(reporting: Flask, browser: Browser, site: str) -> Iterator[tuple[Page, list[str]]]:
    context = browser.new_context(locale="en-GB")
    context.add_init_script(WATCH)
    wrong: list[str] = []

    def foreign(asked: Request) -> None:
        parts = urlsplit(asked.url)
        if f"{parts.scheme}://{parts.netloc}" != site and parts.scheme != "data":
            wrong.append(f"asked {asked.url}")

    def refuse(dialog: Dialog) -> None:
        wrong.append("dialog")
        dialog.dismiss()

    context.on("request", foreign)
    context.on("dialog", refuse)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page, wrong
    context.close()


def test_the_watch_sees_what_it_should(watched: tuple[Page, list[str]], site: str) -> None:
    """Without this, a watch that sees nothing would pass the test below."""
    page, _ = watched
    page.goto(f"{site}/en/about/")
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML('beforeend',
                '<img src="https://evil.example/a.png"><b onclick="canary()">x</b>');
            const inline = document.createElement('script');
            inline.textContent = 'canary()';
            document.body.append(inline);
            canary();
        }"""
    )
    page.wait_for_function("window.seen.length >= 3")
    seen = " ".join(page.evaluate("window.seen"))
    assert "canary" in seen
    assert "script-src" in seen
    assert "img-src" in seen
    page.wait_for_timeout(500)
    assert "evil.example" in " ".join(REPORTS)


def test_nothing_hostile_runs_or_asks_another_site(
    reporting: Flask, watched: tuple[Page, list[str]], site: str
) -> None:
    page, wrong = watched
    with reporting.app_context():
        texts = spoil(db.session())
    for path in (*PATHS, "team/zhiyao-shen/"):
        page.goto(f"{site}/en/{path}")
        look(page, wrong)
    for text in texts:
        with reporting.app_context():
            put(db.session(), text)
        page.goto(f"{site}/en/about/")
        look(page, wrong)
    page.wait_for_timeout(500)
    assert not REPORTS


def look(page: Page, wrong: list[str]) -> None:
    # Whatever waits for a pointer, a focus or a scroll gets it.
    page.evaluate(
        """async () => {
            for (const image of document.images) image.loading = 'eager';
            for (const element of document.querySelectorAll('main *')) {
                element.focus?.();
                for (const kind of ['pointerover', 'mouseover', 'focusin', 'toggle'])
                    element.dispatchEvent(new Event(kind, {bubbles: true}));
            }
            for (const link of document.links)
                if (!['http:', 'https:', 'mailto:', 'tel:'].includes(link.protocol))
                    window.seen.push(`link ${link.href}`);
            await new Promise(resolve => setTimeout(resolve, 50));
        }"""
    )
    assert page.evaluate("window.seen") == []
    assert page.evaluate("document.getElementById('main') === document.querySelector('main')")
    assert not wrong
