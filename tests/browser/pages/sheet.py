"""Every page drawn: both languages, both themes, phone and desktop; and a contact sheet of them."""

import html
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.pages import lab
from tests.browser.pages.looking import INSIDE, browsing, go
from tests.browser.pages.public import LANGUAGES

SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
THEMES = ("light", "dark")
# A picture of a longer page ends here.
LONGEST = 6000
LOAD = """async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    await document.fonts.ready;
}"""
STYLE = """
body { margin: 1rem; font: 14px/1.4 system-ui, sans-serif; background: #888 }
nav { position: sticky; top: 0; z-index: 1; display: grid; grid-template-columns: repeat(9, auto);
  justify-content: start; gap: 0 1.25rem; padding: .5rem; background: #fff }
section { margin-block: 1rem } h2 { font-size: 1rem; margin: 0 } a { color: inherit }
section > div { display: flex; flex-wrap: wrap; gap: .5rem; align-items: start }
figure { margin: 0 } figcaption { font-size: .75rem }
img { display: block; height: 22rem; width: auto; object-fit: cover; object-position: top }
.desktop img { width: 24rem } .phone img { width: 10rem }
"""


def draw_all(folder: Path, names: Sequence[str] = ()) -> int:
    """Draw every page, or those of these names, into a folder with an index; their number."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    with ProcessPoolExecutor(len(LANGUAGES), mp_context=get_context("spawn")) as workers:
        drawn = list(workers.map(partial(draw, folder=folder, names=tuple(names)), LANGUAGES))
    (folder / "index.html").write_text(index(drawn[0]), encoding="utf-8")
    return sum(map(len, drawn)) * len(SIZES) * len(THEMES)


def draw(lang: str, folder: Path, names: Sequence[str]) -> list[str]:
    """Draw the pages of a language; what they are called."""
    with lab.walked(lang) as (full, new):
        pages = [page for page in (*full.pages, *new.pages) if not names or page.name in names]
        with lab.replayed(full.app, pages) as site, browsing() as context:
            context.add_init_script(path=INSIDE)
            page = context.new_page()
            for number, saved in enumerate(pages):
                go(context, page, site, number, saved)
                page.evaluate(LOAD)
                page.evaluate("inside.unstick()")
                _take(page, folder / f"{saved.name}-{lang}")
    return [saved.name for saved in pages]


def _take(page: Page, stem: Path) -> None:
    for (size, (width, height)), theme in product(SIZES.items(), THEMES):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        whole = int(page.evaluate("document.documentElement.scrollHeight"))
        clip = {"x": 0, "y": 0, "width": width, "height": min(whole, LONGEST)}
        path = f"{stem}-{theme}-{size}.png"
        page.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]


def index(names: Sequence[str]) -> str:
    """The contact sheet. Its links choose by language, theme and size; it needs no script."""
    choices = list(product(("", *LANGUAGES), ("", *THEMES), ("", *SIZES)))
    ids = ["-".join(part or "all" for part in choice) for choice in choices]
    links = "".join(f'<a href="#{one}">{one.replace("-", " ")}</a>' for one in ids)
    targets = "".join(f'<i id="{one}"></i>' for one in ids)
    rules = "".join(
        f"#{one}:target ~ main figure:not({''.join(f'.{part}' for part in choice if part)})"
        "{display:none}"
        for one, choice in zip(ids, choices, strict=True)
        if any(choice)
    )
    figures = "".join(_section(name) for name in names)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title>'
        f"<style>{STYLE}{rules}</style>{targets}<nav>{links}</nav><main>{figures}</main></html>"
    )


def _section(name: str) -> str:
    shown = html.escape(name)
    figures = "".join(
        f'<figure class="{lang} {theme} {size}"><a href="{shown}-{lang}-{theme}-{size}.png">'
        f'<img loading="lazy" src="{shown}-{lang}-{theme}-{size}.png" alt=""></a>'
        f"<figcaption>{lang} {theme} {size}</figcaption></figure>"
        for lang, theme, size in product(LANGUAGES, THEMES, SIZES)
    )
    return f'<section id="page-{shown}"><h2>{shown}</h2><div>{figures}</div></section>'
