"""An admin invites somebody, who becomes an editor: by keyboard, with scripts and without."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ADMIN_EMAIL, PASSWORD

pytestmark = pytest.mark.browser

NEW = "new@example.org"


def fill_by_keyboard(page: Page, *texts: str) -> None:
    """Type into the focused field and those after it, then send the form with Enter."""
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")


def test_an_invited_person_becomes_an_editor_by_keyboard_alone(
    page: Page, site: str, browser: Browser, scripted: bool
) -> None:
    page.goto(f"{site}/editor/accounts/")
    page.get_by_label("Email").focus()
    fill_by_keyboard(page, ADMIN_EMAIL, PASSWORD)
    page.get_by_label("Email").focus()
    fill_by_keyboard(page, NEW)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Invitation for {NEW}")
    link = page.get_by_role("textbox", name="The link").input_value()

    other = browser.new_context(java_script_enabled=scripted, locale="zh-CN")
    guest = other.new_page()
    guest.goto(link)
    guest.get_by_label("姓名").focus()
    fill_by_keyboard(guest, "何新", "a long password", "a long password")
    expect(guest).to_have_url(f"{site}/editor/")
    expect(guest.locator(".ed-mail")).to_have_text("何新")
    guest.goto(f"{site}/editor/accounts/")
    expect(guest.get_by_role("heading", level=1)).to_have_text("仅限管理员")
    other.close()

    page.goto(f"{site}/editor/activity/?kind=account")
    expect(page.get_by_role("row").filter(has_text="何新").first).to_contain_text("accepted")


def test_an_account_is_deleted_only_after_it_was_unfolded(page: Page, site: str) -> None:
    page.goto(f"{site}/editor/accounts/1")
    page.get_by_label("Email").focus()
    fill_by_keyboard(page, ADMIN_EMAIL, PASSWORD)
    delete = page.get_by_role("button", name="Delete for good")
    expect(delete).to_be_hidden()
    page.get_by_text("Delete the account").focus()
    page.keyboard.press("Enter")
    delete.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/editor/accounts/")
    expect(page.get_by_text("1 account")).to_be_visible()
