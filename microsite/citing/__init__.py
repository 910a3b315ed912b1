"""Formatted citations of an item of CSL-JSON, in the styles people are asked for. Pure.

They are written here and not by a processor of the Citation Style Language: the one there is for
Python prints pages 7–19 as "7–9" in MLA, leaves the type out of most entries of GB/T 7714, gives
initials where full names belong and needs up to 0.2 s for one; these need some microseconds.
"""

from collections.abc import Callable

from microsite.citing import apa, chicago, gbt, ieee, mla
from microsite.citing.parts import Item

STYLES: dict[str, Callable[[Item, bool], str]] = {
    "apa": apa.cite,
    "ieee": ieee.cite,
    "mla": mla.cite,
    "chicago": chicago.cite,
    "gbt7714": gbt.cite,
}
NAMES = {
    "apa": "APA",
    "ieee": "IEEE",
    "mla": "MLA",
    "chicago": "Chicago",
    "gbt7714": "GB/T 7714",
}


def cite(style: str, item: Item, *, others: bool = False) -> str:
    """The citation as safe HTML: text, `<i>` and MathML.

    `others` says that there are more authors than `item` names. Raises KeyError for a style that
    is not in `STYLES`.
    """
    return STYLES[style](item, others)


__all__ = ["NAMES", "STYLES", "Item", "cite"]
