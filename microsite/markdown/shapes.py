"""The HTML of each block: its beginning and its end."""

import html
from collections.abc import Callable

from microsite.markdown.pairing import Block
from microsite.markdown.sheet import Sheet

Shape = Callable[[Block, Sheet], tuple[str, str]]


def around(block: Block, sheet: Sheet) -> tuple[str, str]:
    """What stands before and after a block's text; asks for its pictures, so call it once."""
    return _SHAPES[block.kind.name](block, sheet)


def button(block: Block, sheet: Sheet) -> str:
    """A link that looks like a button."""
    classes = "button button-main" if block.said("main") else "button"
    text, link = html.escape(block.said("text")), html.escape(block.said("link"))
    return f'<p class="b-button"><a class="{classes}" href="{link}">{text}</a></p>'


def _section(block: Block, sheet: Sheet) -> tuple[str, str]:
    picture = block.said("background")
    classes = ["b-section"]
    for name, wanted in (
        ("b-full", block.said("full")),
        ("b-dark", block.said("dark") or picture),
        ("b-tint", block.said("tint")),
        ("b-pictured", picture),
    ):
        if wanted:
            classes.append(name)
    backdrop = ""
    if picture:
        backdrop = f'<div class="b-backdrop">{sheet.picture(block.line, picture, "backdrop")}</div>'
    opened = f'<section class="{" ".join(classes)}">{backdrop}<div class="b-inside">'
    return opened, "</div></section>"


def _feature(block: Block, sheet: Sheet) -> tuple[str, str]:
    flip = " b-flip" if block.said("flip") else ""
    opened = (
        f'<div class="b-feature{flip}">{_art(block, sheet, "feature")}'
        f'<div class="b-text">{_title(block)}'
    )
    return opened, "</div></div>"


def _card(block: Block, sheet: Sheet) -> tuple[str, str]:
    opened = f'<div class="b-card">{_art(block, sheet, "card")}<div class="b-text">{_title(block)}'
    return opened, "</div></div>"


def _grid(block: Block, sheet: Sheet) -> tuple[str, str]:
    columns = block.said("columns")
    return f'<div class="b-grid{f" b-columns-{columns}" if columns else ""}">', "</div>"


def _figure(block: Block, sheet: Sheet) -> tuple[str, str]:
    size = block.said("size") or "large"
    picture = sheet.picture(block.line, block.said("picture"), "figure")
    link = block.said("link")
    if link:
        picture = f'<a href="{html.escape(link)}">{picture}</a>'
    opened = f'<figure class="b-figure b-{size}">{picture}'
    if block.empty:
        return opened, "</figure>"
    return f"{opened}<figcaption>", "</figcaption></figure>"


def _gallery(block: Block, sheet: Sheet) -> tuple[str, str]:
    columns = block.said("columns") or "3"
    return f'<ul class="b-gallery b-columns-{columns}">', "</ul>"


def _alert(block: Block, sheet: Sheet) -> tuple[str, str]:
    kind = block.said("kind") or "note"
    title = block.said("title") or getattr(sheet.options.words, kind)
    opened = f'<div class="b-alert b-{kind}" role="note"><p class="b-name">{html.escape(title)}</p>'
    return opened, "</div>"


def _float(block: Block, sheet: Sheet) -> tuple[str, str]:
    side = block.said("side") or "right"
    name = block.said("picture")
    picture = sheet.picture(block.line, name, "float") if name else ""
    return f'<div class="b-float b-{side}">{picture}', "</div>"


def _art(block: Block, sheet: Sheet, use: str) -> str:
    """The block's picture. A title's link covers it: no reader should hear of it twice."""
    name = block.said("picture")
    if not name:
        return ""
    picture, link = sheet.picture(block.line, name, use), block.said("link")
    if link and not block.said("title"):
        picture = f'<a href="{html.escape(link)}">{picture}</a>'
    return f'<div class="b-art">{picture}</div>'


def _title(block: Block) -> str:
    title, link = html.escape(block.said("title")), block.said("link")
    if not title:
        return ""
    if link:
        title = f'<a href="{html.escape(link)}">{title}</a>'
    return f'<h{block.level} class="b-title">{title}</h{block.level}>'


_SHAPES: dict[str, Shape] = {
    "section": _section,
    "feature": _feature,
    "card": _card,
    "grid": _grid,
    "figure": _figure,
    "gallery": _gallery,
    "alert": _alert,
    "float": _float,
}
