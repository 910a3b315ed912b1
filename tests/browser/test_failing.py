"""Slow answers, none, and errors: said in words, repeated at a press, and nothing typed is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from microsite.db import db
from microsite.models import BibUpload
from tests.browser.test_editing import begin, fill, sign_in
from tests.conftest import EMAIL, PASSWORD

pytestmark = pytest.mark.browser

LISTS = re.compile(r"/research/\?")
LOST = {"en": "The server did not answer", "zh": "服务器没有回应"}


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page whose console may tell of the requests that fail here on purpose."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def sign_in_again(page: Page, site: str) -> None:
    """In another tab, as somebody whose session has ended."""
    other = page.context.new_page()
    other.goto(f"{site}/editor/sign-in")
    other.locator("#email").fill(EMAIL)
    other.locator("#password").fill(PASSWORD)
    other.locator("#password").press("Enter")
    expect(other.locator(".ed-bar")).to_be_visible()
    other.close()


def trouble(page: Page) -> str:
    expect(page.locator("#trouble")).to_be_visible()
    return page.locator("#trouble p").inner_text()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_request_that_is_lost_is_told_and_repeated(page: Page, site: str, lang: str) -> None:
    page.goto(f"{site}/{lang}/research/")
    page.route(LISTS, lambda route: route.abort())
    page.locator("#direction-coding").focus()
    page.keyboard.press("Enter")
    assert trouble(page).startswith(LOST[lang])
    expect(page.locator(".entry")).to_have_count(25)
    expect(page).to_have_url(f"{site}/{lang}/research/")
    expect(page.locator("[data-again]")).to_be_focused()
    page.keyboard.press("Enter")
    assert trouble(page).startswith(LOST[lang])
    page.unroute(LISTS)
    page.locator("[data-again]").press("Enter")
    expect(page).to_have_url(f"{site}/{lang}/research/?direction=coding")
    expect(page.locator(".entry")).to_have_count(10)
    expect(page.locator("#trouble")).to_be_hidden()
    assert page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize(
    ("status", "words"), [(500, "broke on our side"), (503, "too much to do"), (404, "too old")]
)
def test_an_error_replaces_no_list(page: Page, site: str, status: int, words: str) -> None:
    page.goto(f"{site}/en/research/?direction=coding")
    page.route(LISTS, lambda route: route.fulfill(status=status, body="<h1>Error</h1>"))
    page.locator("#q").fill("palettes")
    expect(page.locator("#trouble")).to_be_visible()
    assert words in trouble(page)
    expect(page.locator(".entry")).to_have_count(10)
    expect(page.locator("#q")).to_have_value("palettes")
    # Who types is not interrupted.
    expect(page.locator("#q")).to_be_focused()


def test_who_is_offline_is_told_and_goes_on_when_the_connection_is_back(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/en/research/")
    page.context.set_offline(True)
    assert "offline" in trouble(page)
    page.locator("[data-close]").click()
    expect(page.locator("#trouble")).to_be_hidden()
    page.locator("#direction-coding").click()
    assert "offline" in trouble(page)
    page.context.set_offline(False)
    expect(page.locator(".entry")).to_have_count(10)
    expect(page.locator("#trouble")).to_be_hidden()


def test_a_slow_answer_shows_a_bar_and_a_quick_one_none(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/")
    page.evaluate(
        """() => {
            window.shown = 0;
            const root = document.documentElement;
            new MutationObserver(() => { shown += root.hasAttribute("data-waiting"); })
                .observe(root, { attributes: true, attributeFilter: ["data-waiting"] });
        }"""
    )
    page.locator("#direction-coding").click()
    expect(page.locator(".entry")).to_have_count(10)
    page.wait_for_timeout(400)
    assert page.evaluate("shown") == 0

    def late(route: Route) -> None:
        page.wait_for_timeout(900)
        route.continue_()

    page.route(LISTS, late)
    page.locator("#sort-oldest").click()
    expect(page).to_have_url(re.compile("sort=oldest"))
    expect(page.locator("html")).not_to_have_attribute("data-waiting", "")
    assert page.evaluate("shown") == 1


def test_what_is_typed_outlives_the_session_it_was_typed_in(page: Page, site: str) -> None:
    sign_in(page, site)
    begin(page, "Web page")
    page.context.clear_cookies(name="session")
    fill(page, {"title-en": "Half a Thought"})
    assert "signed out" in trouble(page)
    expect(page.locator("#trouble a")).to_be_visible()
    sign_in_again(page, site)
    page.locator("[data-again]").click()
    expect(page.locator("#drafted")).to_contain_text("Draft kept at")
    expect(page.locator("#trouble")).to_be_hidden()
    page.locator(".ed-apply").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    expect(page.locator("#title-en")).to_have_value("Half a Thought")


def test_a_form_of_an_older_session_comes_back_with_all_that_was_typed(
    page: Page, site: str
) -> None:
    sign_in(page, site)
    begin(page, "Web page")
    page.evaluate("document.getElementById('drafted').remove()")
    fill(page, {"title-en": "Written for an Hour"})
    page.context.clear_cookies(name="session")
    sign_in_again(page, site)
    save = page.locator(".ed-apply").get_by_role("button", name="Save", exact=True)
    save.click()
    expect(page.get_by_role("alert").first).to_contain_text("you have signed in anew")
    expect(page.locator("#title-en")).to_have_value("Written for an Hour")
    save.click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()


def test_who_is_signed_out_while_saving_comes_back_to_the_form(page: Page, site: str) -> None:
    sign_in(page, site)
    begin(page, "Web page")
    form = page.url
    page.evaluate("document.getElementById('drafted').remove()")
    fill(page, {"title-en": "Written for an Hour"})
    page.context.clear_cookies(name="session")
    page.locator(".ed-apply").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("signed out meanwhile")
    page.locator("#email").fill(EMAIL)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    expect(page).to_have_url(form)
    page.get_by_role("button", name="Put it back into the form").click()
    expect(page.locator("#title-en")).to_have_value("Written for an Hour")


def test_leaving_warns_of_what_was_typed_and_saving_does_not(page: Page, site: str) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    sign_in(page, site)
    begin(page, "Web page")
    fill(page, {"title-en": "Half a Thought"})
    page.get_by_role("link", name="Back to the list").click()
    expect(page.locator("#title-en")).to_have_value("Half a Thought")
    assert asked == ["beforeunload"]
    page.locator(".ed-apply").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    page.get_by_role("link", name="Back to the list").click()
    expect(page.locator("#form")).to_have_count(0)
    assert asked == ["beforeunload"]


def test_nothing_is_sent_without_a_connection(page: Page, site: str) -> None:
    sign_in(page, site)
    begin(page, "Web page")
    fill(page, {"title-en": "Half a Thought"})
    page.context.set_offline(True)
    page.locator(".ed-apply").get_by_role("button", name="Save", exact=True).click()
    assert "offline" in trouble(page)
    expect(page.locator("#title-en")).to_have_value("Half a Thought")
    page.context.set_offline(False)
    page.locator(".ed-apply").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()


def choose(page: Page, site: str, folder: Path, entries: int) -> None:
    file = folder / "some.bib"
    file.write_text("".join(f"@misc{{n{n}, title={{Thing {n}}}}}\n" for n in range(entries)))
    page.goto(f"{site}/editor/bib-uploads/new")
    page.locator("#file").set_input_files(file)


def test_an_upload_tells_how_much_of_it_is_sent(page: Page, site: str, tmp_path: Path) -> None:
    sign_in(page, site)
    choose(page, site, tmp_path, 60_000)
    # A line of 1 MB a second.
    session = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 20, "downloadThroughput": -1, "uploadThroughput": 1e6}
    session.send("Network.emulateNetworkConditions", slow)
    page.evaluate(
        """() => {
            const told = [];
            const box = document.querySelector("[data-sent] p");
            new MutationObserver(() => {
                told.push(box.textContent);
                sessionStorage.setItem("told", JSON.stringify(told)); // the page is left
            }).observe(box, { childList: true });
        }"""
    )
    page.get_by_role("button", name="See the preview").click()
    expect(page.locator("[data-sent] progress")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Preview of some.bib", timeout=60_000)
    told = page.evaluate("JSON.parse(sessionStorage.getItem('told'))")
    assert re.search(r"[\d.]+ MB of [\d.]+ MB sent", told[0]), told
    assert "The server is reading it" in told[-1]


def test_an_upload_that_is_lost_or_refused_stays_chosen(
    page: Page, site: str, tmp_path: Path, demo_app: Flask
) -> None:
    sign_in(page, site)
    choose(page, site, tmp_path, 3)
    send = page.get_by_role("button", name="See the preview")
    page.route("**/bib-uploads/", lambda route: route.abort())
    send.click()
    expect(page.locator("[data-sent] p")).to_contain_text("The server did not answer")
    expect(send).to_be_focused()
    page.unroute("**/bib-uploads/")
    page.route("**/bib-uploads/", lambda route: None)
    send.click()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-sent] p")).to_contain_text("Stopped")
    expect(send).to_be_focused()
    page.unroute("**/bib-uploads/")
    page.context.clear_cookies(name="session")
    send.click()
    expect(page.locator("[data-sent] p")).to_contain_text("You are signed out")
    sign_in_again(page, site)
    send.click()
    expect(page.locator("h1")).to_contain_text("Preview of some.bib")
    with demo_app.app_context():
        assert db.session.query(BibUpload).count() == 1


def test_what_is_wrong_with_an_upload_is_said_beside_it(page: Page, site: str) -> None:
    sign_in(page, site)
    page.goto(f"{site}/editor/bib-uploads/new")
    page.get_by_label("Or list DOIs").fill("nothing of the kind")
    page.get_by_role("button", name="See the preview").click()
    expect(page.locator("[data-sent] p")).to_contain_text("there is no DOI")
    expect(page.get_by_label("Or list DOIs")).to_have_value("nothing of the kind")
