"""Colours that the system forces, and text at twice its size: all is told apart and whole."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser import chromium
from tests.browser.focus import walk
from tests.browser.test_editing import sign_in

pytestmark = pytest.mark.browser

PUBLIC = (
    "",
    "research/?direction=coding&year=2025",
    "research/gu2026regret/",
    "projects/",
    "team/",
    "team/zhiyao-shen/",
    "articles/eight-rooms/",
    "about/",
    "nothing/",
)
EDITOR = ("", "bib-uploads/new", "publications/", "content/page/", "content/page/1/", "pictures/")

VIEW: ViewportSize = {"width": 1280, "height": 900}
# What may tell a state without a colour of one's own.
_MARKS = """one => [one, one.querySelector("span")].filter(Boolean).flatMap(part =>
  ["", "::before"].map(which => {
    const { borderBlockEnd, borderTop, fontWeight, backgroundColor, textDecoration }
      = getComputedStyle(part, which || null);
    return [borderBlockEnd, borderTop, fontWeight, backgroundColor, textDecoration].join("; ");
  }))"""
_EDGE = """one => {
  const { borderTopStyle, borderTopWidth } = getComputedStyle(one);
  return borderTopStyle === "none" ? 0 : parseFloat(borderTopWidth);
}"""

# Finds what is cut off, lies over something else, or sticks out.
SPOILED = (Path(__file__).parent / "spoiled.js").read_text(encoding="utf-8")
# What is made twice as large: the page, the text in the browser's settings, the text alone.
WAYS = ("page", "settings", "text")


@pytest.fixture(params=WAYS)
def large(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    way = request.param
    args = ["--no-sandbox"]
    if way == "settings":
        args.append("--blink-settings=defaultFontSize=32")
    # A browser of its own: the size of text is set when it starts.
    launched = browser.browser_type.launch(executable_path=chromium.find(), args=args)
    context = launched.new_context(
        locale="en-GB",
        viewport={"width": 640 if way == "page" else 1280, "height": 900},
        device_scale_factor=2 if way == "page" else 1,
    )
    if way == "text":
        script = "document.documentElement.style.fontSize = '200%'"
        context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {script} }})")
    yield context.new_page()
    launched.close()


def spoiled(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    found = {}
    for address in addresses:
        page.goto(address)
        page.evaluate("document.fonts.ready")
        found[address] = page.evaluate(SPOILED)
    return {address: wrong for address, wrong in found.items() if wrong}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_text_at_twice_its_size_is_whole_on_public_pages(large: Page, site: str, lang: str) -> None:
    assert not spoiled(large, [f"{site}/{lang}/{path}" for path in PUBLIC])


def test_text_at_twice_its_size_is_whole_in_the_editor(large: Page, site: str) -> None:
    sign_in(large, site)
    assert not spoiled(large, [f"{site}/editor/{path}" for path in EDITOR])


@pytest.fixture
def forced(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="en-GB", forced_colors="active", reduced_motion="reduce", viewport=VIEW
    )
    yield context.new_page()
    context.close()


def test_forced_colours_leave_controls_and_their_states_apart(forced: Page, site: str) -> None:
    page = forced
    page.goto(f"{site}/en/research/?direction=aigc&year=2025")
    for chosen, other in (
        ("#direction-aigc", "#direction-coding"),
        ("#year-2025", "#year-2024"),
        ("#sort-newest", "#sort-title"),
        (".mast nav [aria-current]", ".mast nav li:nth-child(2) a"),
    ):
        assert told_apart(page, chosen, other), (chosen, other)
    for control in (".field", ".button", ".chip", ".removable a", "#from"):
        assert page.locator(f"{control}:visible").first.evaluate(_EDGE) >= 1, control
    chosen, other = (
        page.locator(f"#bar-{year} rect").first.evaluate("one => getComputedStyle(one).fill")
        for year in (2025, 2024)
    )
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert len({chosen, other, ground}) == 3


def told_apart(page: Page, chosen: str, other: str) -> bool:
    """Whether one of them has a mark that the other has not: a line, a filled box, a weight."""
    marks = [page.locator(selector).first.evaluate(_MARKS) for selector in (chosen, other)]
    return bool(marks[0] != marks[1])


@pytest.mark.parametrize("path", ["research/?direction=coding", "research/gu2026regret/"])
def test_forced_colours_show_the_focus_at_every_stop(forced: Page, site: str, path: str) -> None:
    forced.goto(f"{site}/en/{path}")
    assert not [one for one in walk(forced, (), 45) if one.wrong]
