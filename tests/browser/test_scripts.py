"""What the scripts add: dropping a file, and a word where a request fails."""

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


def test_a_failed_request_leaves_the_page_and_says_so(context: BrowserContext, site: str) -> None:
    # Not the fixture's page, which takes the error in the console for a failure.
    page = context.new_page()
    page.goto(f"{site}/en/research/")
    page.route("**/research/?direction=*", lambda route: route.abort())
    before = page.locator(".entry").count()
    page.locator("#results a[href*='direction=coding']").first.click()
    expect(page.locator("#said")).to_contain_text("did not answer")
    assert page.locator(".entry").count() == before
    expect(page).to_have_url(f"{site}/en/research/")
