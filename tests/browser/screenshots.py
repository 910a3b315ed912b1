"""`make screenshots`: every page into build/screenshots, and the README's picture into docs/."""

import logging
import re
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from microsite import create_app, demo
from microsite.db import db, upgrade
from microsite.web.auth import new_editor
from tests.browser import chromium
from tests.conftest import DATA, EMAIL, PASSWORD

ROOT = Path(__file__).parent.parent.parent
OUT = ROOT / "build" / "screenshots"
PUBLIC = (
    "",
    "about/",
    "research/",
    "research/?direction=medical-imaging&type=article",
    "research/?q=nothing+has+these+words",
    "research.html",
    "research/fang2023lantern/",
    "research/zou2025signs/",
    "directions/",
    "directions/aigc/",
    "projects/",
    "projects/?direction=coding&area=film",
    "projects/second-draft/",
    "articles/",
    "articles/eight-rooms/",
    "news/",
    "join/",
    "team/",
    "team/zhiyao-shen/",
    "team/zhiyao-shen/cv/",
    "nothing/",
)
EDITOR = (
    "",
    "account/",
    "accounts/",
    "accounts/1",
    "activity/",
    "lab/",
    "publications/",
    "publications/1/",
    "publications/1/bibtex",
    "publications/new",
    "directions/suggestions/",
    "directions/merge/",
)
CONTENT = (
    "person/",
    "page/",
    *(f"{kind}/1/" for kind in ("page", "project", "person", "direction", "highlight")),
    *(f"{kind}/new" for kind in ("article", "news", "role", "area", "tag")),
    "person/1/delete",
    "person/1/history",
)
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}


def main() -> None:
    """Draw all pages in both languages, sizes and themes, and an index of them."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    OUT.mkdir(parents=True, exist_ok=True)
    path = chromium.find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for lang, size, theme in product(("zh", "en"), SIZES, ("light", "dark")):
            with served() as site:
                draw(browser, site, lang, size, theme)
        with served() as site:
            picture(browser, site)
        browser.close()
    names = sorted(file.name for file in OUT.glob("*.png"))
    figures = "".join(f'<h2>{name}</h2><img src="{name}" width="700">' for name in names)
    (OUT / "index.html").write_text(f"<!doctype html><title>Screenshots</title>{figures}")
    print(f"{len(names)} screenshots in {OUT}")


@contextmanager
def served() -> Iterator[str]:
    """The address of a demonstration lab that nobody has touched."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE": Path(folder)})
        upgrade(app)
        with app.app_context():
            demo.fill(db.session())
            db.session.add(new_editor(EMAIL, PASSWORD, "admin"))
            db.session.commit()
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def draw(browser: Browser, site: str, lang: str, size: str, theme: str) -> None:
    """Every page once."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
    )
    context.add_cookies([{"name": "lang", "value": lang, "url": site}])
    page = context.new_page()

    def take(name: str) -> None:
        load_pictures(page)
        page.screenshot(path=OUT / f"{name}-{lang}-{size}-{theme}.png", full_page=True)

    for path in PUBLIC:
        page.goto(f"{site}/{lang}/{path}")
        take(path.strip("/").replace("/", "-").replace("?", "-") or "home")
    page.goto(f"{site}/editor/bib-uploads/new")
    take("editor-sign-in")
    page.locator("input[name=email]").fill(EMAIL)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/bib-uploads/new")
    take("editor-upload")
    for step in ("first", "second"):
        upload(page, site, step)
        take(f"editor-preview-{step}")
        with page.expect_navigation():
            page.locator(".ed-plan button:not([type=button])").last.click()
        take(f"editor-applied-{step}")
    for path in EDITOR:
        page.goto(f"{site}/editor/{path}")
        take(f"editor-{path.strip('/').replace('/', '-').partition('?')[0] or 'overview'}")
    page.goto(f"{site}/editor/pictures/")
    page.locator("#file").set_input_files(ROOT / "docs" / "home.jpg")
    page.get_by_role("button").filter(has_text=re.compile("^(Upload|上传)$")).click()
    page.locator("#came .ed-good").wait_for()
    take("editor-pictures")
    page.locator("#came .ed-good a").click()
    take("editor-picture")
    page.goto(f"{site}/editor/documents/")
    take("editor-documents")
    for path in CONTENT:
        page.goto(f"{site}/editor/content/{path}")
        take(f"editor-content-{path.strip('/').replace('/', '-')}")
    context.close()


def upload(page: Page, site: str, step: str) -> None:
    """First a file as it is, then one with changed, unclear and broken entries."""
    page.goto(f"{site}/editor/bib-uploads/new")
    text = (DATA / "real_lab.bib").read_text(encoding="utf-8")
    if step == "second":
        text = text.replace("2024", "2025").replace("Placing Sensors", "Setting Sensors")
        text += "\n@misc{Tanaka2017, title={Quite Another Work}, year={2001}}\n"
        text += "@article{unclosed, title={Nobody closed this\n\n@misc{nocomma title={Lost}}\n"
    page.locator("textarea[name=text]").fill(text)
    page.locator("input[name=directions]").first.check()
    page.locator("form[enctype] button:not([type=button])").click()
    page.wait_for_url("**/bib-uploads/*")


def load_pictures(page: Page) -> None:
    """Scroll through, so that what loads lazily is there."""
    page.evaluate(
        """async () => {
            for (const image of document.images) { image.loading = 'eager'; }
            await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
        }"""
    )


def picture(browser: Browser, site: str) -> None:
    """The README's picture: the top of the home page."""
    page = browser.new_page(viewport={"width": 1280, "height": 960})
    page.goto(f"{site}/en/")
    load_pictures(page)
    page.screenshot(path=ROOT / "docs" / "home.jpg", type="jpeg", quality=80)


if __name__ == "__main__":
    main()
