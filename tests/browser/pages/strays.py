"""Words of the interface that are in another language than the page."""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po

import microsite

# Names that are the same in every language.
NAMES = re.compile(
    r"(?:中文|Google Scholar|Semantic Scholar|Hugging Face|BibTeX|CSL[- ]JSON|Microsite|English|"
    r"GitHub|Markdown|Jekyll|YAML|Zotero|al-folio|academicpages|[\w.+-]+@[\w.-]+|https?://\S+|"
    r"DOI|arXiv|PubMed|UTF-8|GB\d+|RIS|PDF|MB|kB|px|"
    r"[\w-]+\.(?:bib|zip|png|jpg|pdf|md|yaml|html)\b)"
)
_WORD = re.compile(r"[A-Za-z][a-z’']+")
_PLACE = re.compile(r"%\(\w+\)[sd]")
_QUOTED = re.compile("“[^”]*”")
_HAN = re.compile(r"[㐀-鿿]")


class Said(NamedTuple):
    """What a lab says itself: it stands in its own language, wherever it is shown.

    `names` are of people and files, which are in no language (WCAG 3.1.2). `works` are titles,
    venues and keywords, which say in what language they are. `all` is everything.
    """

    names: frozenset[str]
    works: frozenset[str]
    all: str

    def stray(self, text: str, lang: str, *, is_text: bool) -> str:
        """Why a text does not belong on a page in `lang`; nothing where it does.

        An attribute cannot say that a part of it is in another language, a text can.
        """
        bare = text.strip(" ·,.()")
        if bare in self.names:
            return ""
        exact, patterns = _messages(lang)
        if text in exact or any(pattern.fullmatch(text) for pattern in patterns):
            return "" if bare in self.works else "a message of the interface in another language"
        if is_text and bare in self.works and _is_foreign(text, lang):
            return "in another language, and not marked as such"
        if all(part in self.all for part in _foreign_parts(text, lang)):
            return ""
        return "another language than the page's"


NOTHING = Said(frozenset(), frozenset(), "")


def _is_foreign(text: str, lang: str) -> bool:
    return bool(_HAN.search(text)) != (lang == "zh")


def _foreign_parts(text: str, lang: str) -> list[str]:
    """What of a text is in another language: on a Chinese page only what is longer than a word."""
    bare = NAMES.sub(" ", _QUOTED.sub(" ", text))
    if lang != "zh":
        return re.findall(r"[㐀-鿿]+", bare)
    if _HAN.search(text):
        return []
    parts = re.split(r"\s*[、，：:；;,·/]\s*|\s+and\s+", bare)
    return [part.strip() for part in parts if len(_WORD.findall(part)) > 1]


@lru_cache
def _messages(lang: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The messages as another language says them; those with places for values as patterns."""
    folder = Path(microsite.__file__).parent / "translations" / "zh" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    exact, patterns = set(), []
    for message in catalogue:
        strings = message.string or ""
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        chinese = [strings] if isinstance(strings, str) else list(strings)
        here, there = (chinese, english) if lang == "zh" else (english, chinese)
        for one in there:
            plain = _PLACE.sub(" ", one)
            words = len(_WORD.findall(plain)) + len(_HAN.findall(plain))
            if one in here or not words:
                continue
            if "%(" not in one:
                exact.add(one)
            elif words > 1:
                patterns.append(re.compile(_pattern(one)))
    return frozenset(exact), tuple(patterns)


def _pattern(message: str) -> str:
    parts = [re.escape(part) for part in _PLACE.split(message)]
    kinds = [r"[\d,.]+" if place.endswith("d") else ".{1,80}" for place in _PLACE.findall(message)]
    return "".join(f"{part}{kind}" for part, kind in zip(parts, [*kinds, ""], strict=True))
