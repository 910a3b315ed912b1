"""The part of CSL-JSON's schema that our items use, written from the specification."""

from typing import Any

TYPES = [
    "article", "article-journal", "book", "chapter", "dataset", "document", "entry-encyclopedia",
    "graphic", "legal_case", "legislation", "manuscript", "motion_picture", "pamphlet",
    "paper-conference", "patent", "periodical", "personal_communication", "report", "software",
    "song", "standard", "thesis", "webpage",
]  # fmt: skip
TEXT = {"type": "string", "minLength": 1}
TEXTS = [
    "title", "title-short", "container-title", "container-title-short", "collection-title",
    "collection-number", "publisher", "publisher-place", "event-title", "volume", "issue",
    "number", "edition", "chapter-number", "number-of-pages", "page", "genre", "version", "DOI",
    "URL", "ISBN", "ISSN", "PMID", "PMCID", "language", "abstract", "keyword", "note", "archive",
    "archive_location", "citation-key",
]  # fmt: skip
NAME = {
    "type": "object",
    "properties": dict.fromkeys(
        ("family", "given", "non-dropping-particle", "suffix", "literal"), TEXT
    ),
    "additionalProperties": False,
    "minProperties": 1,
}
NAMES = {"type": "array", "minItems": 1, "items": NAME}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {
                "type": "array",
                "minItems": 1,
                "maxItems": 3,
                "items": {"type": "integer"},
            },
        }
    },
    "required": ["date-parts"],
    "additionalProperties": False,
}
ITEM: dict[str, Any] = {
    "type": "object",
    "required": ["id", "type"],
    "properties": {
        "id": {"type": "string"},
        "type": {"enum": TYPES},
        "issued": DATE,
        **dict.fromkeys(TEXTS, TEXT),
        "author": NAMES,
        "editor": NAMES,
        "translator": NAMES,
    },
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {"type": "array", "items": ITEM}
