"""The theme: three states that hold, without a flash; and what a lab chooses, seen at once."""

import time

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.conftest import ADMIN_EMAIL, PASSWORD

LIGHT, DARK = "rgb(250, 246, 238)", "rgb(22, 21, 18)"
# Notes the page's ground at every frame from the first one on, and when the document was read.
WATCH = """
window.grounds = [];
const note = () => {
  const root = document.documentElement;
  if (root && document.body) window.grounds.push(getComputedStyle(root).backgroundColor);
};
const frame = () => {
  note();
  if (document.readyState !== "complete") requestAnimationFrame(frame);
};
requestAnimationFrame(frame);
addEventListener("DOMContentLoaded", note);
"""
WORDS = {
    "en": ("Theme: as the system", "Theme: light", "Theme: dark"),
    "zh": ("主题：跟随系统", "主题：浅色", "主题：深色"),
}

# Puts a face on the page and waits for its files; says how many have come.
WEAR = """async (face) => {
  document.documentElement.dataset.face = face;
  const family = { journal: "Newsreader", instrument: "Inter" }[face];
  const came = await document.fonts.load(`500 16px ${family}`).catch(() => []);
  await document.fonts.ready;
  return came.filter((one) => one.status === "loaded").length;
}"""

pytestmark = pytest.mark.browser


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def late(route: Route) -> None:
    time.sleep(0.4)
    route.continue_()


def bars(page: Page) -> str:
    """The colour that holds for the browser's own bars."""
    return str(
        page.evaluate(
            "[...document.querySelectorAll('meta[name=theme-color]')]"
            ".filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content).join()"
        )
    )


