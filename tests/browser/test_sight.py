"""Colours that the reader's system forces, and text at twice its size: all is told apart and whole."""

from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

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
_MARKS = """one => [one, one.querySelector("span")].filter(Boolean).flatMap(part => ["", "::before"].map(which => {
  const style = getComputedStyle(part, which || null);
  return [style.borderBlockEnd, style.borderTop, style.fontWeight, style.backgroundColor, style.boxShadow].join("; ");
}))"""

# What is cut off, lies over something else, or sticks out; a row that scrolls sideways may.
_SPOILED = """() => {
  const wrong = [];
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) wrong.push(`the page is ${document.documentElement.scrollWidth - room}px too wide`);
  const scrolls = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const inRow = element => { for (let one = element.parentElement; one; one = one.parentElement) if (scrolls(one)) return true; return false };
  const name = element => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 30)}"`;
  const shown = [...document.querySelectorAll("body *")].filter(element => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(".unseen, svg, [popover]:not(:popover-open), .skip, math"));
  for (const element of shown) {
    const style = getComputedStyle(element);
    const text = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (text && style.overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1) wrong.push(`${name(element)} is cut at its side`);
    if (text && ["hidden", "clip"].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 2) wrong.push(`${name(element)} is cut below`);
    const box = element.getBoundingClientRect();
    if (text && !inRow(element) && (box.right > room + 1 || box.left < -1)) wrong.push(`${name(element)} sticks out`);
  }
  const controls = shown.filter(element => element.matches("a, button, summary, input:not(.unseen):not([type=hidden]):not([type=file]), select, textarea, label.chip"));
  const boxes = controls.flatMap(element => [...element.getClientRects()].map(box => ({ element, box })));
  for (const [place, one] of boxes.entries()) {
    for (const two of boxes.slice(place + 1)) {
      if (one.element.contains(two.element) || two.element.contains(one.element)) continue;
      // A bar that stays at the foot of the window lies over what scrolls below it.
      if (one.element.closest(".b-card, .b-feature, .ed-apply") || two.element.closest(".ed-apply") || inRow(one.element) || inRow(two.element)) continue;
      const wide = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
      const high = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
      if (wide > 4 && high > 8 && getComputedStyle(one.element).position !== "fixed") wrong.push(`${name(one.element)} lies over ${name(two.element)}`);
    }
  }
  return [...new Set(wrong)];
}"""


# How a reader makes text twice as large: all of the page, in the browser's settings, the text alone.
WAYS = ("page", "settings", "text")


@pytest.fixture(params=WAYS)
def large(request: pytest.FixtureRequest, site: str) -> Iterator[Page]:
    way = request.param
    with sync_playwright() as playwright:
        args = ["--no-sandbox"]
        if way == "settings":
            args.append("--blink-settings=defaultFontSize=32")
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=args)
        context = browser.new_context(
            locale="en-GB",
            viewport={"width": 640 if way == "page" else 1280, "height": 900},
            device_scale_factor=2 if way == "page" else 1,
        )
        if way == "text":
            script = "document.documentElement.style.fontSize = '200%'"
            context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {script} }})")
        yield context.new_page()
        browser.close()


def spoiled(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    found = {}
    for address in addresses:
        page.goto(address)
        page.evaluate("document.fonts.ready")
        found[address] = page.evaluate(_SPOILED)
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
        edge = page.locator(f"{control}:visible").first.evaluate(
            "one => { const style = getComputedStyle(one); return [style.borderTopStyle, style.borderTopWidth] }"
        )
        assert edge[0] != "none" and float(edge[1].removesuffix("px")) >= 1, control
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
