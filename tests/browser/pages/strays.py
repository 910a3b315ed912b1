"""Words of the interface that are in another language than the page."""

import re
from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

import microsite

# Names that are the same in every language.
NAMES = re.compile(
    r"(?:Google Scholar|Semantic Scholar|Hugging Face|BibTeX|CSL[- ]JSON|Microsite|English|"
    r"GitHub|Markdown|Jekyll|YAML|Zotero|al-folio|academicpages|[\w.+-]+@[\w.-]+|https?://\S+|"
    r"DOI|arXiv|PubMed|UTF-8|GB\d+|RIS|PDF|MB|kB|px|"
    r"[\w-]+\.(?:bib|zip|png|jpg|pdf|md|yaml|html)\b)"
)
_WORD = re.compile(r"[A-Za-z][a-z’']+")
_PLACE = re.compile(r"%\(\w+\)[sd]")
_HAN = re.compile(r"[㐀-鿿]")


@lru_cache(maxsize=100_000)
def stray(text: str, lang: str, names: frozenset[str]) -> str:
    """Why a text does not belong on a page in `lang`; nothing where it does.

    `names` are those of people and files, which are in no language (WCAG 3.1.2).
    """
    if text.strip(" ·,.()") in names:
        return ""
    if lang != "zh":
        return "Chinese on a page in another language, and not marked as such"
    exact, patterns = _untranslated()
    if text in exact or any(pattern.fullmatch(text) for pattern in patterns):
        return "a message that has a translation"
    if not _HAN.search(text) and len(_WORD.findall(NAMES.sub(" ", text))) > 1:
        return "English on a Chinese page, and not marked as such"
    return ""


@lru_cache
def _untranslated() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """English messages that read otherwise in Chinese; those with places for values as patterns."""
    folder = Path(microsite.__file__).parent / "translations" / "zh" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    exact, patterns = set(), []
    for message in catalogue:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = message.string or ""
        said = [strings] if isinstance(strings, str) else list(strings)
        for one in ids:
            words = len(_WORD.findall(_PLACE.sub(" ", one)))
            if one in said or not words:
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
