"""No English is left in the Chinese interface, and no Chinese in the English one."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from sqlalchemy import inspect

from microsite.db import db
from microsite.models import Base
from tests.conftest import ADMIN_EMAIL, signed_in
from tests.web.crawl import crawl

CATALOGUE = Path(__file__).parents[2] / "microsite/translations/zh/LC_MESSAGES/messages.po"
SHARED = Path(__file__).parents[2] / "templates/_shared.html"
STYLES = "APA MLA GB IEEE Chicago CSL English"
# Names that stand there as they are: GitHub, ORCID.
BRANDS = re.compile(r'": "([^"]+)"')
HAN = re.compile(r"[\u4e00-\u9fff]+")
# Words as one says them.
LATIN = re.compile(r"[A-Za-z]{2,}(?:[ ’'-]+[A-Za-z]{2,})*")
# Signs of English beside Chinese.
HALF = re.compile(r"[\u4e00-\u9fff][,:;?!](?=\s|$|[\u4e00-\u9fff])")


@pytest.fixture
def content(demo_app: Flask) -> str:
    """All that the lab itself says, in one text."""
    said: list[str] = []
    with demo_app.app_context():
        for model in Base.__subclasses__():
            columns = inspect(model).columns.keys()
            for row in db.session.query(*[getattr(model, name) for name in columns]):
                said += map(str, filter(None, row))
    return "\n".join(said)


def names(texts: list[str]) -> set[str]:
    """The Latin words of Chinese texts: names that have no Chinese."""
    return {word for text in texts for word in re.findall(r"[A-Za-z]+", text)}


def chinese() -> list[str]:
    """All that the Chinese interface can say."""
    with CATALOGUE.open("rb") as file:
        found = [message.string for message in read_po(file, locale="zh")]
    return [text for one in found for text in ([one] if isinstance(one, str) else one or ())]


def strays(page_lang: str, said: list[tuple[str, str]], known: set[str], content: str) -> list[str]:
    """What on a page is in neither its language, nor the lab's own, nor marked as another."""
    found = []
    for text, lang in said:
        if lang != page_lang:
            continue
        if page_lang == "en":
            found += [run for run in HAN.findall(text) if run not in content]
            continue
        found += [text for _ in HALF.findall(text) if text not in content]
        for run in LATIN.findall(text):
            words = set(re.findall(r"[A-Za-z]+", run))
            if not words <= known and run not in content:
                found.append(run)
    return found


@pytest.mark.parametrize(("lang", "html_lang"), [("zh", "zh-Hans"), ("en", "en")])
@pytest.mark.parametrize("start", ["/{lang}/", "/editor/"])
def test_a_page_speaks_its_own_language(
    demo_app: Flask, content: str, lang: str, html_lang: str, start: str
) -> None:
    client = signed_in(demo_app, ADMIN_EMAIL)
    client.set_cookie("lang", lang)
    known = names([*chinese(), *BRANDS.findall(SHARED.read_text(encoding="utf-8")), STYLES])
    found: dict[str, list[str]] = {}
    count = 0
    for path, page in crawl(demo_app, client, start.format(lang=lang)):
        count += 1
        if wrong := strays(html_lang, page.said, known, content):
            found[path] = wrong
    assert count > 25
    assert not found
