"""`make picture`: the README's picture, docs/home.jpg, put together from two screenshots.

The demonstration lab's home page in English and light on a desk, and on a phone before it the
research page in Chinese and dark.
"""

import logging
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, sync_playwright

from microsite.cards import faces
from tests.browser import chromium
from tests.browser.screenshots import load_pictures, served

TARGET = Path(__file__).parent.parent.parent / "docs" / "home.jpg"
LARGEST = 300_000
SIZE = (1680, 1184)
GROUND = "#d9cfba"
Place = tuple[int, int, int, int]
# Where each lies: left, top, and its width in the picture; the corner's radius.
DESK = (44, 52, 1320, 12)
PHONE = (1296, 380, 336, 34)
# Of the screens, in CSS pixels.
DESK_SCREEN, PHONE_SCREEN = (1280, 1044), (390, 832)
# A machine without a Chinese serif shows the one that the site draws its cards with, as one with
# Songti would show that.
HAN = "/readme/han.ttf"
FONT = f'@font-face {{ font-family: "Songti SC"; src: url("{HAN}"); font-weight: 200 900 }}'


def main() -> None:
    """Draw it anew."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with sync_playwright() as playwright, served() as site:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        draw(browser, site)
        browser.close()
    print(f"{TARGET}: {TARGET.stat().st_size // 1000} kB")


def draw(browser: Browser, site: str) -> None:
    """The picture of a site that is being served."""
    desk = taken(browser, f"{site}/en/", DESK_SCREEN, "light")
    phone = taken(browser, f"{site}/zh/research/", PHONE_SCREEN, "dark")
    whole = Image.new("RGB", SIZE, GROUND)
    laid(whole, desk, DESK, edge="#b5aa92")
    laid(whole, phone, PHONE, edge="#34312a", rim=9)
    TARGET.write_bytes(small(whole))


def taken(browser: Browser, url: str, screen: tuple[int, int], theme: str) -> Image.Image:
    """What a screen of this size shows, at twice its pixels."""
    context = browser.new_context(
        viewport={"width": screen[0], "height": screen[1]},
        color_scheme="dark" if theme == "dark" else "light",
        device_scale_factor=2,
        bypass_csp=True,
    )
    page = context.new_page()
    page.route(f"**{HAN}", lambda route: route.fulfill(path=faces.face("han").file))
    page.goto(url)
    page.add_style_tag(content=FONT)
    page.evaluate("document.fonts.ready")
    load_pictures(page)
    with Image.open(BytesIO(page.screenshot())) as image:
        shown = image.convert("RGB")
    context.close()
    return shown


def laid(
    whole: Image.Image,
    screen: Image.Image,
    place: tuple[int, int, int, int],
    edge: str,
    rim: int = 1,
) -> None:
    """Lay a screen on the picture, its corners rounded, with a rim and a soft shadow."""
    left, top, width, radius = place
    height = round(screen.height * width / screen.width)
    box = (left - rim, top - rim, left + width + rim - 1, top + height + rim - 1)
    shade = Image.new("L", whole.size, 0)
    deep = ImageDraw.Draw(shade)
    deep.rounded_rectangle((box[0], box[1] + 22, box[2], box[3] + 22), radius + rim, fill=105)
    shade = shade.filter(ImageFilter.GaussianBlur(26))
    whole.paste(Image.new("RGB", whole.size, "#3a2f1c"), (0, 0), shade)
    ImageDraw.Draw(whole).rounded_rectangle(box, radius + rim, fill=edge)
    # Rounded at four times the size, for a corner without steps.
    mask = Image.new("L", (width * 4, height * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, width * 4 - 1, height * 4 - 1), radius * 4, fill=255
    )
    fine = Image.Resampling.LANCZOS
    whole.paste(
        screen.resize((width, height), fine), (left, top), mask.resize((width, height), fine)
    )


def small(whole: Image.Image) -> bytes:
    """The best JPEG that is small enough."""
    for quality in range(90, 40, -4):
        out = BytesIO()
        whole.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if len(out.getvalue()) < LARGEST:
            return out.getvalue()
    raise SystemExit(f"The picture is over {LARGEST // 1000} kB at any quality.")


if __name__ == "__main__":
    main()
