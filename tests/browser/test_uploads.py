"""An upload from a half-broken file to its undoing: with scripts and without."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_main_job import sign_in
from tests.library import library

pytestmark = pytest.mark.browser

BEFORE = """@article{snow, title={Snow on Zebras}, author={Fei, Ning}, journal={Weather}, year=2024}
@misc{rain, title={A Year of Rain}, author={Fei, Ning}, year=2025}
"""
HALF_BROKEN = """@misc{good, title={The good one}, author={Doe, Jane}, year=2020}

@article{open, title={Nobody closed this, year=2001
@misc{comma
  title={No comma after the key}, year=2002}
@misc{fields, title={A comma is missing} year=2003}
@misc{, title={No key}, year=2004}
@misc{twice, title={Said}, title={Said twice}, year=2005}
@misc{good, title={Another work with the same key}, author={Roe, Ann}, year=1990}
@misc{short, title=undefined_word, year=2006}
@article{snow, title={Snow on Zebras}, author={Fei, Ning}, journal={Annals of Weather}, year=2024}
@misc{rain, title={Quite Another Thing}, author={Fei, Ning}, year=2019}
"""
# Line and key of what is wrong, as the page tells them.
WRONG = [
    (3, "open", "not closed"),
    (4, "comma", "no comma after the citation key"),
    (6, "fields", "no comma between the fields"),
    (7, "", "has no citation key"),
    (8, "twice", "is given 2 times"),
    (9, "good-2", "already belongs to another publication"),
    (10, "short", "is not defined by any @string"),
]


def bring(page: Page, site: str, text: str) -> None:
    page.goto(f"{site}/editor/bib-uploads/new")
    page.get_by_label("Paste the entries").fill(text)
    page.get_by_role("button", name="See the preview").click()
    expect(page.locator("h1")).to_contain_text("Preview of")


def apply(page: Page) -> None:
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("h1")).to_contain_text("What came of")


def tab(page: Page, name: str) -> None:
    page.locator(f"#tab-{name}").click()
    expect(page.locator(f"#tab-{name}")).to_have_attribute("aria-current", "true")


def test_a_half_broken_file_is_settled_and_undone(page: Page, site: str, scripted: bool) -> None:
    sign_in(page, site)
    bring(page, site, BEFORE)
    apply(page)
    bring(page, site, HALF_BROKEN)
    tab(page, "problems")
    for line, key, words in WRONG:
        row = page.locator(".ed-problems tbody tr").filter(has_text=words)
        expect(row).to_have_count(1)
        expect(row.locator("td").first).to_contain_text(
            re.compile(rf"^{line}\b"), use_inner_text=True
        )
        expect(row.locator("td").nth(1)).to_contain_text(key)
    tab(page, "changed")
    expect(page.locator(".ed-diff")).to_contain_text("Annals of Weather")
    tab(page, "unclear")
    expect(page.locator(".ed-pair")).to_contain_text("same key")
    page.get_by_label("Another one: add it").check()
    if scripted:
        expect(page.locator("#sums")).to_contain_text("0 undecided")
    apply(page)
    url = page.url
    for key in ("good", "comma", "fields", "twice", "good-2", "short", "rain-2"):
        page.goto(f"{site}/en/research/{key}/")
        expect(page.locator("h1")).to_be_visible()
        assert "no such page" not in page.inner_text("h1")
    page.goto(f"{site}/en/research/snow/")
    expect(page.locator("main")).to_contain_text("Annals of Weather")

    page.goto(url)
    page.get_by_role("link", name="Undo this upload").click()
    expect(page.locator("main")).to_contain_text("1 publication that it changed is restored.")
    page.get_by_role("button", name="Undo this upload").click()
    expect(page.locator("h1")).to_contain_text("was undone")
    expect(page.locator("main")).to_contain_text("The site is as it was before.")
    page.goto(f"{site}/en/research/snow/")
    expect(page.locator("main")).not_to_contain_text("Annals")
    page.goto(f"{site}/en/research/?q=Quite+Another+Thing")
    expect(page.locator(".entry")).to_have_count(0)


def test_progress_is_seen_and_ends_with_what_came(
    page: Page, site: str, tmp_path: Path, scripted: bool
) -> None:
    sign_in(page, site)
    file = tmp_path / "library.bib"
    file.write_text(library(10_000))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="See the preview").click()
    expect(page.locator("#tab-new")).to_contain_text("10000", timeout=60_000)
    if scripted:
        page.evaluate("window.notReloaded = true")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("progress")).to_be_visible()
    expect(page.locator("main")).to_contain_text("You may close this page")
    if scripted:
        # The words change without the page being loaded anew.
        page.evaluate("window.notReloaded = true")
        expect(page.locator("#doing")).not_to_contain_text("Waiting", timeout=30_000)
        assert page.evaluate("window.notReloaded") is True
    expect(page.locator("h1")).to_contain_text("What came of", timeout=60_000)
    expect(page.locator("#tab-new")).to_contain_text("10000")


def test_choices_stay_through_pages_back_and_leaving(page: Page, site: str, scripted: bool) -> None:
    sign_in(page, site)
    bring(page, site, "".join(f"@misc{{n{n}, title={{Thing {n}}}}}\n" for n in range(70)))
    url = page.url
    page.locator("#choice-2").uncheck()
    if scripted:
        expect(page.locator("#sums")).to_contain_text("69 new")
        page.get_by_role("link", name="Next").click()
    else:
        page.get_by_role("button", name="Save and go on").click()
    expect(page.locator("#choice-50")).to_be_checked()
    expect(page).to_have_url(f"{url}?status=new&page=2")
    page.go_back()
    expect(page.locator("#choice-1")).to_be_checked()
    expect(page.locator("#choice-2")).not_to_be_checked()
    page.goto(f"{site}/en/research/")
    page.goto(url)
    expect(page.locator("#choice-2")).not_to_be_checked()
    expect(page.locator("#sums")).to_contain_text("69 new")
    apply(page)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("What came of")


def test_many_are_chosen_with_one_button(page: Page, site: str) -> None:
    sign_in(page, site)
    bring(page, site, "".join(f"@misc{{n{n}, title={{Thing {n}}}}}\n" for n in range(70)))
    page.get_by_role("button", name="Tick none").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sums")).to_contain_text("0 new")
    expect(page.locator("#choice-0")).not_to_be_checked()
    page.locator("#choice-4").check()
    apply(page)
    expect(page.locator("#tab-new")).to_contain_text("1")
    expect(page.locator("#tab-skipped")).to_contain_text("69")


class TestWithScripts:
    """What only a script can do."""

    @pytest.fixture
    def scripted(self) -> bool:
        return True

    def test_a_suggestion_is_taken_with_one_click(self, page: Page, site: str) -> None:
        sign_in(page, site)
        bring(page, site, "@misc{m, title={Medical imaging of lungs}, keywords={medical imaging}}")
        chip = page.locator(".ed-hinted")
        expect(chip).to_contain_text("suggested")
        chip.click()
        expect(page.locator(".ed-hinted small")).to_be_hidden()
        with page.expect_response("**/choices"):
            page.locator(".ed-gets").get_by_label("Interactive art").check()
        expect(page.locator(".ed-dirs :checked")).to_have_count(1)
        apply(page)
        page.goto(f"{site}/en/research/m/")
        expect(page.locator("main")).to_contain_text("Medical imaging")

    def test_what_was_typed_is_there_after_back(self, page: Page, site: str) -> None:
        sign_in(page, site)
        bring(page, site, BEFORE)
        page.go_back()
        expect(page.get_by_label("Paste the entries")).to_have_value(BEFORE)
        page.get_by_role("link", name="Overview").click()
        page.get_by_label("Editor").get_by_role("link", name="Upload publications").click()
        expect(page.get_by_label("Paste the entries")).to_have_value("")

    def test_the_focus_stays_where_one_was(self, page: Page, site: str) -> None:
        sign_in(page, site)
        bring(page, site, BEFORE + HALF_BROKEN)
        for key in ("new", "problems"):
            page.locator(f"#tab-{key}").focus()
            page.keyboard.press("Enter")
            expect(page.locator(f"#tab-{key}")).to_have_attribute("aria-current", "true")
            expect(page.locator(f"#tab-{key}")).to_be_focused()

    def test_several_files_are_told_before_they_are_sent(
        self, page: Page, site: str, tmp_path: Path
    ) -> None:
        sign_in(page, site)
        for name in ("one", "two"):
            (tmp_path / f"{name}.bib").write_text(f"@misc{{{name}, title={{T {name}}}}}")
        page.locator("input[type=file]").set_input_files(sorted(tmp_path.glob("*.bib")))
        expect(page.locator("#file-said")).to_contain_text("one.bib, 1 kB, entries: 1; two.bib")
        page.get_by_role("button", name="See the preview").click()
        expect(page.locator("h1")).to_contain_text("one.bib + 1.zip")
        expect(page.locator(".ed-rows")).to_contain_text("two.bib, line 1")


@pytest.fixture
def served(demo_app: Flask) -> Iterator[str]:
    """The address of the demonstration lab, served as it is in earnest."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "MICROSITE_INSTANCE": str(demo_app.config["INSTANCE"])}
    server = subprocess.Popen(
        [sys.executable, "-m", "microsite", "serve", "--port", str(port), "--workers", "1"],
        env=environment,
    )
    for _attempt in range(200):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(20)


def test_sixty_megabytes_are_refused_clearly(
    context: BrowserContext, served: str, tmp_path: Path, scripted: bool
) -> None:
    file = tmp_path / "large.bib"
    with file.open("wb") as out:
        for _part in range(60):
            out.write(b"@misc{a, title={T}}\n" * 52_429)
    page = context.new_page()
    sign_in(page, served)
    page.locator("input[type=file]").set_input_files(file)
    if scripted:
        expect(page.locator("#file-said")).to_contain_text("Together they may have 50 MB.")
        page.get_by_role("button", name="See the preview").click()
        expect(page).to_have_url(re.compile("/new$"))
        # A script that failed must not be the only guard.
        page.locator("form.ed-bring").evaluate("form => { form.noValidate = true; }")
    page.get_by_role("button", name="See the preview").click()
    said = "has 60 MB, and this site takes 50 MB at a time"
    if scripted:
        # Beside what was chosen, which stays.
        expect(page.locator("[data-sent] p")).to_contain_text(said, timeout=30_000)
        return
    expect(page.locator("h1")).to_have_text("That is too large", timeout=30_000)
    expect(page.locator("main")).to_contain_text(said)
    page.get_by_role("link", name="Back to the upload").click()
    expect(page.locator("h1")).to_have_text("Upload publications")
