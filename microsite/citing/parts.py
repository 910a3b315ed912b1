"""Pieces that the styles share: text, dates, pages, links, the case of titles."""

import re
from collections.abc import Iterable
from typing import Any

from microsite.markdown import render_mathematics

Item = dict[str, Any]

MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
          "Dec.")  # fmt: skip
LONG_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December")  # fmt: skip
IN_BOOKS = frozenset({"paper-conference", "chapter", "entry-encyclopedia"})
# Words that headline style leaves small: articles, conjunctions and the short prepositions.
_SMALL = frozenset({
    "a", "an", "the", "and", "but", "or", "nor", "for", "so", "yet", "as", "at", "by", "in", "of",
    "off", "on", "per", "to", "up", "via", "vs", "from", "into", "onto", "with", "de", "la", "van",
    "von", "der",
})  # fmt: skip
_WORD = re.compile(r"(\$[^$]*\$|[^\s–—/-]+)")
_RANGE = re.compile(r"(\d+)-(\d+)")
_END = re.compile(r"[.?!。？！…][”’\"]?$")
_INNER = str.maketrans("“”", "‘’")


def text(value: object) -> str:
    """A value as HTML, its mathematics as MathML."""
    return render_mathematics(str(value))


def italic(value: object) -> str:
    """A value as HTML in italics; nothing stays nothing."""
    return f"<i>{text(value)}</i>" if value else ""


def stop(html: str) -> str:
    """With a full stop at its end, unless it ends in a sign that does for one."""
    bare = re.sub(r"</i>$", "", html)
    return html if not bare or _END.search(bare) else f"{html}."


def sentences(pieces: Iterable[str]) -> str:
    """The pieces that say something, each closed by a full stop."""
    return " ".join(stop(piece) for piece in pieces if piece)


def commas(pieces: Iterable[str]) -> str:
    """The pieces that say something, with commas between them."""
    return ", ".join(piece for piece in pieces if piece)


def quoted(title: str, sign: str) -> str:
    """A title (HTML) in quotation marks; the sign behind it goes inside, as Americans set it."""
    inner = title.translate(_INNER)
    return f"“{inner}”" if _END.search(inner) else f"“{inner}{sign}”"


def year(item: Item) -> str:
    """The year of publication, or nothing."""
    parts = date(item)
    return str(parts[0]) if parts else ""


def month(item: Item, names: tuple[str, ...] = MONTHS) -> str:
    """The name of the month, or nothing."""
    parts = date(item)
    return names[parts[1] - 1] if len(parts) > 1 else ""


def date(item: Item) -> list[int]:
    """Year, month and day, as far as they are known."""
    parts: list[int] = (item.get("issued") or {"date-parts": [[]]})["date-parts"][0]
    return parts


def pages(item: Item, dash: str = "–") -> str:
    """The pages with a dash between the first and the last."""
    return text(item.get("page", "")).replace("-", dash)


def short_pages(item: Item, *, chicago: bool) -> str:
    """The pages with a last one that leaves out what it shares with the first.

    MLA keeps the last two digits; Chicago only those that change after 101 to 109 and the like,
    and all of them after a hundred (Chicago Manual of Style, 9.63).
    """

    def shorten(found: re.Match[str]) -> str:
        first, last = found.groups()
        if len(first) != len(last) or len(first) < 3 or (chicago and first.endswith("00")):
            return f"{first}–{last}"
        kept = 1 if chicago and first[-2] == "0" else 2
        while first[:-kept] != last[:-kept]:
            kept += 1
        return f"{first}–{last[-kept:]}"

    return pages({"page": _RANGE.sub(shorten, item.get("page", ""))})


def link(item: Item) -> str:
    """The address of the work: that of its DOI, of its preprint, or any other."""
    if item.get("DOI"):
        return text(f"https://doi.org/{item['DOI']}")
    if item.get("archive") == "arXiv":
        return text(f"https://arxiv.org/abs/{item['archive_location']}")
    return text(item.get("URL", ""))


def edition(item: Item) -> str:
    """The edition in words ("2nd ed."); the first one is not told."""
    said = str(item.get("edition", "")).strip()
    if not said.isdigit():
        return f"{text(re.sub(r'(?i) ed(ition|n?[.])?$', '', said))} ed." if said else ""
    return f"{said}{ordinal(int(said))} ed." if said != "1" else ""


def ordinal(number: int) -> str:
    """The English ending of an ordinal number."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def is_masters(item: Item) -> bool:
    """Whether a thesis is one for a master's degree."""
    genre = str(item.get("genre", "")).lower()
    return "master" in genre or "硕士" in genre


def is_chinese(item: Item) -> bool:
    """Whether the work is in Chinese."""
    return str(item.get("language", "")).startswith("zh")


def publisher(item: Item) -> str:
    """The publisher, unless it is the author as well."""
    said = item.get("publisher", "")
    own = [name.get("literal") for name in item.get("author", ())]
    return "" if said in own else text(said)


def headline(item: Item, name: str = "title") -> str:
    """A title in headline case, as MLA and Chicago set English ones; others are left alone."""
    title = str(item.get(name, ""))
    if not str(item.get("language", "en")).startswith("en"):
        return title
    words = list(_WORD.finditer(title))
    made = list(title)
    for number, word in enumerate(words):
        first = number == 0 or title[: word.start()].rstrip()[-1:] in ":?!.—"
        capital = first or number == len(words) - 1 or word[0].lower() not in _SMALL
        start = next((at for at in range(*word.span()) if title[at].isalnum()), word.start())
        # What has capitals of its own (MRI, iPhone) is spelled that way; $x$ is no word.
        if capital and word[0].islower() and not word[0].startswith("$"):
            made[start] = made[start].upper()
        elif not capital and word[0].istitle():
            made[start] = made[start].lower()
    return "".join(made)
