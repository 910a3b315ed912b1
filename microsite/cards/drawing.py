"""A card as SVG: the title and its lines on the left, the drawing on the right or below."""

import re
from html import escape
from typing import NamedTuple

from microsite import art
from microsite.art import palette
from microsite.art.colour import to_hex
from microsite.cards.card import HEIGHT, WIDTH, Card
from microsite.cards.faces import runs
from microsite.cards.lines import Fitted, cleaned, fit

# The light tokens of site.css.
GROUND, INK, MUTED, HAIR, ACCENT = "#faf6ee", "#1c1a16", "#5f594d", "#ddd5c4", "#ab2f17"
MARGIN = 68
# Left, top, width and height of what a cover, a face or a picture fills.
PANEL = (732, 0, WIDTH - 732, HEIGHT)
_HERO = (0, 336, WIDTH, HEIGHT - 336)
_NAME_SIZE, _NOTE_SIZE = 27, 27
_TITLE_SIZES = (84, 76, 70, 64, 58, 53, 48, 44, 40, 37, 34, 31, 28)
_OTHER_SIZES = (38, 35, 32, 29, 26, 24)
_LEADING = 1.24
# From a title to the one in the other script.
_BETWEEN = 26
_OWN_PLACE = re.compile(r' (?:width|height|preserveAspectRatio)="[^"]*"')
# Where none of our faces has a letter: what machines mostly have.
_ANY = "Microsite latin, Georgia, Liberation Serif, DejaVu Serif, Noto Serif, serif"


class Sheet(NamedTuple):
    """SVG, and whether it has letters that only the machine's own fonts may have."""

    svg: str
    needs_more: bool


class _Lines(NamedTuple):
    """Lines of one colour, the first of them on this baseline."""

    fitted: Fitted
    colour: str
    y: float


def sheet(card: Card) -> Sheet:
    """The card as an SVG document; a picture is not in it, only its place."""
    colours = palette(card.hue)
    wide = card.drawing == "hero"
    blocks = [_name(card), *_titles(card, wide), *([] if wide else [_note(card)])]
    body = f'<path fill="{GROUND}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
    body += _hero(card) if wide else _panel(card)
    body += _placed(art.mark(card.mark), (MARGIN, 50, 42, 42), "xMidYMid meet")
    if not wide and card.note:
        y = blocks[-1].y - blocks[-1].fitted.size * 0.36 - 7
        body += f'<path fill="{colours.mid}" d="M{MARGIN} {y:.1f}h14v14h-14z"/>'
    needs_more = False
    for block in blocks:
        x = MARGIN + (60 if block is blocks[0] else 28 if block is blocks[-1] and not wide else 0)
        for number, line in enumerate(block.fitted.lines):
            drawn, more = _line(line, block, x, block.y + number * block.fitted.size * _LEADING)
            body, needs_more = body + drawn, needs_more or more
    return Sheet(_document(body, card), needs_more)


def _name(card: Card) -> _Lines:
    wide = (WIDTH if card.drawing == "hero" else PANEL[0]) - 2 * MARGIN - 60
    fitted = fit(cleaned(card.lab), "text", (wide, 40), (_NAME_SIZE, 24, 21, 18), _LEADING)
    return _Lines(fitted, INK, 71 + fitted.size * 0.36)


def _note(card: Card) -> _Lines:
    box = (PANEL[0] - 2 * MARGIN - 28, 64)
    fitted = fit(cleaned(card.note), "text", box, (_NOTE_SIZE, 24, 22), _LEADING)
    y = HEIGHT - 70 - (len(fitted.lines) - 1) * fitted.size * _LEADING / 2 + fitted.size * 0.36
    return _Lines(fitted, MUTED, y)


def _titles(card: Card, wide: bool) -> list[_Lines]:
    """The title, and below it the one in the other script, in the middle of their room."""
    across = (WIDTH if wide else PANEL[0]) - 2 * MARGIN
    top, foot = (112, _HERO[1] - 16) if wide else (116, HEIGHT - 112)
    said = [text for text in map(cleaned, card.titles) if text]
    if not said:
        return []
    other = None
    if len(said) > 1:
        other = fit(said[1], "text", (across, 126), _OTHER_SIZES, _LEADING)
    below = _BETWEEN + len(other.lines) * other.size * _LEADING if other else 0
    room = foot - top - below
    first = fit(said[0], "title", (across, room), _TITLE_SIZES, _LEADING)
    high = len(first.lines) * first.size * _LEADING
    # A little above the middle, where the eye looks for it.
    start = top + (room - high) * (0.5 if wide else 0.42)
    blocks = [_Lines(first, INK, start + first.size * 0.96)]
    if other:
        y = start + high + _BETWEEN + other.size * 0.9
        blocks.append(_Lines(other, MUTED, y))
    return blocks


def _line(line: str, block: _Lines, x: float, y: float) -> tuple[str, bool]:
    """Each run in an element of its own: within one, a missing letter changes the face of all."""
    drawn, needs_more = "", False
    for run in runs(line, block.fitted.style):
        x += run.gap * block.fitted.size
        family = run.family or _ANY
        needs_more = needs_more or not run.family
        drawn += (
            f'<text xml:space="preserve" x="{x:.1f}" y="{y:.1f}" font-size="{block.fitted.size:g}" '
            f'fill="{block.colour}" font-family="{family}">{escape(run.text)}</text>'
        )
        x += run.width * block.fitted.size
    return drawn, needs_more


def _panel(card: Card) -> str:
    key = card.key
    drawn = art.face(key, card.hue) if card.drawing == "face" else art.cover(key, card.hue)
    return _placed(drawn, PANEL, "xMidYMid slice")


def _hero(card: Card) -> str:
    x, y, width, _ = _HERO
    rule = f'<path fill="{HAIR}" d="M{x} {y}h{width}v1H{x}z"/>'
    return _placed(art.hero(card.key, card.hues, "wide"), _HERO, "xMidYMid slice") + rule


def _placed(svg: str, place: tuple[int, int, int, int], aspect: str) -> str:
    """A drawing of ours as a part of the sheet."""
    x, y, width, height = place
    head, _, rest = svg.partition(">")
    head = _OWN_PLACE.sub("", head)
    return (
        f'{head} x="{x}" y="{y}" width="{width}" height="{height}" '
        f'preserveAspectRatio="{aspect}">{rest}'
    )


def _document(body: str, card: Card) -> str:
    # What the pages' stylesheet says of a hero and the mark.
    rules = f".mark-dot {{ fill: {ACCENT} }} .stream-lines {{ stroke: #b9ad97 }}"
    for hue in card.hues if card.drawing == "hero" else ():
        ground = MUTED if hue is None else to_hex(0.45, 0.15, hue)
        rules += f" .{art.hue_class(hue)} .disc-ground {{ fill: {ground} }}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" color="{INK}"><style>{rules}</style>{body}</svg>'
    )
