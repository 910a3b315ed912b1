"""Cards: the picture of 1200 x 630 pixels that stands where somebody shares a page's address.

`card` says what is on one, `faces` in which type, `lines` where a title breaks, `drawing` puts it
on the sheet, `pixels` makes a PNG of that and `kept` keeps it. Pure but for the fonts and the
folder: a card that says the same is the same picture.
"""

from microsite.cards.card import HEIGHT, WIDTH, Card, Shown
from microsite.cards.kept import BusyError, Kept
from microsite.cards.pixels import png

__all__ = ["HEIGHT", "WIDTH", "BusyError", "Card", "Kept", "Shown", "png"]
