"""A visitor's main job by keyboard alone, from the address bar to a paper and back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.focus import backwards, stop, tab_to, walk

pytestmark = pytest.mark.browser

# The parts of the research page, in the order in which the Tab key goes through them.
PARTS = (
    ".skip",
    ".mast",
    ".find",
    ".library-chips",
    ".library-years",
    ".state",
    ".facets",
    ".entry",
    "#pager",
    ".foot",
)
CITE = '.entry a[href$="#cite"]'


@pytest.fixture
def scripted() -> bool:
    return True


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def assert_focused(page: Page, selector: str) -> None:
    expect(page.locator(selector).first).to_be_focused()


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("zh", 390)])
def test_every_stop_is_seen_and_stands_where_it_is_read(
    page: Page, site: str, lang: str, width: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/{lang}/research/?direction=aigc")
    stops = walk(page, PARTS, 60 if width < 1000 else 110)
    assert len(stops) > 50
    assert not [one for one in stops if one.wrong or one.group < 0]
    assert not backwards(stops)


@pytest.mark.parametrize("path", ["", "research/gu2026regret/", "team/zhiyao-shen/", "join/"])
def test_on_other_pages_too(page: Page, site: str, path: str) -> None:
    page.emulate_media(reduced_motion="reduce", color_scheme="dark")
    page.goto(f"{site}/en/{path}")
    stops = walk(page, (".skip", ".mast", "main", ".foot"), 60)
    assert not [one for one in stops if one.wrong or one.group < 0]


def test_the_skip_link_and_the_search_field_are_one_key_away(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/")
    press(page, "Tab")
    assert_focused(page, ".skip")
    expect(page.locator(".skip")).to_be_in_viewport()
    press(page, "Enter")
    assert_focused(page, "#main")
    press(page, "Tab")
    assert_focused(page, "#q")
    press(page, "Tab", "Tab", "/")
    assert_focused(page, "#q")
    page.get_by_text("How to search").click()
    page.get_by_label("leads here from anywhere").uncheck()
    page.reload()
    press(page, "Tab", "/")
    assert_focused(page, ".skip")


def test_a_paper_is_found_read_about_and_cited_within_the_list(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/en/research/")
    press(page, "/")
    page.keyboard.type("decoder")
    expect(page).to_have_url(re.compile(r"\?q=decoder$"))
    assert_focused(page, "#q")
    titles = page.locator(".entry-title a")
    press(page, "ArrowDown")
    expect(titles.nth(0)).to_be_focused()
    press(page, "j")
    expect(titles.nth(1)).to_be_focused()
    press(page, "ArrowUp")
    expect(titles.nth(0)).to_be_focused()
    assert not stop(page).wrong
    tab_to(page, CITE)
    expect(page.locator(CITE).first).to_have_attribute("aria-expanded", "false")
    press(page, "Enter")
    assert_focused(page, ".cite-here input")
    expect(page.locator(CITE).first).to_have_attribute("aria-expanded", "true")
    press(page, "ArrowRight")
    expect(page.locator(".cite-here .cite-panel:visible")).to_have_count(1)
    press(page, "Tab")
    assert not stop(page).wrong
    press(page, "Enter")
    expect(page.locator("#said")).to_have_text("Copied")
    said = page.locator(".cite-here .cite-panel:visible > p").first.text_content()
    assert page.evaluate("navigator.clipboard.readText()") == said
    press(page, "Escape")
    assert_focused(page, CITE)
    expect(page.locator(".cite-here")).to_have_count(0)
    assert page.url.endswith("?q=decoder")
    press(page, "Tab")
    assert_focused(page, ".abstract summary")
    press(page, "Enter")
    expect(page.locator(".entry").first.locator(".abstract p")).to_be_visible()
    press(page, "k")
    assert_focused(page, "#q")


def test_filters_are_set_and_removed_and_a_paper_is_opened_and_left(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/")
    tab_to(page, "#direction-coding")
    press(page, "Enter")
    expect(page).to_have_url(f"{site}/en/research/?direction=coding")
    assert_focused(page, "#direction-coding")
    tab_to(page, "#bar-2025")
    press(page, "Enter")
    expect(page).to_have_url(f"{site}/en/research/?direction=coding&year=2025")
    assert_focused(page, "#bar-2025")
    tab_to(page, ".removable a[href$='research/?direction=coding']")
    press(page, "Enter")
    expect(page).to_have_url(f"{site}/en/research/?direction=coding")
    # Not at the page's top: the words that say how many are left.
    assert_focused(page, "#count")
    assert not stop(page, look=False).wrong
    tab_to(page, ".entry-title a")
    press(page, "ArrowDown", "ArrowDown")
    title = page.evaluate("document.activeElement.textContent")
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(page).to_have_url(f"{site}/en/research/?direction=coding")
    expect(page.locator("#count")).to_contain_text("10 of 43")
    page.evaluate("document.activeElement.blur()")
    tab_to(page, ".tools a[hreflang]")
    press(page, "Enter")
    expect(page).to_have_url(f"{site}/zh/research/?direction=coding")
    before = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    tab_to(page, "[data-theme-switch]")
    press(page, "Enter")
    after = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert before != after


def test_on_a_phone_the_filters_open_keep_the_focus_and_give_it_back(page: Page, site: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site}/en/research/")
    tab_to(page, ".open-facets")
    press(page, "Enter")
    expect(page.locator("#facets")).to_be_visible()
    press(page, "Tab")
    assert_focused(page, "#facets .sheet-head button")
    tab_to(page, "#types-article")
    assert not stop(page).wrong
    press(page, "Enter")
    expect(page).to_have_url(f"{site}/en/research/?type=article")
    expect(page.locator("#facets")).to_be_visible()
    assert_focused(page, "#types-article")
    press(page, "Escape")
    expect(page.locator("#facets")).to_be_hidden()
    assert_focused(page, ".open-facets")


@pytest.mark.parametrize("address", ["research/", "team/zhiyao-shen/"])
def test_what_was_unfolded_is_there_on_return(page: Page, site: str, address: str) -> None:
    page.goto(f"{site}/en/{address}")
    here = page.locator(".entry").count()
    more = page.locator("#page-next")
    if not more.count():
        pytest.skip("this list has one page")
    more.focus()
    press(page, "Enter")
    expect(page).to_have_url(f"{site}/en/{address}?through=2")
    expect(page.locator(".entry")).not_to_have_count(here)
    everything = page.locator(".entry").count()
    press(page, "ArrowDown", "ArrowDown")
    press(page, "Enter")
    expect(page.locator("article.wrap h1")).to_be_visible()
    # As where the browser has put the list out of its memory.
    page.go_back()
    page.reload()
    expect(page.locator(".entry")).to_have_count(everything)
    assert page.evaluate("scrollY") > 900
    assert page.locator("link[rel=canonical]").get_attribute("href") == f"{site}/en/{address}"
