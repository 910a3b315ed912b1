"""What the scripts add: searching while one types, dropping a file, a word where one fails."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_main_job import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def scripted() -> bool:
    return True


def test_a_file_can_be_dropped(page: Page, site: str) -> None:
    sign_in(page, site)
    expect(page.locator("[data-drop]")).to_be_visible()
    dropped = page.evaluate_handle(
        """() => {
            const dropped = new DataTransfer();
            dropped.items.add(new File(["@misc{drop2026, title={Dropped}}"], "dropped.bib"));
            return dropped;
        }"""
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event("[data-drop]", event, {"dataTransfer": dropped})
    expect(page.locator("[data-drop] output")).to_contain_text("dropped.bib")
    page.get_by_role("button", name="See the preview").click()
    expect(page.locator("h1")).to_contain_text("dropped.bib")
    expect(page.locator("main")).to_contain_text("drop2026")


def test_typing_searches_and_the_last_word_wins(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/")
    box = page.get_by_role("searchbox")
    box.press_sequentially("palettes", delay=30)
    expect(page.locator(".entry")).to_have_count(1)
    expect(page.locator("[data-citation-key=shen2018palettes]")).to_be_visible()
    expect(page).to_have_url(f"{site}/en/research/?q=palettes")
    expect(box).to_be_focused()
    page.goto(f"{site}/zh/research/")
    page.get_by_role("searchbox").fill("皮影")
    expect(page.locator(".entry")).to_have_count(1)


def test_a_failed_request_leaves_the_page_and_says_so(context: BrowserContext, site: str) -> None:
    # Not the fixture's page, which takes the error in the console for a failure.
    page = context.new_page()
    page.goto(f"{site}/en/research/")
    page.route("**/research/?direction=*", lambda route: route.abort())
    before = page.locator(".entry").count()
    page.locator("#results a[href*='direction=coding']").first.click()
    expect(page.locator("#trouble")).to_contain_text("did not answer")
    assert page.locator(".entry").count() == before
    expect(page).to_have_url(f"{site}/en/research/")
