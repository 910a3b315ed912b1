"""Settling doubtful authors, and narrowing a person's papers, in a real browser."""

from flask import Flask
from playwright.sync_api import Page, expect

from microsite.db import db
from tests.conftest import EMAIL, PASSWORD
from tests.importing.entries import entry, hold


def test_a_doubtful_author_is_settled_and_stands_on_the_person_s_page(
    page: Page, site: str, demo_app: Flask
) -> None:
    with demo_app.app_context():
        hold(
            db.session(), entry("lamps", title="Lamps That Wait", author="Z. Y. Shen", year="2024")
        )
        db.session.commit()
    page.goto(f"{site}/en/team/zhiyao-shen/?q=lamps+that+wait")
    expect(page.locator(".entry")).to_have_count(0)
    page.goto(f"{site}/editor/authorships/")
    page.locator("input[name=email]").fill(EMAIL)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    expect(page.locator("#settling output")).to_have_text("1 name waits.")
    page.get_by_role("radio", name="Zhiyao Shen").check()
    page.get_by_role("button", name="Keep these answers").click()
    expect(page.locator("#settling output")).to_contain_text("Nothing is in doubt")
    page.goto(f"{site}/en/team/zhiyao-shen/?q=lamps+that+wait")
    expect(page.locator(".entry")).to_have_count(1)


def test_a_person_s_papers_are_narrowed_and_back_undoes_it(page: Page, site: str) -> None:
    url = f"{site}/en/team/zhiyao-shen/"
    page.goto(url)
    before = page.locator("#count").inner_text()
    chip = page.locator("#direction-coding")
    count = chip.locator("small").inner_text()
    chip.click()
    expect(page).to_have_url(f"{url}?direction=coding")
    expect(page.locator(".entry")).to_have_count(int(count))
    expect(page.locator("h1")).to_contain_text("Zhiyao Shen")
    page.go_back()
    expect(page).to_have_url(url)
    expect(page.locator("#count")).to_have_text(before)
