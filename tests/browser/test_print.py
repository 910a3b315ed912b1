"""On paper: lists with numbers, a person as a CV, nothing of the screen, nothing cut off."""

import re
import unicodedata

import pypdfium2
import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from microsite.db import db
from microsite.models import Authorship, Person, Publication

PAGES = (
    "research/",
    "research/?direction=aigc",
    "research.html",
    "research/fang2023lantern/",
    "team/zhiyao-shen/",
    "team/zhiyao-shen/cv/",
    "articles/eight-rooms/",
)
# What an A4 page and a Letter page have between their margins, in CSS pixels.
WIDTHS = (672, 695)
CHROME = (
    ".mast nav, .tools, .foot, form, input, button, [popover], .pager a, .actions, .chips, .sorts"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("scripted", ["with JavaScript"], indirect=True),
]


def letters(text: str) -> str:
    """The letters and figures alone, 10³ as 103: paper breaks lines, and words where it must."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", text))


def printed(page: Page, size: str = "A4") -> str:
    """What can be read on the printed pages; needs the browser without a window."""
    document = pypdfium2.PdfDocument(page.pdf(format=size))
    return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)


def papers(app: Flask, slug: str) -> list[str]:
    """The titles of a person's papers, but for those with a formula."""
    query = select(Publication.title).join(Authorship).join(Person).where(Person.slug == slug)
    with app.app_context():
        return [title for title in db.session.scalars(query) if "$" not in title]


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_a_cv_on_paper_holds_the_name_and_every_paper(
    page: Page, site: str, demo_app: Flask, size: str
) -> None:
    page.goto(f"{site}/en/team/zhiyao-shen/cv/")
    text = printed(page, size)
    held = letters(text)
    assert "Zhiyao Shen" in text
    titles = papers(demo_app, "zhiyao-shen")
    assert len(titles) > 20
    assert not [title for title in titles if letters(title) not in held]
    assert re.search(r"\b26\.", text)
    assert not re.search(r"\b27\.", text)
    assert "https://doi.org/10.5555/" in text
    for word in ("Print", "Back to the page", "For editors", "Abstract"):
        assert word not in text


def test_a_cv_in_chinese_has_the_same_papers(page: Page, site: str) -> None:
    page.goto(f"{site}/zh/team/zhiyao-shen/cv/")
    text = printed(page)
    assert "沈知遥" in text
    assert re.search(r"\b26\.", text)


def test_the_whole_list_is_printed_with_its_numbers(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research.html")
    text = printed(page)
    numbers = [int(number) for number in re.findall(r"^(\d{1,2})\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, 44))


def test_a_later_page_of_the_list_goes_on_with_the_numbers(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/?page=2")
    text = printed(page)
    assert re.search(r"^26\. ", text, re.MULTILINE)
    assert not re.search(r"^1\. ", text, re.MULTILINE)
    assert "26–43 of 43" in text


def test_a_filtered_list_says_what_it_was_narrowed_to(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research/?direction=medical-imaging&type=article")
    text = printed(page)
    for word in ("Medical imaging", "Journal article"):
        assert word in text
    assert "Clear all" not in text
    assert "×" not in text


def test_the_button_prints(page: Page, site: str) -> None:
    page.goto(f"{site}/en/research.html")
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.title() == "printed"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_chrome_is_printed_and_nothing_is_cut(page: Page, site: str, lang: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for path in PAGES:
        page.goto(f"{site}/{lang}/{path}")
        assert page.locator(CHROME).filter(visible=True).count() == 0, path
        colours = page.locator("body").evaluate(
            "el => [getComputedStyle(document.documentElement).backgroundColor,"
            " getComputedStyle(el).colorScheme]"
        )
        assert colours == ["rgb(255, 255, 255)", "light"], path
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate(
                "[...document.querySelectorAll('main *')].filter((el) => el.checkVisibility()"
                " && !el.closest('.unseen, math, [hidden]')"
                " && el.getBoundingClientRect().right > innerWidth + 1).map((el) => el.outerHTML)"
            )
            assert not wide, (path, width)
