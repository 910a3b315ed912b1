"""A Jekyll site as a .zip, with scripts and without."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ADMIN_EMAIL, PASSWORD
from tests.moving.academic import academicpages

pytestmark = pytest.mark.browser

# Milliseconds: each picture and the PDF are opened by a process of their own.
PATIENCE = 60_000
# What stood on the page when it was left.
NOTE = """addEventListener("pagehide", () => {
  const told = document.querySelector("[data-working]");
  sessionStorage.setItem("noted", told.checkVisibility() ? "shown" : "hidden");
})"""


def packed(folder: Path) -> bytes:
    checkout = academicpages(folder / "fennel-main")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path in sorted(checkout.rglob("*")):
            archive.write(path, path.relative_to(folder))
    return file.getvalue()


def test_a_site_is_looked_at_and_brought_while_the_page_tells_that_it_works(
    page: Page, site: str, scripted: bool, tmp_path: Path
) -> None:
    page.goto(f"{site}/editor/moving/")
    page.get_by_label("Email").fill(ADMIN_EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("Moving")
    file = {"name": "site.zip", "mimeType": "application/zip", "buffer": packed(tmp_path)}
    page.get_by_label("A .zip of a Jekyll site").set_input_files(file)  # type: ignore[arg-type]
    page.locator("form", has=page.locator("[value=site]")).locator(".button").click(
        no_wait_after=True
    )
    expect(page.locator("#h-report")).to_have_text("What it would change", timeout=PATIENCE)
    expect(page.get_by_text("_data/navigation.yml:5")).to_be_visible()
    expect(page.locator("[data-working]")).to_be_hidden()
    if scripted:
        page.evaluate(NOTE)
    page.get_by_role("button", name="Bring it in").click(no_wait_after=True)
    expect(page.locator("#h-report")).to_have_text("What was changed", timeout=PATIENCE)
    if scripted:
        assert page.evaluate("sessionStorage.getItem('noted')") == "shown"
    page.goto(f"{site}/en/articles/count/")
    expect(page.locator("h1")).to_have_text("Counting mosses aloud")
