"""The language of an entry: what it says, else what its letters say."""

import re

from microsite.bibtex.entry import Entry
from microsite.bibtex.latex import clean

# Names as babel, polyglossia and reference managers write them; the last two of Chinese styles.
_CODES = {
    "english": "en", "american": "en", "british": "en", "usenglish": "en", "ukenglish": "en",
    "australian": "en", "canadian": "en", "newzealand": "en", "eng": "en",
    "chinese": "zh", "pinyin": "zh", "chinese-simplified": "zh", "chinese-traditional": "zh",
    "chinese-hans": "zh", "chinese-hant": "zh", "zho": "zh", "chi": "zh", "中文": "zh",
    "japanese": "ja", "jpn": "ja", "日本語": "ja", "korean": "ko", "kor": "ko", "한국어": "ko",
    "german": "de", "ngerman": "de", "austrian": "de", "naustrian": "de", "nswissgerman": "de",
    "swissgerman": "de", "deutsch": "de", "ger": "de", "deu": "de",
    "french": "fr", "francais": "fr", "français": "fr", "canadien": "fr", "acadian": "fr",
    "frenchb": "fr", "fre": "fr", "fra": "fr", "spanish": "es", "spa": "es", "español": "es",
    "italian": "it", "ita": "it", "portuguese": "pt", "brazil": "pt", "brazilian": "pt",
    "portuges": "pt", "por": "pt", "russian": "ru", "rus": "ru", "русский": "ru",
    "ukrainian": "uk", "polish": "pl", "pol": "pl", "czech": "cs", "slovak": "sk",
    "hungarian": "hu", "magyar": "hu", "dutch": "nl", "swedish": "sv", "danish": "da",
    "norwegian": "no", "norsk": "no", "nynorsk": "nn", "finnish": "fi", "greek": "el",
    "turkish": "tr", "romanian": "ro", "bulgarian": "bg", "croatian": "hr", "serbian": "sr",
    "slovene": "sl", "slovenian": "sl", "estonian": "et", "latvian": "lv", "lithuanian": "lt",
    "catalan": "ca", "galician": "gl", "basque": "eu", "latin": "la", "arabic": "ar",
    "hebrew": "he", "persian": "fa", "farsi": "fa", "hindi": "hi", "thai": "th",
    "vietnamese": "vi", "indonesian": "id", "icelandic": "is", "irish": "ga", "welsh": "cy",
}  # fmt: skip
_SEPARATOR = re.compile(r"\s*(?:[,;/]|\band\b)\s*")
_CODE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*")
_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u3096\u30a1-\u30fa]")),  # before Han: Japanese holds both
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0386-\u03ce]")),
    ("ar", re.compile("[\u0620-\u064a]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("th", re.compile("[\u0e01-\u0e2e]")),
)
_LETTER = re.compile(r"[^\W\d_]")


def languages(entry: Entry) -> tuple[str, ...]:
    """Language codes (ISO 639-1) of the work, the first one the main one; never empty."""
    for name in ("langid", "language", "hyphenation"):
        value = entry.get(name)
        if value:
            codes = [_code(part) for part in _SEPARATOR.split(clean(value).lower())]
            known = tuple(dict.fromkeys(code for code in codes if code))
            if known:
                return known
    title = entry.get("title") or ""
    # Letters written as macros are accents and symbols; only entities hide another script.
    return ("en",) if title.isascii() and "&" not in title else (guess(clean(title)),)


def guess(text: str) -> str:
    """The likeliest language of a text by its script: "en" for Latin letters."""
    if text.isascii():
        return "en"
    letters = len(_LETTER.findall(text))
    counts = [(len(script.findall(text)), code) for code, script in _SCRIPTS]
    kana = counts[0][0]
    if kana and kana * 10 >= letters:
        return "ja"
    count, code = max(counts, key=lambda found: found[0])
    # A Han character says as much as a short word of Latin letters.
    weight = 3 if code in ("zh", "ko", "ja") else 1
    return code if count * weight * 2 >= letters and count else "en"


def _code(name: str) -> str:
    name = name.strip().removeprefix("lang")
    match = _CODE.fullmatch(name)
    return _CODES.get(name) or (match[1] if match else "")
