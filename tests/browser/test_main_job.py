"""A member brings a file, a visitor finds what was in it: with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import DATA, EMAIL, PASSWORD

FILE = DATA / "real_lab.bib"

pytestmark = pytest.mark.browser


def keys(page: Page) -> list[str]:
    return [str(row.get_attribute("data-citation-key")) for row in page.locator(".entry").all()]


def sign_in(page: Page, site: str) -> None:
    page.goto(f"{site}/editor/bib-uploads/new")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def bring(page: Page, site: str, direction: str) -> None:
    sign_in(page, site)
    page.locator("input[type=file]").set_input_files(FILE)
    page.get_by_label(direction).check()
    page.get_by_role("button", name="See the preview").click()
    expect(page).to_have_url(re.compile(r"/editor/bib-uploads/\d+$"))


def test_a_member_uploads_a_file_and_a_visitor_finds_it(page: Page, site: str) -> None:
    bring(page, site, "Interactive art")
    boxes = page.locator("input[type=checkbox][name^=choice-]")
    offered = boxes.count()
    assert offered >= 10
    left_out = page.locator(".ed-row").nth(1).locator("code").first.inner_text()
    boxes.nth(1).uncheck()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("main")).to_contain_text(f"{offered - 1}")
    came_in = page.locator(".ed-keys a[href*='/research/']").first.get_attribute("href")
    assert came_in
    key = came_in.rstrip("/").rsplit("/", 1)[1]

    page.goto(f"{site}/en/research/?direction=interactive-art")
    found = page.locator("#count").inner_text()
    assert found.split()[0] == str(9 + offered - 1)
    page.get_by_role("searchbox").fill(key)
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(f"[data-citation-key='{key}']")).to_be_visible()
    page.goto(f"{site}/en/research/?q={left_out}")
    expect(page.locator(".entry")).to_have_count(0)


def test_a_visitor_filters_and_goes_back(page: Page, site: str, scripted: bool) -> None:
    page.goto(f"{site}/en/research/")
    everything = keys(page)
    if scripted:
        page.evaluate("window.notReloaded = true")
    page.locator("#results a[href*='direction=medical-imaging']").first.click()
    expect(page).to_have_url(f"{site}/en/research/?direction=medical-imaging")
    expect(page.locator(".entry")).to_have_count(10)
    filtered = keys(page)
    assert filtered != everything
    expect(page.locator("#count")).to_contain_text("10 of 43")
    page.locator("#results a[href*='type=article']").first.click()
    expect(page).to_have_url(f"{site}/en/research/?direction=medical-imaging&type=article")
    narrowed = page.locator(".entry").count()
    assert 0 < narrowed < 10
    if scripted:
        assert page.evaluate("window.notReloaded") is True
    page.go_back()
    expect(page).to_have_url(f"{site}/en/research/?direction=medical-imaging")
    expect(page.locator(".entry")).to_have_count(10)
    assert keys(page) == filtered
    page.go_back()
    expect(page).to_have_url(f"{site}/en/research/")
    expect(page.locator(".entry")).to_have_count(25)
    assert keys(page) == everything
    expect(page.locator("header nav")).to_have_count(1)
    page.go_forward()
    expect(page.locator(".entry")).to_have_count(10)


def test_an_address_gives_the_same_list_in_a_fresh_browser(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/")
    page.locator("#results a[href*='direction=coding']").first.click()
    expect(page.locator("#count")).to_contain_text("10 of 43")
    page.get_by_role("searchbox").fill("coding")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile("(?=.*direction=coding)(?=.*q=coding)"))
    expect(page.locator("#count")).not_to_contain_text("10 of 43")
    here, url = keys(page), page.url
    other = page.context.new_page()
    other.goto(url)
    assert keys(other) == here


def test_highlights_are_filtered_in_place(page: Page, site: str, scripted: bool) -> None:
    page.goto(f"{site}/en/")
    if scripted:
        page.evaluate("window.notReloaded = true")
    page.locator("#highlights a[href*='direction=interactive-art']").first.click()
    expect(page).to_have_url(re.compile(r"direction=interactive-art"))
    expect(page.locator("#highlights")).not_to_contain_text("Talking Head")
    expect(page.locator("#highlights")).to_contain_text("Behind the Screen")
    if scripted:
        assert page.evaluate("window.notReloaded") is True
    page.go_back()
    expect(page.locator("#highlights")).to_contain_text("Talking Head")


def test_the_other_language_opens_in_the_state_shown_now(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/")
    page.locator("#results a[href*='direction=coding']").first.click()
    expect(page.locator("#count")).to_contain_text("10 of 43")
    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(f"{site}/zh/research/?direction=coding")


def test_the_other_language_is_one_click_away(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/?direction=coding")
    page.get_by_role("link", name="中文").click()
    expect(page).to_have_url(f"{site}/zh/research/?direction=coding")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
