"""Finding a paper: by two characters, by facets, with Back, and without scripts as well."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

pytestmark = pytest.mark.browser

SAMPLES = {"en": ("pal", "shen2018palettes"), "zh": ("皮影", "qi2025shadow")}


def keys(page: Page) -> list[str]:
    return [str(row.get_attribute("data-citation-key")) for row in page.locator(".entry").all()]


def number(page: Page) -> int:
    """How many publications the page says there are."""
    found = re.search(r"\d+", page.locator("#count b").inner_text())
    assert found
    return int(found[0])


def search(page: Page, words: str, *, scripted: bool) -> None:
    page.get_by_role("searchbox").fill(words)
    if not scripted:
        page.get_by_role("searchbox").press("Enter")


def click(page: Page, name: str) -> int:
    """Click on a facet's value by its id: the count it showed is the number then listed."""
    link = page.locator(f"[id='{name}']")
    shown = int(link.locator("small").inner_text())
    before = page.url
    link.click()
    expect(page).not_to_have_url(before)
    expect(page.locator("#count b")).to_have_text(str(shown))
    return shown


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_few_characters_find_the_paper(page: Page, site: str, scripted: bool, lang: str) -> None:
    words, key = SAMPLES[lang]
    page.goto(f"{site}/{lang}/research/")
    search(page, words, scripted=scripted)
    expect(page.locator(f"[data-citation-key='{key}']")).to_be_visible()
    expect(page.locator(f"[data-citation-key='{key}'] mark").first).to_be_visible()
    assert number(page) == page.locator(".entry").count()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_facets_narrow_step_by_step_and_back_undoes_each(page: Page, site: str, lang: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/{lang}/research/")
    states = [(page.url, keys(page))]
    for name in ("direction-aigc", "year-2025", "extras-code"):
        assert click(page, name) == page.locator(".entry").count()
        states.append((page.url, keys(page)))
    expect(page.locator(".removable li")).to_have_count(4)
    for url, listed in states[-2::-1]:
        page.go_back()
        expect(page).to_have_url(url)
        expect(page.locator(".entry")).to_have_count(len(listed))
        assert keys(page) == listed


def test_a_chip_takes_its_filter_away(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/?direction=aigc&year=2025&has=code")
    page.get_by_role("link", name="Remove filter: 2025").click()
    expect(page).to_have_url(f"{site}/en/research/?direction=aigc&has=code")
    expect(page.locator(".removable li")).to_have_count(3)
    assert number(page) == page.locator(".entry").count()


def test_a_span_of_years_goes_with_the_other_filters(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/en/research/?direction=aigc&q=a")
    page.get_by_label("From year").fill("2023")
    page.get_by_label("To year").fill("2024")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_role("link", name="Remove filter: 2023–2024")).to_be_visible()
    assert "direction=aigc" in page.url
    years = page.locator(".year > h2").all_inner_texts()
    assert {text[:4] for text in years} <= {"2023", "2024"}


def test_more_is_put_below_or_is_the_next_page(page: Page, site: str, scripted: bool) -> None:
    page.goto(f"{site}/en/research/")
    first = keys(page)
    page.get_by_role("link", name="Show 18 more").click()
    if scripted:
        expect(page.locator(".entry")).to_have_count(43)
        assert keys(page)[:25] == first
        expect(page.locator(".entry").nth(25).locator(".entry-title a")).to_be_focused()
        assert page.url == f"{site}/en/research/?through=2"
    else:
        expect(page).to_have_url(f"{site}/en/research/?page=2")
        assert len({*first, *keys(page)}) == 43


def test_an_order_is_a_link(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/?direction=coding")
    newest = keys(page)
    page.get_by_role("link", name="oldest").click()
    expect(page).to_have_url(f"{site}/en/research/?direction=coding&sort=oldest")
    expect(page.locator(".entry").first).to_have_attribute("data-citation-key", newest[-1])
    assert keys(page) == newest[::-1]


def test_nothing_found_says_which_filter_to_drop(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/?direction=medical-imaging&q=palettes")
    ways = page.locator(".ways-out li")
    expect(ways).to_have_count(2)
    promised = re.search(r"then (\d+)", ways.first.inner_text())
    assert promised
    ways.first.get_by_role("link").click()
    expect(page.locator("#count b")).to_have_text(promised[1])


def test_an_address_gives_the_same_list_in_a_fresh_browser(
    page: Page, site: str, context: BrowserContext
) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/zh/research/")
    click(page, "direction-coding")
    click(page, "types-article")
    browser = context.browser
    assert browser
    fresh = browser.new_context()
    other = fresh.new_page()
    other.goto(page.url)
    assert keys(other) == keys(page)
    fresh.close()


def lately(route: Route) -> None:
    route.request.frame.page.wait_for_timeout(600)
    route.continue_()


def test_typing_fast_leaves_the_last_words_results(page: Page, site: str, scripted: bool) -> None:
    if not scripted:
        pytest.skip("without scripts nothing happens while one types")
    page.goto(f"{site}/en/research/")
    box = page.get_by_role("searchbox")
    # The answer to the first words comes last.
    page.route(re.compile(r"q=retina$"), lately)
    box.press_sequentially("retina", delay=5)
    page.wait_for_timeout(250)
    box.fill("palettes")
    expect(page).to_have_url(f"{site}/en/research/?q=palettes")
    page.wait_for_timeout(900)
    assert keys(page) == ["shen2018palettes"]
