"""The site's lists and pages in a real browser, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.browser
def test_a_mail_address_can_be_read_and_with_a_script_followed(
    page: Page, site: str, scripted: bool
) -> None:
    page.goto(f"{site}/en/team/wanzhou-lu/")
    address = page.locator(".mail")
    expect(address).to_be_visible()
    assert address.inner_text() == "wanzhou.lu@example.org"
    link = page.get_by_role("link", name="wanzhou.lu@example.org")
    expect(link).to_have_count(1 if scripted else 0)
    if scripted:
        expect(link).to_have_attribute("href", "mailto:wanzhou.lu@example.org")


@pytest.mark.browser
def test_projects_are_filtered_in_place_and_back_again(
    page: Page, site: str, scripted: bool
) -> None:
    page.goto(f"{site}/en/projects/")
    expect(page.locator(".project")).to_have_count(8)
    page.evaluate("window.stayed = true") if scripted else None
    page.locator("#area-medicine").click()
    expect(page.locator(".project")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"/en/projects/\?area=medicine$"))
    if scripted:
        assert page.evaluate("window.stayed === true")
        expect(page.locator("#area-medicine")).to_be_focused()
    page.get_by_role("link", name="Remove filter: Medicine").click()
    expect(page.locator(".project")).to_have_count(8)
    page.go_back()
    expect(page.locator(".project")).to_have_count(2)


@pytest.mark.browser
def test_the_contents_list_leads_into_the_text(page: Page, site: str) -> None:
    page.goto(f"{site}/zh/articles/eight-rooms/")
    page.get_by_role("link", name="不同的地方").click()
    expect(page.get_by_role("heading", name="不同的地方")).to_be_in_viewport()
