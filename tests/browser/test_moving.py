"""A Jekyll site as a .zip, with scripts and without."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_main_job import sign_in
from tests.moving.academic import academicpages

pytestmark = pytest.mark.browser


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
    sign_in(page, site)
    page.goto(f"{site}/editor/moving/")
    working = page.locator("form", has=page.locator("[value=site]")).locator("[data-working]")
    expect(working).to_be_hidden()
    shown: list[bool] = []

    def sent(route: Route) -> None:
        shown.append(working.is_visible())
        route.continue_()

    if scripted:
        page.route("**/editor/moving/", sent)
    file = {"name": "site.zip", "mimeType": "application/zip", "buffer": packed(tmp_path)}
    page.get_by_label("A .zip of a Jekyll site").set_input_files(file)  # type: ignore[arg-type]
    page.locator("form", has=page.locator("[value=site]")).get_by_role("button").click()
    expect(page.locator("#h-report")).to_have_text("What it would change")
    assert shown == ([True] if scripted else [])
    expect(page.get_by_text("_pages/cv.md:18")).to_be_visible()
    page.get_by_role("button", name="Bring it in").click()
    expect(page.locator("#h-report")).to_have_text("What was changed")
    page.goto(f"{site}/en/articles/count/")
    expect(page.locator("h1")).to_have_text("Counting mosses aloud")
