"""The cite box in a real browser, by keyboard alone and without JavaScript."""

import pytest
from playwright.sync_api import Page, expect

WORK = "/en/research/gu2026regret/"


@pytest.mark.browser
def test_arrow_keys_go_from_style_to_style(page: Page, site: str) -> None:
    page.goto(site + WORK)
    page.locator("#cite-as-bib").focus()
    expect(page.locator("#cite-bib")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#cite-as-apa")).to_be_focused()
    expect(page.locator("#cite-apa")).to_contain_text("Gu, L., Xu, T., & Olšavan, M. (2026).")
    expect(page.locator("#cite-bib")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize("scripted", ["with JavaScript"], indirect=True)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_citation_is_copied_by_keyboard_and_that_is_told(
    page: Page, site: str, lang: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.goto(f"{site}/{lang}/research/gu2026regret/")
    page.locator("#cite-as-bib").focus()
    for style in ("apa", "ieee"):
        page.keyboard.press("ArrowRight")
        expect(page.locator(f"#cite-{style}")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("[data-copy='#cite-ieee']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Copied" if lang == "en" else "已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("L. Gu, T. Xu, and M. Olšavan, “Rate, Distortion and Regret")
    assert "<" not in copied


@pytest.mark.browser
def test_a_record_is_downloaded(page: Page, site: str) -> None:
    page.goto(site + WORK)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download BibTeX").click()
    assert download.value.suggested_filename == "gu2026regret.bib"


@pytest.mark.browser
@pytest.mark.parametrize("scripted", ["without JavaScript"], indirect=True)
def test_no_button_stands_there_that_could_not_copy(page: Page, site: str) -> None:
    page.goto(site + WORK)
    expect(page.locator("[data-copy]").first).to_be_hidden()
    page.locator("label[for=cite-as-gbt7714]").click()
    expect(page.locator("#cite-gbt7714")).to_contain_text("GU L, XU T, OLŠAVAN M.")
