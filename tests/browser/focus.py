"""Where the focus is, whether it is seen there, and whether it goes on as the page is read."""

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import FloatRect, Page

# Pixels: what two boxes of one line may differ by.
NEAR = 6
# What tells the state of a control from its surroundings, or its focus (WCAG 2.2, 1.4.11, 2.4.13).
CONTRAST = 3.0

# A control that lies unseen under its label, or fills a box, is seen as that.
_WHERE = """groups => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const seen = at.classList.contains("unseen") ? at.labels[0] : at.closest(".field, .chip") ?? at;
  const box = seen.getBoundingClientRect();
  const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) =>
    document.elementFromPoint(box.x + box.width * x, box.y + box.height * y));
  const hit = one => one && (one === at || seen.contains(one) || one.contains(at));
  return {
    name: [at.tagName, at.id, at.getAttribute("aria-label") ?? at.textContent.trim()].join(" "),
    group: groups.findIndex(selector => at.closest(selector)),
    x: box.x, y: box.y, width: box.width, height: box.height,
    left: box.x + scrollX, top: box.y + scrollY,
    covered: !points.some(hit),
  };
}"""
# The browser scrolls to what has the focus, and draws around it, in its next frames.
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_BLUR = "() => { window.was = document.activeElement; window.was.blur(); }"
_AGAIN = "() => window.was.focus({ focusVisible: true, preventScroll: true })"


class Stop(NamedTuple):
    """A place where the focus was; `group` is the number of the part of the page it is in."""

    name: str
    group: int
    left: float
    top: float
    width: float
    height: float
    wrong: str


def stop(page: Page, groups: Sequence[str] = (), *, look: bool = True) -> Stop:
    """Where the focus is now; with `look` also whether one can see it."""
    page.evaluate(_SETTLED)
    at = page.evaluate(_WHERE, list(groups))
    if at is None:
        return Stop("nothing", -1, 0, 0, 0, 0, "the focus is lost")
    wrong = ""
    if at["width"] < 1 or at["height"] < 1:
        wrong = "it has no size"
    elif at["covered"]:
        wrong = "something lies over it"
    elif look and not _is_seen(page, at):
        wrong = "its focus is not seen"
    return Stop(at["name"], at["group"], at["left"], at["top"], at["width"], at["height"], wrong)


def walk(page: Page, groups: Sequence[str], most: int, *, look: bool = True) -> list[Stop]:
    """The stops of the Tab key from here, until the page is left."""
    stops: list[Stop] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops.append(stop(page, groups, look=look))
    return stops


def backwards(stops: Sequence[Stop]) -> list[str]:
    """The steps that go up in their column, back in their line, or to an earlier part."""
    return [
        f"{one.name} -> {two.name}"
        for one, two in pairwise(stops)
        if two.group < one.group or (two.group == one.group and not _is_onwards(one, two))
    ]


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until the focus is on what the selector names."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def _is_onwards(one: Stop, two: Stop) -> bool:
    common = min(one.top + one.height, two.top + two.height) - max(one.top, two.top)
    if common > min(one.height, two.height) / 2:
        return two.left >= one.left - NEAR
    is_next_column = two.left >= one.left + one.width - NEAR
    return two.top >= one.top or is_next_column


def _is_seen(page: Page, at: dict[str, float]) -> bool:
    """Whether focus changes the picture: as many pixels as a line around it, at 3:1."""
    view = cast(dict[str, int], page.viewport_size)
    left, top = max(at["x"] - 8, 0), max(at["y"] - 8, 0)
    right = min(at["x"] + at["width"] + 8, view["width"])
    bottom = min(at["y"] + at["height"] + 8, view["height"])
    if right <= left or bottom <= top:
        return False
    clip: FloatRect = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    there = _lightness(page.screenshot(clip=clip))
    page.evaluate(_BLUR)
    gone = _lightness(page.screenshot(clip=clip))
    page.evaluate(_AGAIN)
    lighter, darker = np.maximum(there, gone), np.minimum(there, gone)
    changed = np.count_nonzero((lighter + 0.05) / (darker + 0.05) >= CONTRAST)
    return bool(changed >= at["width"] + at["height"])


def _lightness(png: bytes) -> NDArray[np.float64]:
    """The relative luminance of each pixel (WCAG 2.2)."""
    with Image.open(io.BytesIO(png)) as image:
        parts = np.asarray(image.convert("RGB"), dtype=np.float64) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return cast(NDArray[np.float64], linear @ np.array([0.2126, 0.7152, 0.0722]))
