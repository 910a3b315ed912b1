"""An editor's main job by keyboard alone: a file in, decided upon, applied and undone; a page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.focus import backwards, stop, tab_to, walk
from tests.browser.test_keyboard import assert_focused, press
from tests.conftest import EMAIL, PASSWORD

pytestmark = pytest.mark.browser

FILE = """@misc{fresh, title={A Fresh Start}, author={Doe, Jane}, year=2020}
@misc{gu2026regret, title={Quite Another Thing}, author={Roe, Ann}, year=1990}
@article{open, title={Nobody closed this, year=2001
@misc{after, title={After It}, year=2002}
"""
PARTS = (".skip", ".mast", ".ed-bar", "main", ".foot")


@pytest.fixture
def scripted() -> bool:
    return True


def sign_in(page: Page, site: str, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}/language/en?next=/editor/{path}")
    tab_to(page, "#email")
    page.keyboard.type(EMAIL)
    press(page, "Tab")
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    expect(page.locator(".ed-bar")).to_be_visible()
    assert page.url == f"{site}/editor/{path}"


def assert_in_order(page: Page, most: int = 90) -> None:
    """Every stop from the top of the page on is seen, and after the one before it."""
    page.evaluate("document.activeElement.blur()")
    stops = walk(page, PARTS, most)
    assert len(stops) > 10
    assert not [one for one in stops if one.wrong or one.group < 0]
    assert not backwards(stops)


def test_a_file_is_brought_decided_upon_applied_and_undone(
    page: Page, site: str, tmp_path: Path
) -> None:
    file = tmp_path / "some.bib"
    file.write_text(FILE)
    sign_in(page, site, "bib-uploads/new")
    assert_in_order(page)
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "#file")
    with page.expect_file_chooser(timeout=30_000) as chooser:
        press(page, "Enter")
    chooser.value.set_files(file)
    expect(page.locator("#file-said")).to_contain_text("some.bib")
    tab_to(page, ".ed-bring .button-main")
    press(page, "Enter")
    expect(page.locator("h1")).to_contain_text("Preview of some.bib")
    assert_in_order(page)
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "#tab-unclear")
    press(page, "Enter")
    expect(page.locator("#tab-unclear")).to_have_attribute("aria-current", "true")
    assert_focused(page, "#tab-unclear")
    tab_to(page, "input[type=radio][name^=choice-]")
    for _ in range(6):
        if page.evaluate("document.activeElement.labels[0].textContent.includes('Another one')"):
            break
        press(page, "ArrowDown")
    press(page, "Space")
    expect(page.get_by_label("Another one: add it")).to_be_checked()
    expect(page.locator("#sums")).to_contain_text("0 undecided")
    assert not stop(page).wrong
    tab_to(page, ".ed-apply .button-main, .ed-plan .button-main")
    press(page, "Enter")
    expect(page.locator("h1")).to_contain_text("What came of")
    tab_to(page, "main a[href$='/undo']")
    press(page, "Enter")
    page.wait_for_url("**/undo")
    expect(page.get_by_role("button", name="Undo this upload")).to_be_visible()
    tab_to(page, "main form .button")
    press(page, "Enter")
    expect(page.locator("h1")).to_contain_text("was undone")


def test_a_page_is_edited_saved_and_left(page: Page, site: str) -> None:
    sign_in(page, site, "content/page/")
    assert_in_order(page, 60)
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "tbody th a")
    press(page, "Enter")
    expect(page.locator("#form")).to_be_visible()
    assert_in_order(page)
    page.evaluate("document.activeElement.blur()")
    tab_to(page, "#title-en")
    press(page, "End")
    page.keyboard.type(", newly")
    expect(page.locator("#drafted")).to_contain_text("Draft kept at")
    assert_focused(page, "#title-en")
    tab_to(page, ".ed-apply .button-main")
    press(page, "Enter")
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.locator("#title-en")).to_have_value(re.compile(".+, newly$"))
    tab_to(page, ".ed-who button")
    press(page, "Enter")
    expect(page).to_have_url(f"{site}/en/")
    page.goto(f"{site}/editor/")
    expect(page.locator("#email")).to_be_visible()