@pytest.mark.parametrize("scripted", ["with JavaScript"], indirect=True)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_switch_goes_round_by_keyboard_and_says_its_state(
    page: Page, site: str, lang: str
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/{lang}/team/")
    system, light, dark = WORDS[lang]
    switch = page.locator("[data-theme-switch]")
    expect(switch).to_have_accessible_name(system)
    assert (ground(page), bars(page)) == (DARK, "#161512")
    switch.focus()
    # The first press is always seen: from the system's dark to light.
    for name, shown, bar in ((light, LIGHT, "#faf6ee"), (dark, DARK, "#161512")):
        page.keyboard.press("Enter")
        expect(switch).to_have_accessible_name(name)
        expect(page.locator("#said")).to_have_text(name)
        assert (ground(page), bars(page)) == (shown, bar)
    page.keyboard.press(" ")
    expect(switch).to_have_accessible_name(system)
    expect(page.locator("#said")).to_have_text(system)
    expect(switch).to_be_focused()
    page.emulate_media(color_scheme="light")
    assert (ground(page), bars(page)) == (LIGHT, "#faf6ee")


@pytest.mark.parametrize("scripted", ["with JavaScript"], indirect=True)
def test_a_chosen_theme_holds_on_the_next_page_and_never_flashes(
    context: BrowserContext, page: Page, site: str
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/en/")
    page.locator("[data-theme-switch]").click()
    page.add_init_script(WATCH)
    # However late the script comes: nothing is shown before it.
    page.route("**/theme.js*", late)
    for path in ("en/research/", "zh/"):
        page.goto(f"{site}/{path}")
        assert set(page.evaluate("window.grounds")) == {DARK}
        assert bars(page) == "#161512"


@pytest.mark.parametrize("scripted", ["with JavaScript"], indirect=True)
def test_tabs_wear_the_same_theme(context: BrowserContext, page: Page, site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/en/team/")
    other = context.new_page()
    other.emulate_media(color_scheme="light")
    other.goto(f"{site}/en/projects/")
    page.locator("[data-theme-switch]").click()
    expect(other.locator("[data-theme-switch]")).to_have_accessible_name("Theme: dark")
    assert ground(other) == DARK
    for _ in range(2):
        other.locator("[data-theme-switch]").click()
    expect(page.locator("[data-theme-switch]")).to_have_accessible_name("Theme: as the system")
    assert ground(page) == LIGHT


@pytest.mark.parametrize("scripted", ["with JavaScript"], indirect=True)
def test_where_nothing_can_be_kept_the_switch_works_for_the_page(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    page.goto(f"{site}/en/team/")
    page.locator("[data-theme-switch]").click()
    assert ground(page) == DARK
    page.reload()
    assert ground(page) == LIGHT


@pytest.mark.parametrize("scripted", ["with JavaScript"], indirect=True)
def test_what_is_kept_and_is_no_theme_is_the_systems(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.add_init_script("localStorage.setItem('theme', 'plaid')")
    page.goto(f"{site}/en/team/")
    expect(page.locator("[data-theme-switch]")).to_have_accessible_name("Theme: as the system")
    assert ground(page) == DARK


@pytest.mark.parametrize("scripted", ["without JavaScript"], indirect=True)
def test_without_a_script_there_is_no_switch_and_the_systems_theme_holds(
    page: Page, site: str
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{site}/en/team/")
    expect(page.locator("[data-theme-switch]")).to_be_hidden()
    assert page.locator("html").evaluate("el => getComputedStyle(el).backgroundColor") == DARK


def test_an_admin_sees_a_look_before_it_is_saved_and_on_every_page_after(
    page: Page, site: str, scripted: bool
) -> None:
    page.goto(f"{site}/editor/lab/")
    page.locator("input[name=email]").fill(ADMIN_EMAIL)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.locator("#name-en").fill("Lab of Tomorrow")
    page.locator("#accent").fill("#0b5fff")
    page.locator("[name=face][value=instrument]").check()
    if not scripted:
        page.get_by_role("button", name="Preview").click()
    pane = page.locator(".look-dark")
    # It comes from the server, which a busy machine may keep waiting.
    expect(pane).to_have_attribute("data-face", "instrument", timeout=15_000)
    expect(pane.locator(".button-main")).to_have_css("background-color", "rgb(101, 154, 255)")
    expect(page.locator(".look-light .look-link")).to_have_css("color", "rgb(0, 85, 241)")
    assert "Inter" in pane.locator(".look-title").evaluate("el => getComputedStyle(el).fontFamily")
    expect(pane.locator(".look-title")).to_have_text("Lab of Tomorrow")
    # The whole page tries the accent on; what it has saved is as before.
    expect(page.locator(".ed-after .button-main")).to_have_css(
        "background-color", "rgb(0, 85, 241)"
    )
    assert page.locator("html").get_attribute("data-face") == "journal"
    page.locator(".ed-after .button-main").click()
    expect(page.get_by_text("Saved. It is on every page now.")).to_be_visible(timeout=15_000)
    page.goto(f"{site}/en/team/")
    assert page.locator("html").get_attribute("data-face") == "instrument"
    expect(page.locator(".mast [aria-current]")).to_have_css(
        "border-bottom-color", "rgb(0, 85, 241)"
    )


@pytest.mark.parametrize("scripted", ["with JavaScript"], indirect=True)
@pytest.mark.parametrize("face", ["journal", "instrument"])
def test_a_page_stays_where_it_is_when_the_typeface_comes(
    browser: Browser, page: Page, site: str, demo_app: object, face: str
) -> None:
    def heights(*, fonts: bool) -> list[float]:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        opened = context.new_page()
        if not fonts:
            opened.route("**/*.woff2", lambda route: route.abort())
        opened.goto(f"{site}/en/research/")
        loaded = opened.evaluate(WEAR, face)
        assert (loaded > 0) == fonts
        found = opened.locator(".entry-title, .authors, .venue").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect().height)"
        )
        context.close()
        return [float(one) for one in found]

    with_fonts, without = heights(fonts=True), heights(fonts=False)
    moved = sum(abs(a - b) > 2 for a, b in zip(with_fonts, without, strict=True))
    # A line here and there breaks otherwise; the page as a whole keeps its height.
    assert moved / len(with_fonts) < 0.1
    assert abs(sum(with_fonts) - sum(without)) / sum(without) < 0.02
