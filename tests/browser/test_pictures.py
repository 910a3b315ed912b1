"""Pictures from the files on a desk to a form that has chosen one: with scripts and without."""

import re
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from playwright.sync_api import Page, expect

from microsite.db import db
from microsite.models import Picture
from tests.browser.test_main_job import sign_in
from tests.pictures.files import arrow, pdf, saved
from tests.web.editor.pictures import URL, put

pytestmark = pytest.mark.browser

FORM = """{% extends "editor/base.html" %}{% block editor %}
{% from "editor/pictures/_parts.html" import picture_picker with context %}
<form action="/editor/try">{{ picture_picker("cover_id", 2, "Cover") }}<button>Go</button></form>
{% endblock %}"""


def test_pictures_are_brought_and_described(
    page: Page, site: str, demo_app: Flask, tmp_path: Path
) -> None:
    for number in range(2):
        (tmp_path / f"arrow-{number}.jpg").write_bytes(saved(arrow(400 + number, 300), "JPEG"))
    sign_in(page, site)
    page.goto(f"{site}{URL}")
    page.locator("#file").set_input_files(sorted(tmp_path.glob("*.jpg")))
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("#came .ed-good")).to_have_count(2, timeout=60_000)
    for number in range(2):
        item = page.locator("#came li").filter(has_text=f"arrow-{number}.jpg")
        item.get_by_label("What it shows 中文").fill(f"箭头 {number}")
        item.get_by_label("What it shows English").fill(f"Arrow {number}")
    page.get_by_role("button", name="Save the descriptions").click()
    shelf = page.locator(".ed-shelf")
    expect(shelf).to_contain_text("Arrow 0")
    expect(shelf).to_contain_text("Arrow 1")
    expect(shelf.locator(".badge")).to_have_count(0)
    shown = shelf.locator("img").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("image => image.naturalWidth") > 0


def test_the_focal_point_is_set_by_keyboard_or_click(
    page: Page, site: str, demo_app: Flask, scripted: bool
) -> None:
    number = put(demo_app)
    sign_in(page, site)
    page.goto(f"{site}{URL}{number}")
    if scripted:
        aim = page.locator("[data-focal] img")
        box = aim.bounding_box()
        assert box
        aim.click(position={"x": box["width"] / 4, "y": box["height"] / 4})
        expect(page.get_by_label("From the left")).to_have_value("25")
        page.get_by_label("From the top").focus()
        page.keyboard.press("ArrowUp")
        expect(page.locator(".ed-crop img").first).to_have_class(re.compile("focus-x-3?"))
    else:
        page.get_by_label("From the left").fill("25")
        page.get_by_label("From the top").fill("26")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("Saved.")
    with demo_app.app_context():
        picture = db.session.get_one(Picture, number)
        assert (picture.focal_x, picture.focal_y) == (0.25, 0.26)


def test_a_form_chooses_a_picture(page: Page, site: str, demo_app: Flask, scripted: bool) -> None:
    demo_app.add_url_rule("/editor/try", "try", lambda: render_template_string(FORM))
    for number in range(3):
        put(demo_app, saved(arrow(100 + number, 90), "PNG"), f"arrow-{number}.png")
    sign_in(page, site)
    page.goto(f"{site}/editor/try")
    if scripted:
        expect(page.locator("input[name=cover_id]:checked")).to_have_value("2")
        page.get_by_label("Search the pictures").press_sequentially("arrow-2")
        expect(page.locator("input[name=cover_id]")).to_have_count(3)
        expect(page.locator("input[name=cover_id]:checked")).to_have_value("2")
        page.get_by_role("radio", name="arrow-2.png").check()
    else:
        expect(page.get_by_label("Cover")).to_have_value("2")
        page.get_by_label("Cover").select_option("arrow-2.png")
    page.get_by_role("button", name="Go").click()
    expect(page).to_have_url(re.compile(r"cover_id=3\b"))


class TestWithScripts:
    """What only a script can do."""

    @pytest.fixture
    def scripted(self) -> bool:
        return True

    def test_each_file_is_answered_by_itself_though_one_is_bad(
        self, page: Page, site: str, tmp_path: Path
    ) -> None:
        (tmp_path / "a.jpg").write_bytes(saved(arrow(), "JPEG"))
        (tmp_path / "b.jpg").write_bytes(pdf())
        sign_in(page, site)
        page.goto(f"{site}{URL}")
        page.locator("#file").set_input_files(sorted(tmp_path.glob("*.jpg")))
        expect(page.locator("#file-said")).to_contain_text("b.jpg, 1 kB")
        page.get_by_role("button", name="Upload", exact=True).click()
        expect(page.locator("#came .ed-bad")).to_contain_text("b.jpg This is a PDF document")
        expect(page.locator("#doing")).to_have_text("Done: 1 uploaded.")
        expect(page.locator("#came input").first).to_be_focused()
