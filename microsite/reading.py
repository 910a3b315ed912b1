"""How long a text takes to read, and how it begins."""

import re

# Characters and words a minute of somebody who reads to understand.
HAN_A_MINUTE = 400
WORDS_A_MINUTE = 230

_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_FENCE = re.compile(r"^(```+|~~~+|:::+).*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]+>|https?://\S+")
_SIGNS = re.compile(r"^\s*(?:#{1,6}|>|[-*+]|\d+[.)])\s+|[*_`|$\\~]|^\s*[-=]{3,}\s*$", re.MULTILINE)


def reading_minutes(text: str) -> int:
    """How many minutes a Markdown text takes, at least one; 0 where there is nothing to read."""
    words = plain_words(text)
    rest = _HAN.sub(" ", words)
    minutes = len(_HAN.findall(words)) / HAN_A_MINUTE + len(_WORD.findall(rest)) / WORDS_A_MINUTE
    return max(1, round(minutes)) if minutes else 0


def excerpt(text: str, most: int = 180) -> str:
    """The beginning of a Markdown text in plain words, of at most so many characters."""
    words = " ".join(plain_words(text).split())
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    # A word of an alphabet stays whole; between Han there is nothing to look for.
    whole = cut.rsplit(" ", 1)[0] if words[most - 1].isalnum() and cut[-1].isascii() else cut
    return f"{whole.rstrip(' ,;:，；：、')}…"


def plain_words(text: str) -> str:
    """A Markdown text without its signs, addresses and markup."""
    for pattern, instead in ((_FENCE, ""), (_LINK, r"\1"), (_TAG, " "), (_SIGNS, "")):
        text = pattern.sub(instead, text)
    return text
