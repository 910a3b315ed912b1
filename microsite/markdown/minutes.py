"""How long a text takes to read."""

import math
import re

# What a reader of prose takes in a minute; Han characters and Latin words count apart.
CHARACTERS, WORDS = 400, 230

_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_UNREAD = re.compile(r"^\s*[:：]{3,}.*$|https?://\S+|\]\([^)\s]*|</?[a-zA-Z][^<>]*>", re.MULTILINE)


def reading_minutes(text: str) -> int:
    """Whole minutes, at least one. Opening lines of blocks, addresses and tags are not read."""
    text = _UNREAD.sub(" ", text)
    han = len(_HAN.findall(text))
    words = len(_WORD.findall(_HAN.sub(" ", text)))
    return max(1, math.ceil(han / CHARACTERS + words / WORDS))
