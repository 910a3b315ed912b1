"""Each saved page in a real browser: every width, both themes, open and folded."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests.browser import chromium
from tests.browser.pages.findings import Finding
from tests.browser.pages.lab import STATE
from tests.browser.pages.strays import Said
from tests.browser.pages.tools import axe
from tests.browser.pages.walk import Saved

WIDTHS = (1440, 768, 360)
NARROWEST = 320
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALSO = {"target-size": {"enabled": True}}
# The rules that look at colours: all that can differ from theme to theme.
COLOURS = ["color-contrast", "link-in-text-block"]
INSIDE = Path(__file__).parent / "inside.js"


def look(site: str, pages: Sequence[Saved], said: Said) -> list[Finding]:
    """Everything that is wrong with the pages, which are served by `lab.replayed`.

    `said` is what the lab itself says, in whatever language.
    """
    with browsing() as context:
        context.add_init_script(path=axe())
        context.add_init_script(path=INSIDE)
        findings = []
        page = context.new_page()
        for number, saved in enumerate(pages):
            findings += _Look(context, page, site, number, saved, said).findings()
    return findings


@contextmanager
def browsing() -> Iterator[BrowserContext]:
    """A browser without motion, in which nothing is moved while it is looked at."""
    path = chromium.find()
    assert path, chromium.HELP
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(60_000)
        yield context
        browser.close()


def go(context: BrowserContext, page: Page, site: str, number: int, saved: Saved) -> None:
    """Open a saved page at its own address."""
    cookies = {STATE: str(number), "session": saved.session, "lang": saved.lang}
    context.clear_cookies()
    context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
    )
    page.goto(f"{site}{saved.url}")


class _Look:
    """One page, looked at."""

    def __init__(
        self,
        context: BrowserContext,
        page: Page,
        site: str,
        number: int,
        saved: Saved,
        said: Said,
    ) -> None:
        self.context, self.page, self.site = context, page, site
        self.number, self.saved, self.said = number, saved, said
        self.found: list[Finding] = []

    def findings(self) -> list[Finding]:
        page = self.page
        listeners = {"console": self._console, "pageerror": self._error,
                     "request": self._request, "response": self._response}  # fmt: skip
        for name, listener in listeners.items():
            page.on(name, listener)  # type: ignore[call-overload]
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.emulate_media(color_scheme="light")
        go(self.context, page, self.site, self.number, self.saved)
        self._measure()
        self._ask_axe()
        for name, listener in listeners.items():
            page.remove_listener(name, listener)
        return self.found

    def _measure(self) -> None:
        """What the page itself can tell, at every width, folded and open."""
        for check in ("headings", "images"):
            self._inside(check, "")
        self._words()
        for width in (*WIDTHS, NARROWEST):
            self.page.set_viewport_size({"width": width, "height": 900})
            for check in ("overflow", "targets"):
                self._inside(check, f"{width} px")
        if self.page.evaluate("inside.open()"):
            self._inside("overflow", f"{NARROWEST} px, unfolded")
            self._inside("targets", f"{NARROWEST} px, unfolded")

    def _ask_axe(self) -> None:
        """Axe, with all that is folded opened; in the dark for what can differ there."""
        self.page.evaluate("inside.thin(), inside.unstick()")
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self._axe(f"{width} px light", {"runOnly": TAGS, "rules": ALSO})
            self.page.emulate_media(color_scheme="dark")
            self._axe(f"{width} px dark", {"runOnly": {"type": "rule", "values": COLOURS}})
            self.page.emulate_media(color_scheme="light")

    def _axe(self, at: str, options: dict[str, Any]) -> None:
        for rule, what, element in self.page.evaluate("(o) => inside.axe(o)", options):
            self._add(f"axe {rule}", what, element, at)

    def _inside(self, check: str, at: str) -> None:
        for rule, what, element in self.page.evaluate(f"inside.{check}()"):
            self._add(rule, what, element, at)

    def _words(self) -> None:
        for text, element, is_text in self.page.evaluate("inside.words()"):
            why = self.said.stray(
                text, self.saved.lang, is_text=is_text and not self.saved.url.startswith("/editor/")
            )
            if why:
                self._add("language", f"{why}: {text[:100]}", element)

    def _add(self, rule: str, what: str, element: str = "", at: str = "") -> None:
        saved = self.saved
        self.found.append(Finding(saved.name, saved.lang, saved.url, rule, what, element, at))

    def _console(self, message: Any) -> None:
        if message.type == "error":
            self._add("console", message.text)

    def _error(self, error: Any) -> None:
        self._add("console", str(error))

    def _request(self, asked: Any) -> None:
        if not asked.url.startswith((self.site, "data:")):
            self._add("another host", asked.url)

    def _response(self, answer: Any) -> None:
        if answer.status >= 400:
            self._add("answer", f"{answer.status} for {answer.url}")
